import Glibc

/// A temporary file without a name; the only owner of its descriptor.
///
/// It has a name for the moment of its creation only, so nothing is left of it however the
/// process ends.
final class RunFile {
  let path: String
  private(set) var count = 0
  private let descriptor: Int32

  /// How many names are tried before giving up.
  private static let attempts = 1000

  /// Creates the file beside another one, under the first name from a number on that is free.
  init(beside path: String, number: Int) throws(RunFileError) {
    // A file that is there already belongs to somebody else and is left alone.
    for attempt in 0..<Self.attempts {
      let name = "\(path).run-\(number + attempt)"
      let opened = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if opened >= 0 {
        unlink(name)
        self.path = name
        descriptor = opened
        return
      }
      if errno != EEXIST { break }
    }
    throw Self.failure(.create, "\(path).run-\(number)")
  }

  deinit { close(descriptor) }

  private static func failure(_ action: RunFileError.Action, _ path: String) -> RunFileError {
    let code = errno
    return RunFileError(
      action: action,
      path: path,
      code: code,
      message: String(cString: strerror(code))
    )
  }

  /// Returns the error that tells of bytes that have gone.
  func damage() -> RunFileError {
    RunFileError(action: .read, path: path, code: 0, message: "it is shorter than it was")
  }

  /// Writes bytes at the end.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(RunFileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeBufferPointer(rebasing: rest)
      let written = pwrite(descriptor, part.baseAddress, part.count, off_t(count))
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw Self.failure(.write, path) }
      count += written
      rest = rest.dropFirst(written)
    }
  }

  /// Reads so many bytes from a place on.
  func read(
    _ length: Int,
    at place: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) throws(RunFileError) {
    var done = 0
    while done < length {
      let taken = pread(descriptor, target + done, length - done, off_t(place + done))
      if taken < 0, errno == EINTR { continue }
      guard taken >= 0 else { throw Self.failure(.read, path) }
      guard taken > 0 else { throw damage() }
      done += taken
    }
  }
}
