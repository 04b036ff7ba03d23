import CArchive
import Glibc
import SystemIO

/// A zip or tar archive being read from its beginning to its end.
///
/// Nothing in an archive is trusted: what comes out is counted while it comes, whatever the archive
/// says of its size, and no name in it is ever used as a path here.
package struct ArchiveReader: ~Copyable {
  /// What the archive's descriptions and errors call it.
  package let name: String

  private let handle: ArchiveHandle
  private let source: ArchiveSource
  private let limits: ArchiveLimits
  private var entries = 0
  private var current: ArchiveEntry?
  /// Whether the content of the current entry was asked for.
  private var isCurrentRead = false
  /// Whether libarchive has come to the end of the current entry's content.
  private var isCurrentFinished = false
  /// Whether nothing more comes, be it that the end was reached or that an error forbids to go on.
  package private(set) var hasEnded = false
  /// Where in the archive the current entry's content starts.
  private var currentStart: Int64 = 0
  /// How many bytes of the current entry were handed over in blocks.
  private var blockPlace: Int64 = 0
  /// How many bytes of the current entry have come out.
  private var currentBytes: Int64 = 0
  /// How many bytes have come out in all, those that were skipped over included.
  private var producedBytes: Int64 = 0
  /// How many bytes of contents that were asked for have come out, those that were then refused included.
  package private(set) var deliveredBytes: Int64 = 0

  /// Opens the archive in a file; errors call it by its path unless another name is given.
  package init(path: String, name: String? = nil, limits: ArchiveLimits) throws(ArchiveError) {
    try self.init(name: name ?? path, source: try Self.source(path, name), limits: limits)
  }

  /// Opens an archive that is in memory already, by the name to call it.
  package init(bytes: [UInt8], name: String, limits: ArchiveLimits) throws(ArchiveError) {
    try self.init(name: name, source: ArchiveSource(bytes: bytes), limits: limits)
  }

  private static func source(_ path: String, _ name: String?) throws(ArchiveError)
    -> ArchiveSource
  {
    do throws(ReadFileError) {
      return try ArchiveSource(path: path)
    } catch {
      throw .unreadable(name.map { error.naming($0) } ?? error)
    }
  }

  private init(
    name: String,
    source: consuming ArchiveSource,
    limits: ArchiveLimits
  ) throws(ArchiveError) {
    guard let handle = ArchiveHandle() else {
      throw .corrupt(archive: name, entry: nil, message: "libarchive has no memory left")
    }
    guard source.open(in: handle) else {
      throw .unrecognized(archive: name, message: handle.message)
    }
    self.name = name
    self.handle = handle
    self.source = source
    self.limits = limits
  }

  // MARK: Entries

  /// Moves on to the next entry; nil after the last, and after any error that ends the archive.
  package mutating func next() throws(ArchiveError) -> ArchiveEntry? {
    guard !hasEnded else { return nil }
    let locale = ArchiveLocale.enter()
    defer { locale.leave() }
    try skipRest()
    let last = current?.label
    current = nil
    var header: OpaquePointer?
    // The library takes a name it cannot convert for a want of memory when an earlier call left
    // that word behind.
    errno = 0
    let result = archive_read_next_header(handle.pointer, &header)
    switch result {
    case ARCHIVE_OK, ARCHIVE_WARN:
      guard let header else { return nil }
      return try begin(handle.describe(header, number: entries + 1))
    case ARCHIVE_EOF:
      hasEnded = true
      // Skipping may have gone past the end of the file without libarchive's noticing.
      guard handle.position <= source.size else {
        throw .corrupt(archive: name, entry: last, message: "the archive ends within the entry")
      }
      return nil
    case ARCHIVE_FATAL:
      hasEnded = true
      guard handle.isRecognized else {
        throw .unrecognized(archive: name, message: handle.message)
      }
      throw .corrupt(archive: name, entry: last, message: handle.message)
    default:
      try count()
      throw .damagedEntry(
        archive: name,
        entry: "entry \(entries)",
        message: handle.message
      )
    }
  }

  private mutating func begin(_ entry: ArchiveEntry) throws(ArchiveError) -> ArchiveEntry {
    try count()
    current = entry
    currentStart = handle.position
    currentBytes = 0
    isCurrentRead = false
    isCurrentFinished = false
    return entry
  }

  private mutating func count() throws(ArchiveError) {
    entries += 1
    guard entries <= limits.entries else {
      hasEnded = true
      throw .tooManyEntries(archive: name, limit: limits.entries)
    }
  }

  // MARK: Content

  /// Reads the content of the current entry, which must have no more bytes than the limit.
  package mutating func read(limit: Int = .max) throws(ArchiveError) -> [UInt8] {
    guard let entry = current, !isCurrentRead, !hasEnded else {
      throw .nothingToRead(archive: name)
    }
    let allowed = min(Int64(limit), limits.entryBytes)
    try check(entry, allowed)
    isCurrentRead = true
    let locale = ArchiveLocale.enter()
    defer { locale.leave() }
    var bytes: [UInt8] = []
    // What the entry says of its size may be a lie, so it is not taken up at any price.
    bytes.reserveCapacity(Int(min(max(0, entry.size ?? 0), 16 << 20)))
    var block: ArchiveBlock
    repeat {
      block = try nextBlock(of: entry)
      try take(block, into: &bytes, at: 0, of: entry, allowed)
    } while !block.isEnd
    isCurrentFinished = true
    return bytes
  }

  /// Reads on in the current entry, block by block; nil at its end.
  ///
  /// An entry is read either whole or in blocks. Its checksum is looked at when its end is reached.
  package mutating func readBlock() throws(ArchiveError) -> [UInt8]? {
    guard let entry = current, !hasEnded else { throw .nothingToRead(archive: name) }
    if !isCurrentRead {
      try check(entry, limits.entryBytes)
      isCurrentRead = true
      blockPlace = 0
    }
    guard !isCurrentFinished else { return nil }
    let locale = ArchiveLocale.enter()
    defer { locale.leave() }
    var bytes: [UInt8] = []
    while bytes.isEmpty {
      let block = try nextBlock(of: entry)
      try take(block, into: &bytes, at: blockPlace, of: entry, limits.entryBytes)
      if block.isEnd {
        isCurrentFinished = true
        break
      }
    }
    blockPlace += Int64(bytes.count)
    return bytes.isEmpty ? nil : bytes
  }

  /// Makes sure that an entry may be read at all.
  private func check(_ entry: ArchiveEntry, _ allowed: Int64) throws(ArchiveError) {
    if let problem = entry.unsafeName {
      throw .unsafeName(archive: name, entry: entry.label, problem: problem)
    }
    guard entry.kind == .file else {
      throw .notFile(archive: name, entry: entry.label, kind: entry.kind)
    }
    guard !entry.isEncrypted else { throw .encrypted(archive: name, entry: entry.label) }
    guard entry.size ?? 0 <= allowed else {
      throw .entryTooLarge(archive: name, entry: entry.label, limit: allowed)
    }
  }

  /// Adds a block to bytes that begin at a place in the entry.
  private mutating func take(
    _ block: ArchiveBlock,
    into bytes: inout [UInt8],
    at place: Int64,
    of entry: ArchiveEntry,
    _ allowed: Int64
  ) throws(ArchiveError) {
    let known = place + Int64(bytes.count)
    let start = block.isEnd ? max(block.offset, known) : block.offset
    guard start >= known else {
      throw .damagedEntry(archive: name, entry: entry.label, message: "its parts overlap")
    }
    // Where a block starts later than the last one ended there are zeros left out.
    let (end, isTooFar) = start.addingReportingOverflow(Int64(block.content.count))
    guard !isTooFar, end <= allowed else {
      throw .entryTooLarge(archive: name, entry: entry.label, limit: allowed)
    }
    let added = end - known
    guard added <= limits.totalBytes - deliveredBytes else {
      hasEnded = true
      throw .totalTooLarge(archive: name, entry: entry.label, limit: limits.totalBytes)
    }
    deliveredBytes += added
    try account(for: added, of: entry)
    bytes.append(contentsOf: repeatElement(0, count: Int(start - known)))
    bytes.append(contentsOf: block.content)
  }

  /// Counts what has come out, and stops where that is more than can be honest.
  private mutating func account(for added: Int64, of entry: ArchiveEntry) throws(ArchiveError) {
    currentBytes += added
    producedBytes += added
    let position = handle.position
    if limits.isExcessive(currentBytes, from: position - currentStart)
      || limits.isExcessive(producedBytes, from: position)
    {
      hasEnded = true
      throw .ratioTooHigh(archive: name, entry: entry.label, limit: limits.ratio)
    }
  }

  /// Goes past what is left of the current entry.
  ///
  /// libarchive would do so by itself, but where that means to expand it has to be watched.
  private mutating func skipRest() throws(ArchiveError) {
    guard let entry = current, !isCurrentFinished, handle.isCompressed || entry.size == nil else {
      return
    }
    do throws(ArchiveError) {
      var block: ArchiveBlock
      repeat {
        block = try nextBlock(of: entry)
        try account(for: Int64(block.content.count), of: entry)
      } while !block.isEnd
    } catch {
      // Damage within an entry that nobody reads is nobody's concern.
      guard !error.endsArchive else { throw error }
    }
  }

  /// The next block of an entry, the last of them without content.
  private mutating func nextBlock(of entry: ArchiveEntry) throws(ArchiveError) -> ArchiveBlock {
    var content: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    switch archive_read_data_block(handle.pointer, &content, &count, &offset) {
    case ARCHIVE_OK:
      return ArchiveBlock(
        content: UnsafeRawBufferPointer(start: content, count: content == nil ? 0 : count),
        offset: offset,
        isEnd: false
      )
    case ARCHIVE_EOF:
      return ArchiveBlock(
        content: UnsafeRawBufferPointer(start: nil, count: 0),
        offset: offset,
        isEnd: true
      )
    case ARCHIVE_FATAL:
      hasEnded = true
      throw .corrupt(archive: name, entry: entry.label, message: handle.message)
    default:
      throw .damagedEntry(archive: name, entry: entry.label, message: handle.message)
    }
  }
}
