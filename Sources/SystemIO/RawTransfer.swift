import Glibc

/// Reads until the buffer is full or the file ends; returns the bytes read and an error number or 0.
func readFully(_ number: Int32, into buffer: UnsafeMutableRawBufferPointer) -> (Int, Int32) {
  var filled = 0
  while filled < buffer.count {
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = retryingInterrupted { read(number, rest.baseAddress, rest.count) }
    guard count >= 0 else { return (filled, errno) }
    if count == 0 { break }
    filled += count
  }
  return (filled, 0)
}

/// Writes every byte, waiting where the other side is not ready; returns an error number or 0.
func writeFully(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
  var written = 0
  while written < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
    let count = retryingInterrupted { write(number, rest.baseAddress, rest.count) }
    if count >= 0 {
      written += count
      continue
    }
    guard errno == EAGAIN else { return errno }
    var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    guard retryingInterrupted({ poll(&waiting, 1, -1) }) >= 0 else { return errno }
  }
  return 0
}
