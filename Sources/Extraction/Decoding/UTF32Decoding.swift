/// The way from UTF-32 to UTF-8.
enum UTF32Decoding {
  /// Decodes from an offset on; parts of units and values that no scalar has become U+FFFD.
  static func decode(
    _ bytes: [UInt8],
    from start: Int,
    isLittleEndian: Bool
  ) -> DecodedBytes {
    var decoded = DecodedBytes()
    decoded.bytes.reserveCapacity(bytes.count / 2)
    for index in stride(from: start, to: bytes.count, by: 4) {
      guard index + 3 < bytes.count else {
        decoded.appendFault(at: index)
        break
      }
      var value: UInt32 = 0
      for place in 0..<4 {
        value = value << 8 | UInt32(bytes[index + (isLittleEndian ? 3 - place : place)])
      }
      if let scalar = Unicode.Scalar(value) {
        decoded.bytes.appendUTF8(of: scalar)
      } else {
        decoded.appendFault(at: index)
      }
    }
    return decoded
  }
}
