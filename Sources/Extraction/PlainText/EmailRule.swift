/// The rule by which a line is an e-mail address and nothing else.
enum EmailRule {
  static func isAddress(_ line: Span<UInt8>) -> Bool {
    guard line.count <= 254 else { return false }
    var sign: Int?
    var lastDot = 0
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: "@"):
        guard sign == nil else { return false }
        sign = index
      case UInt8(ascii: "."): lastDot = index
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "+"), 0x80...0xFF:
        break
      default: return false
      }
    }
    guard let sign, sign > 0 else { return false }
    return lastDot > sign + 1 && lastDot < line.count - 1
  }
}
