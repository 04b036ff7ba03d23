/// The alphabet in which every byte is a printable character, as byte-level vocabularies are written.
enum ByteAlphabet {
  /// The character of each byte.
  static let scalars: [UInt32] = {
    var scalars: [UInt32] = []
    var others: UInt32 = 0x100
    for byte in UInt32(0)...255 {
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: scalars.append(byte)
      default:
        scalars.append(others)
        others += 1
      }
    }
    return scalars
  }()

  /// The byte of each character of the alphabet, by the character's number; 256 for no byte.
  private static let bytes: [UInt16] = {
    var bytes = [UInt16](repeating: 256, count: 0x180)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar)] = UInt16(byte) }
    return bytes
  }()

  /// The bytes that a text in the alphabet stands for; nil where a character is none of it.
  static func bytes(of text: borrowing Span<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let (scalar, length) = text.scalar(at: index)
      guard scalar < 0x180, bytes[Int(scalar)] < 256 else { return nil }
      result.append(UInt8(bytes[Int(scalar)]))
      index += length
    }
    return result
  }

  /// Writes a text in the alphabet.
  static func apply(to text: inout AlignedText, spare: inout AlignedText) {
    spare.clear()
    spare.isTracked = text.isTracked
    let source = text.bytes
    let bytes = source.span
    for index in 0..<bytes.count {
      let origin = text.origin(at: index)
      spare.append(scalar: scalars[Int(bytes[index])], from: origin.start, to: origin.end)
    }
    swap(&text, &spare)
  }
}
