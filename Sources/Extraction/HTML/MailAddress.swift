/// The shape of addresses of electronic mail.
enum MailAddress {
  /// Whether a text is one address and nothing else.
  static func isWhole(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 5, text.count <= 254 else { return false }
    var at: Int?
    var lastDot = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "@"):
        guard at == nil, index > 0 else { return false }
        at = index
      case UInt8(ascii: "."): lastDot = index
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: "'"), 0x80...:
        continue
      default: return false
      }
    }
    guard let at else { return false }
    return lastDot > at + 1 && lastDot < text.count - 2
  }
}
