import Glibc

/// Reads a whole regular file, making sure that the bytes are of one moment.
///
/// The status before and after the reading must agree; a file that changes meanwhile is read again,
/// three times in all. A calm file costs five system calls.
package func readFile(
  _ path: String,
  limit: Int
) throws(ReadFileError) -> (bytes: [UInt8], status: FileStatus) {
  for _ in 0..<3 {
    // Opened anew each time: a file is often replaced by another of the same name.
    if let content = try readOnce(path, limit: limit) { return content }
  }
  throw .changing(path: path)
}

/// Reads the file once; nil when it changed meanwhile.
private func readOnce(
  _ path: String,
  limit: Int
) throws(ReadFileError) -> (bytes: [UInt8], status: FileStatus)? {
  let (number, before) = try openRegularFile(path)
  let file = FileDescriptor(owning: number, path: path)
  guard before.size <= Int64(limit) else {
    throw .tooLarge(path: path, size: before.size, limit: limit)
  }
  // One byte more than the file should have, so that growth shows without another call.
  let capacity = Int(before.size) + 1
  var code: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    (count, code) = readExpected(
      file.number,
      Int(before.size),
      into: UnsafeMutableRawBufferPointer(buffer)
    )
  }
  guard code == 0 else { throw .system(SystemError(operation: "read", path: path, code: code)) }
  let after: FileStatus
  do throws(SystemError) { after = try file.status() } catch { throw .system(error) }
  guard bytes.count == Int(before.size), after.sameContent(as: before) else { return nil }
  return (bytes, after)
}

/// Reads what a file should hold, and no more once it has; returns the count and an error number.
private func readExpected(
  _ number: Int32,
  _ expected: Int,
  into buffer: UnsafeMutableRawBufferPointer
) -> (Int, Int32) {
  var filled = 0
  repeat {
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = retryingInterrupted { read(number, rest.baseAddress, rest.count) }
    guard count >= 0 else { return (filled, errno) }
    if count == 0 { break }
    filled += count
  } while filled < expected
  return (filled, 0)
}

/// Opens a regular file, whose number the caller owns; nothing else is opened or waited on.
func openRegularFile(
  _ path: String
) throws(ReadFileError) -> (number: Int32, status: FileStatus) {
  // Without O_NONBLOCK a named pipe would hold the call until someone writes to it.
  let number = retryingInterrupted { open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
  guard number >= 0 else {
    let failure = SystemError(failed: "open", path)
    // A socket cannot be opened at all; say what it is rather than “no such device”.
    if failure.code == ENXIO, let status = try? FileStatus(path: path), status.kind != .regular {
      throw .notRegular(path: path, kind: status.kind)
    }
    throw .system(failure)
  }
  let status: FileStatus
  do throws(SystemError) {
    status = try FileStatus(descriptor: number, path: path)
  } catch {
    _ = close(number)
    throw .system(error)
  }
  guard status.kind == .regular else {
    _ = close(number)
    throw .notRegular(path: path, kind: status.kind)
  }
  return (number, status)
}
