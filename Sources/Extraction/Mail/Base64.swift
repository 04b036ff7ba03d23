/// Base64, as tolerant as mail and the web require.
enum Base64 {
  /// Decodes all that is of the alphabet; other signs are passed over and counted.
  ///
  /// White space and padding are no faults. Decoding goes on after padding, since some writers join
  /// pieces that were encoded one by one.
  static func decode(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], faults: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 3)
    var faults = 0
    var bits: UInt32 = 0
    var count = 0
    do {
      let span = text.span
      var index = 0
      while index < span.count {
        // Four signs at a time while nothing but the alphabet comes.
        while count == 0, index + 4 <= span.count {
          let group =
            UInt32(values[Int(span[index])]) << 24 | UInt32(values[Int(span[index + 1])]) << 16
            | UInt32(values[Int(span[index + 2])]) << 8 | UInt32(values[Int(span[index + 3])])
          guard group & 0xC0C0_C0C0 == 0 else { break }
          let whole =
            (group >> 24) << 18 | (group >> 16 & 0x3F) << 12 | (group >> 8 & 0x3F) << 6
            | group & 0x3F
          bytes.append(UInt8(truncatingIfNeeded: whole >> 16))
          bytes.append(UInt8(truncatingIfNeeded: whole >> 8))
          bytes.append(UInt8(truncatingIfNeeded: whole))
          index &+= 4
        }
        guard index < span.count else { break }
        let value = values[Int(span[index])]
        index &+= 1
        switch value {
        case 0..<64:
          bits = bits << 6 | UInt32(value)
          count += 1
          if count == 4 {
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits = 0
            count = 0
          }
        case padding:
          finish(&bytes, &bits, &count)
        case other: faults += 1
        default: continue
        }
      }
    }
    finish(&bytes, &bits, &count)
    return (bytes, faults)
  }

  private static func finish(_ bytes: inout [UInt8], _ bits: inout UInt32, _ count: inout Int) {
    if count == 3 {
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    } else if count == 2 {
      bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    }
    bits = 0
    count = 0
  }

  private static let space: UInt8 = 64
  private static let padding: UInt8 = 65
  private static let other: UInt8 = 255

  /// The value of each sign.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: other, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
    // The alphabet for addresses.
    values[Int(UInt8(ascii: "-"))] = 62
    values[Int(UInt8(ascii: "_"))] = 63
    for byte in [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C] { values[byte] = space }
    values[Int(UInt8(ascii: "="))] = padding
    return values
  }()
}
