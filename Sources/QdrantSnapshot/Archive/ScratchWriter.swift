import Digests
import SystemIO

/// Writes a part of a snapshot aside, because its size must be known before it goes into the archive.
///
/// The file has no name, so that nothing is left over whatever happens.
struct ScratchWriter: ~Copyable {
  private static let bufferSize = 1 << 20

  private var file: FileDescriptor?
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private(set) var size = 0

  init(beside path: String) throws(SnapshotError) {
    let path = path + ".part"
    do throws(SystemError) {
      _ = try removeIfExists(path)
      file = try FileDescriptor(creating: path, .exclusive, mode: 0o600)
      try removeFile(path)
    } catch {
      throw .unwritable(error)
    }
    buffer.reserveCapacity(Self.bufferSize + 1 << 16)
  }

  mutating func append(_ bytes: [UInt8]) throws(SnapshotError) {
    buffer += bytes
    size += bytes.count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// What was written, and the digest of it.
  consuming func finish() throws(SnapshotError) -> (ScratchContent, Digest) {
    try flush()
    guard let file = file.take() else { preconditionFailure("a file that was finished before") }
    let content: ScratchContent
    do throws(ReadFileError) {
      content = ScratchContent(try MappedFile(file))
    } catch {
      throw .unreadable(error)
    }
    do throws(SystemError) {
      // What is mapped stays when the file is closed.
      try file.close()
    } catch {
      throw .unwritable(error)
    }
    return (content, hash.finish())
  }

  private mutating func flush() throws(SnapshotError) {
    hash.update(buffer)
    do throws(SystemError) {
      try file?.write(buffer)
    } catch {
      throw .unwritable(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
