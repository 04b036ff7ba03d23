import Digests
import SystemIO

/// Writes an archive once from front to end, and the digest of it.
///
/// The form is plain ustar, which every server reads: it refuses global records and links.
struct TarWriter: ~Copyable {
  private var file: AtomicFile
  private var hash = SHA256()
  /// What the entry that is being written still lacks.
  private var missing = 0
  private var padding = 0
  private var entry = ""
  private let isCancelled: @Sendable () -> Bool

  init(
    at path: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SnapshotError) {
    self.isCancelled = isCancelled
    do throws(SystemError) {
      file = try AtomicFile(at: path)
    } catch {
      throw .unwritable(error)
    }
  }

  var size: Int64 { file.size }

  /// Begins an entry, whose bytes must follow at once.
  mutating func begin(_ name: String, size: Int) throws(SnapshotError) {
    precondition(missing == 0, "the entry '\(entry)' is not whole")
    guard let header = TarHeader.bytes(name: name, size: size) else {
      throw .options("the name '\(name)' does not fit into an archive")
    }
    try write(header.span)
    (entry, missing, padding) = (name, size, (512 - size % 512) % 512)
    if size == 0 { padding = 0 }
  }

  mutating func append(_ bytes: [UInt8]) throws(SnapshotError) { try append(bytes.span) }

  mutating func append(_ bytes: Span<UInt8>) throws(SnapshotError) {
    precondition(bytes.count <= missing, "the entry '\(entry)' is longer than was said")
    try write(bytes)
    missing -= bytes.count
    guard missing == 0, padding > 0 else { return }
    try write([UInt8](repeating: 0, count: padding).span)
    padding = 0
  }

  mutating func append(zeros count: Int) throws(SnapshotError) {
    let piece = [UInt8](repeating: 0, count: min(count, 1 << 16))
    var rest = count
    while rest > 0 {
      try append(piece.span.extracting(first: min(rest, piece.count)))
      rest -= min(rest, piece.count)
    }
  }

  /// Copies a part of a file that was written aside.
  mutating func append(_ part: ScratchContent, _ range: Range<Int>) throws(SnapshotError) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start + 1 << 20, range.upperBound)
      try append(part.bytes(start..<end))
      start = end
      if start >> 20 & 63 == 0 { part.release() }
    }
    part.release()
  }

  /// Writes a whole entry.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws(SnapshotError) {
    try begin(name, size: bytes.count)
    try append(bytes)
  }

  mutating func add(_ name: String, _ text: String) throws(SnapshotError) {
    try add(name, Array(text.utf8))
  }

  /// Ends the archive and waits for the disk; the caller renames the file.
  consuming func finish() throws(SnapshotError) -> (size: Int64, digest: Digest) {
    precondition(missing == 0, "the entry '\(entry)' is not whole")
    try write([UInt8](repeating: 0, count: 1024).span)
    let digest = hash.finish()
    do throws(SystemError) {
      return (try file.finish(), digest)
    } catch {
      throw .unwritable(error)
    }
  }

  private mutating func write(_ bytes: Span<UInt8>) throws(SnapshotError) {
    if isCancelled() { throw .cancelled }
    hash.update(bytes)
    do throws(SystemError) {
      try file.append(bytes)
    } catch {
      throw .unwritable(error)
    }
  }
}
