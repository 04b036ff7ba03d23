import Digests
import SystemIO

/// Writes a part of a snapshot aside, because its size must be known before it goes into the archive.
///
/// The file has no name, so that nothing is left over whatever happens.
struct ScratchWriter: ~Copyable {
  private static let bufferSize = 1 << 20

  private let file: FileDescriptor
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private(set) var size = 0

  init(beside path: String) throws(SnapshotError) {
    file = try Self.open(path + ".part")
    buffer.reserveCapacity(Self.bufferSize + 1 << 16)
  }

  /// A new file, whose name is taken away at once.
  private static func open(_ path: String) throws(SnapshotError) -> FileDescriptor {
    do throws(SystemError) {
      _ = try removeIfExists(path)
      let file = try FileDescriptor(creating: path, .exclusive, mode: 0o600)
      try removeFile(path)
      return file
    } catch {
      throw .unwritable(error)
    }
  }

  mutating func append(_ bytes: [UInt8]) throws(SnapshotError) {
    buffer += bytes
    size += bytes.count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// What was written, and the digest of it.
  consuming func finish() throws(SnapshotError) -> (ScratchContent, Digest) {
    try flush()
    let digest = hash.finish()
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
    return (content, digest)
  }

  private mutating func flush() throws(SnapshotError) {
    hash.update(buffer)
    do throws(SystemError) {
      try file.write(buffer)
    } catch {
      throw .unwritable(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
