import Glibc

/// The one owner of an open file.
package struct FileDescriptor: ~Copyable {
  /// How a file that is opened for writing comes to be.
  package enum Creation: Sendable {
    /// The file must not exist yet.
    case exclusive
    /// What the file held before is dropped.
    case truncating
  }

  /// The system's number for the open file, for libraries that read from one; `-1` once closed.
  package private(set) var number: Int32
  package let path: String

  /// Opens a regular file for reading; anything else is refused without waiting on it.
  package init(reading path: String) throws(ReadFileError) {
    self.init(owning: try openRegularFile(path).number, path: path)
  }

  /// Opens what bytes can be read from one after the other: a file, or a pipe, for whose writer it waits.
  package init(readingStream path: String) throws(ReadFileError) {
    do throws(ReadFileError) {
      try self.init(reading: path)
    } catch {
      guard case .notRegular(_, let kind) = error, kind == .fifo || kind == .characterDevice else {
        throw error
      }
      let number = retryingInterrupted { open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC) }
      guard number >= 0 else { throw .system(SystemError(failed: "open", path)) }
      self.init(owning: number, path: path)
    }
  }

  /// Creates a file for writing.
  ///
  /// A symbolic link in the file's place is refused. The process's mask is taken off the mode.
  package init(
    creating path: String,
    _ creation: Creation,
    mode: UInt32 = 0o666
  ) throws(SystemError) {
    let disposition = creation == .exclusive ? O_EXCL : O_TRUNC
    let flags = O_WRONLY | O_CREAT | disposition | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let number = retryingInterrupted { open(path, flags, mode_t(mode)) }
    guard number >= 0 else { throw SystemError(failed: "create", path) }
    self.init(owning: number, path: path)
  }

  /// Opens a file, or creates it, for writing behind its first bytes; what is behind them is dropped.
  ///
  /// A symbolic link in the file's place is refused.
  package init(appendingTo path: String, at size: Int, mode: UInt32 = 0o666) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let number = retryingInterrupted { open(path, flags, mode_t(mode)) }
    guard number >= 0 else { throw SystemError(failed: "create", path) }
    guard retryingInterrupted({ ftruncate(number, off_t(size)) }) == 0,
      lseek(number, off_t(size), SEEK_SET) == off_t(size)
    else {
      let failure = SystemError(failed: "write", path)
      _ = Glibc.close(number)
      throw failure
    }
    self.init(owning: number, path: path)
  }

  init(owning number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit {
    if number >= 0 { _ = Glibc.close(number) }
  }

  package func status() throws(SystemError) -> FileStatus {
    try FileStatus(descriptor: number, path: path)
  }

  /// Fills the buffer from where reading stands; returns how many bytes came, fewer only at the end.
  package func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    let (count, code) = buffer.withUnsafeMutableBytes { readFully(number, into: $0) }
    guard code == 0 else { throw SystemError(operation: "read", path: path, code: code) }
    return count
  }

  /// Reads what is there and waits for no more than the first of it; returns how many bytes came, none at the end.
  package func readSome(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    let count = buffer.withUnsafeMutableBytes { room in
      retryingInterrupted { Glibc.read(number, room.baseAddress, room.count) }
    }
    guard count >= 0 else { throw SystemError(failed: "read", path) }
    return count
  }

  /// Whether reading would not wait: there are bytes, or there is the end.
  package var isReady: Bool {
    var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return retryingInterrupted { poll(&waiting, 1, 0) } != 0
  }

  /// Reads from where reading stands to the end, or to one byte past the limit.
  ///
  /// An answer longer than the limit says that there was more.
  package func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    let wanted = limit == .max ? limit : limit + 1
    var bytes: [UInt8] = []
    var chunk = 64 << 10
    while bytes.count < wanted {
      let size = min(chunk, wanted - bytes.count)
      var code: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        (count, code) = readFully(number, into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard code == 0 else { throw SystemError(operation: "read", path: path, code: code) }
      bytes += piece
      if piece.count < size { break }
      chunk = min(chunk * 2, 8 << 20)
    }
    return bytes
  }

  /// Writes every byte, however many calls that takes.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try write(bytes.span)
  }

  package func write(_ text: String) throws(SystemError) {
    try write(text.utf8.span)
  }

  package func write(_ bytes: Span<UInt8>) throws(SystemError) {
    let code = bytes.withUnsafeBytes { writeFully(number, $0) }
    guard code == 0 else { throw SystemError(operation: "write", path: path, code: code) }
  }

  /// Writes over bytes that were written before.
  func write(_ bytes: [UInt8], at place: Int) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { rest in
        retryingInterrupted { pwrite(number, rest.baseAddress, rest.count, place + done) }
      }
      guard count > 0 else { throw SystemError(failed: "write", path) }
      done += count
    }
  }

  /// Gives up a lock, for all who have the same file open.
  func unlock() { _ = retryingInterrupted { flock(number, LOCK_UN) } }

  /// Returns once the content has reached the disk.
  package func sync() throws(SystemError) {
    guard retryingInterrupted({ fsync(number) }) == 0 else {
      throw SystemError(failed: "sync", path)
    }
  }

  /// Closes the file and reports what the system only admits to now.
  package consuming func close() throws(SystemError) {
    let closing = number
    number = -1
    // Linux lets go of the number even when a signal cuts the call short: never call twice.
    guard Glibc.close(closing) == 0 || errno == EINTR else {
      throw SystemError(failed: "close", path)
    }
  }
}
