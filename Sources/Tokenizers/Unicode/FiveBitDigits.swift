/// Reads numbers written in digits of five bits, as the generated tables have them.
struct FiveBitDigits {
  private let text: [UInt8]
  private var position = 0

  init(_ text: String) { self.text = Array(text.utf8) }

  var isAtEnd: Bool { position >= text.count }

  mutating func next() -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while position < text.count {
      let digit = Self.value(of: text[position])
      position += 1
      value |= (digit & 31) << shift
      shift += 5
      if digit < 32 { break }
    }
    return value
  }

  /// A number that may be negative; the sign stands in its lowest bit.
  mutating func nextSigned() -> Int {
    let value = Int(next())
    return value & 1 == 0 ? value >> 1 : -(value >> 1) - 1
  }

  private static func value(of byte: UInt8) -> UInt32 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    default: byte == UInt8(ascii: "-") ? 62 : 63
    }
  }
}
