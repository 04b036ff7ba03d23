import Digests
import SystemIO

/// Writes a part of a snapshot aside, because its size must be known before it goes into the archive.
///
/// The file has no name once it is written, so that nothing is left over whatever happens.
struct ScratchWriter: ~Copyable {
  private static let bufferSize = 1 << 20

  private let path: String
  private var file: FileDescriptor?
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private(set) var size = 0

  init(beside path: String) throws(SnapshotError) {
    self.path = path + ".part"
    do throws(SystemError) {
      _ = try removeIfExists(self.path)
      file = try FileDescriptor(creating: self.path, .exclusive, mode: 0o600)
    } catch {
      throw .unwritable(error)
    }
    buffer.reserveCapacity(Self.bufferSize + 1 << 16)
  }

  deinit {
    _ = try? removeIfExists(path)
  }

  mutating func append(_ bytes: [UInt8]) throws(SnapshotError) {
    buffer += bytes
    size += bytes.count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// What was written, and the digest of it.
  consuming func finish() throws(SnapshotError) -> (ScratchContent, Digest) {
    try flush()
    if let file = file.take() {
      do throws(SystemError) {
        try file.close()
      } catch {
        throw .unwritable(error)
      }
    }
    do throws(ReadFileError) {
      // What is mapped stays when its name goes.
      return (ScratchContent(try MappedFile(path)), hash.finish())
    } catch {
      throw .unreadable(error)
    }
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
