import Glibc

/// Writes every byte to a socket, the first along with a descriptor; returns an error number or 0.
func sendFully(_ socket: Int32, _ bytes: [UInt8], passing descriptor: Int32?) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var sent = 0
    if let descriptor, let start = bytes.baseAddress {
      var piece = iovec(iov_base: UnsafeMutableRawPointer(mutating: start), iov_len: bytes.count)
      // A control message by hand, since C's macros for it are not to be had: a header of 16 bytes,
      // the descriptor, and what fills the last word.
      let count = withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { control in
        _ = control.initializeMemory(as: UInt8.self, repeating: 0)
        control.storeBytes(of: 20, as: Int.self)
        control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
        control.storeBytes(of: passRights, toByteOffset: 12, as: Int32.self)
        control.storeBytes(of: descriptor, toByteOffset: 16, as: Int32.self)
        return withUnsafeMutablePointer(to: &piece) { piece in
          var message = msghdr()
          message.msg_iov = piece
          message.msg_iovlen = 1
          message.msg_control = control.baseAddress
          message.msg_controllen = control.count
          return retryingInterrupted { sendmsg(socket, &message, noSignal) }
        }
      }
      guard count >= 0 else { return errno }
      sent = count
    }
    while sent < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
      let count = retryingInterrupted { Glibc.send(socket, rest.baseAddress, rest.count, noSignal) }
      guard count >= 0 else { return errno }
      sent += count
    }
    return 0
  }
}

/// Appends what can be read at once; returns how much that was, 0 at the end or where nothing is there.
func appendArrived(_ descriptor: Int32, to bytes: inout [UInt8]) -> Int {
  withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
    let count = retryingInterrupted { read(descriptor, buffer.baseAddress, buffer.count) }
    guard count > 0 else { return 0 }
    bytes.append(contentsOf: buffer[..<count])
    return count
  }
}

/// Appends what comes next, waiting for it, and takes a descriptor that comes along; the count is 0 at the
/// end and -1 after a failure.
func receiveNext(_ socket: Int32, to bytes: inout [UInt8]) -> (count: Int, descriptor: Int32?) {
  withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
    withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { control in
      _ = control.initializeMemory(as: UInt8.self, repeating: 0)
      var piece = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
      return withUnsafeMutablePointer(to: &piece) { piece in
        var message = msghdr()
        message.msg_iov = piece
        message.msg_iovlen = 1
        message.msg_control = control.baseAddress
        message.msg_controllen = control.count
        let count = retryingInterrupted { recvmsg(socket, &message, closeOnStart) }
        guard count > 0 else { return (count, nil) }
        bytes.append(contentsOf: buffer[..<count])
        let isDescriptor =
          message.msg_controllen >= 20
          && control.load(fromByteOffset: 8, as: Int32.self) == SOL_SOCKET
          && control.load(fromByteOffset: 12, as: Int32.self) == passRights
        return (count, isDescriptor ? control.load(fromByteOffset: 16, as: Int32.self) : nil)
      }
    }
  }
}

private let passRights: Int32 = 1
private let noSignal = Int32(MSG_NOSIGNAL)
private let closeOnStart = Int32(MSG_CMSG_CLOEXEC)
