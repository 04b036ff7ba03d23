import CArchive
import Glibc
import SystemIO

/// The one owner of the bytes that an archive is read from: an open file, or memory.
struct ArchiveSource: ~Copyable {
  /// How many bytes the archive has, as far as the file said when it was opened.
  let size: Int64

  private let file: FileDescriptor?
  private let memory: UnsafeMutableRawBufferPointer

  init(path: String) throws(ReadFileError) {
    let file = try FileDescriptor(reading: path)
    do throws(SystemError) {
      size = try file.status().size
    } catch {
      throw .system(error)
    }
    self.file = consume file
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// Takes a copy, since libarchive needs the bytes to stay in one place.
  init(bytes: [UInt8]) {
    size = Int64(bytes.count)
    file = nil
    memory = .allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
  }

  deinit {
    memory.deallocate()
  }

  /// Has libarchive read from here; it keeps to itself why when it does not want to.
  func open(in handle: borrowing ArchiveHandle) -> Bool {
    let blockSize = 256 << 10
    let result =
      switch file {
      case .some(let file):
        archive_read_open_fd(handle.pointer, file.number, blockSize)
      case .none:
        // In blocks like a file's: how far reading has come is known no better than by the block.
        archive_read_open_memory2(handle.pointer, memory.baseAddress, memory.count, blockSize)
      }
    return result == ARCHIVE_OK || result == ARCHIVE_WARN
  }
}

/// A part of an entry's content, valid until libarchive is asked for the next one.
struct ArchiveBlock {
  let content: UnsafeRawBufferPointer
  /// Where in the entry the part belongs; what is left out before it is zeros.
  let offset: Int64
  /// Whether the entry ends here; there is no content then.
  let isEnd: Bool
}
