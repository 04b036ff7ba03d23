/// The way from UTF-16 to UTF-8.
enum UTF16Decoding {
  /// Decodes from an offset on; half units and lone surrogates become U+FFFD.
  static func decode(
    _ bytes: [UInt8],
    from start: Int,
    isLittleEndian: Bool
  ) -> DecodedBytes {
    let low = isLittleEndian ? 0 : 1
    var decoded = DecodedBytes()
    decoded.bytes.reserveCapacity(bytes.count)
    let span = bytes.span
    var index = start
    while index < span.count {
      guard index + 1 < span.count else {
        decoded.appendFault(at: index)
        break
      }
      let first = UInt32(span[index + low]) | UInt32(span[index + 1 - low]) << 8
      index += 2
      if first < 0x80 {
        decoded.bytes.append(UInt8(truncatingIfNeeded: first))
        continue
      }
      var value = first
      if first & 0xFC00 == 0xD800, index + 1 < span.count {
        let second = UInt32(span[index + low]) | UInt32(span[index + 1 - low]) << 8
        if second & 0xFC00 == 0xDC00 {
          value = 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
          index += 2
        }
      }
      if let scalar = Unicode.Scalar(value) {
        decoded.bytes.appendUTF8(of: scalar)
      } else {
        decoded.appendFault(at: index - 2)
      }
    }
    return decoded
  }
}
