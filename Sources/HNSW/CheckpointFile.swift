import Digests
import SystemIO

/// A growing graph in a file, to go on from after the program was killed.
///
/// It begins with a mark and a digest of all that the graph depends on, and ends with a digest of itself.
struct CheckpointFile {
  private let path: String
  private static let mark = Array("stampmill graph 2\n".utf8)

  init(_ path: String) { self.path = path }

  /// Writes what is in, in place of the last checkpoint.
  func write(_ growth: GraphGrowth, _ key: Digest) throws(SystemError) {
    var file = try AtomicFile(destination: path)
    var hash = SHA256()
    func append(_ bytes: [UInt8], to file: inout AtomicFile) throws(SystemError) {
      hash.update(bytes)
      try file.append(bytes)
    }
    try append(Self.mark + key.bytes, to: &file)
    try GrowthBytes.write(growth) { bytes throws(SystemError) in try append(bytes, to: &file) }
    try file.append(hash.finish().bytes)
    let temporary = file.path
    _ = try file.finish()
    try renameFile(temporary, to: path)
  }

  /// What came of reading a checkpoint.
  enum Answer: Equatable {
    case restored, missing
    /// Why it is of no use.
    case useless(String)
  }

  /// Puts a graph back to where the file has it; a file that is of no use leaves it at its beginning.
  func resume(_ growth: GraphGrowth, _ key: Digest) -> Answer {
    let file: MappedFile
    do throws(ReadFileError) {
      file = try MappedFile(path)
    } catch {
      if case .system(let error) = error, error.isMissing { return .missing }
      return .useless("cannot be read: \(error)")
    }
    let head = Self.mark.count + 32
    guard file.count >= head + 36 else { return .useless("is damaged: it is too short") }
    guard file.bytes(0..<Self.mark.count) == Self.mark else {
      return .useless("is no checkpoint of this version")
    }
    let end = file.count - 32
    guard file.digest(0..<end).bytes == file.bytes(end..<file.count) else {
      return .useless("is damaged: its digest is another")
    }
    guard file.bytes(Self.mark.count..<head) == key.bytes else {
      return .useless("is of other vectors or parameters")
    }
    guard file.withBytes(head..<end, { GrowthBytes.read($0, into: growth) }) else {
      return .useless("is damaged: its lists do not fit")
    }
    return .restored
  }

  func remove() throws(SystemError) { _ = try removeIfExists(path) }
}

extension MappedFile {
  func bytes(_ range: Range<Int>) -> [UInt8] {
    withBytes(range) { bytes in bytes.withUnsafeBytes { Array($0) } }
  }

  func digest(_ range: Range<Int>) -> Digest {
    var hash = SHA256()
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 20) {
      hash.update(bytes(start..<min(start + 1 << 20, range.upperBound)))
    }
    return hash.finish()
  }
}
