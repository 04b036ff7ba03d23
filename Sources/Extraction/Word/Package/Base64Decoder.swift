/// Decodes base64 piece by piece, passing over what is none.
struct Base64Decoder {
  private var bits: UInt32 = 0
  private var count = 0
  private var bytes: [UInt8] = []

  mutating func decode(_ text: borrowing Span<UInt8>) {
    for index in text.indices {
      guard let value = Self.value(text[index]) else { continue }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
  }

  /// Hands over what was decoded since the last time.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
