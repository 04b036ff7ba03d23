package import Digests
package import SystemIO

/// The SHA-256 and the length of a file, read through once.
package struct FileDigest: Sendable {
  package let sha256: Digest
  package let bytes: Int64

  /// Reads the file; on request it is on the disk when this returns.
  package init(of path: String, flushed: Bool = false) throws(ReadFileError) {
    let file = try FileDescriptor(reading: path)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var total: Int64 = 0
    do throws(SystemError) {
      while true {
        let count = try file.read(into: &buffer)
        if count == 0 { break }
        hash.update(buffer.span.extracting(0..<count))
        total += Int64(count)
      }
      if flushed { try file.sync() }
    } catch {
      throw .system(error)
    }
    sha256 = hash.finish()
    bytes = total
  }
}
