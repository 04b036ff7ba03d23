import Digests
import SystemIO

/// The graphs of a build that are finished, of all points and of groups, one behind the other in a file.
///
/// The file begins with a mark and with what the build is of. Each record has a key, its length, its bytes and a
/// digest of all three; the first that is not whole ends the file, since whoever wrote it was killed.
struct GrownFile {
  private let path: String
  private var records: [Digest: Range<Int>] = [:]
  private let file: MappedFile?
  private let head: [UInt8]
  /// Where the next record goes; nil as long as the file is not begun.
  private var end: Int?

  private static let mark = Array("stampmill grown 1\n".utf8)
  private static let headSize = 40

  /// Opens the file; one of another build is passed over, and will be written over.
  init(_ path: String, of build: Digest) {
    self.path = path
    head = Self.mark + build.bytes
    file = try? MappedFile(path)
    guard let file, file.count >= head.count, file.bytes(0..<head.count) == head else { return }
    var place = head.count
    while place + Self.headSize + 32 <= file.count {
      let start = place + Self.headSize
      let length = file.bytes(place + 32..<start).reversed().reduce(0) { $0 << 8 | UInt64($1) }
      guard length <= file.count - start - 32 else { break }
      let last = start + Int(length)
      guard file.digest(place..<last).bytes == file.bytes(last..<last + 32),
        let key = Digest(bytes: file.bytes(place..<place + 32))
      else { break }
      records[key] = start..<last
      place = last + 32
    }
    end = place
  }

  /// Puts a graph to where it was when it was finished; false where it is not known.
  func restore(_ growth: GraphGrowth, _ key: Digest) -> Bool {
    guard let file, let range = records[key] else { return false }
    let isWhole = file.withBytes(range) { GrowthBytes.read($0, into: growth) }
    file.release()
    return isWhole && growth.inserted == growth.order.points.count
  }

  /// Adds a graph behind the others.
  mutating func append(_ growth: GraphGrowth, _ key: Digest) throws(SystemError) {
    let file = try FileDescriptor(appendingTo: path, at: end ?? 0)
    if end == nil { try file.write(head) }
    var hash = SHA256()
    let length = GrowthBytes.size(of: growth)
    var bytes = key.bytes
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> shift))
    }
    hash.update(bytes)
    try file.write(bytes)
    try GrowthBytes.write(growth) { bytes throws(SystemError) in
      hash.update(bytes)
      try file.write(bytes)
    }
    try file.write(hash.finish().bytes)
    try file.close()
    end = (end ?? head.count) + Self.headSize + length + 32
  }
}
