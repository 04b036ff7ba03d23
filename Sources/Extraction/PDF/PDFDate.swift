/// The form in which a PDF writes dates: D:20261121134500+01'00'.
enum PDFDate {
  /// A date as ISO 8601, as exact as it is written; nil where it is none.
  static func iso8601(_ text: String) -> String? {
    var digits: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0x44, 0x3A]) { bytes = bytes.dropFirst(2) }
    while let byte = bytes.first, (0x30...0x39).contains(byte), digits.count < 14 {
      digits.append(byte)
      bytes = bytes.dropFirst()
    }
    guard digits.count >= 4, digits.count.isMultiple(of: 2) else { return nil }
    func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
    var date = part(0..<4)
    if digits.count >= 6 { date += "-" + part(4..<6) }
    if digits.count >= 8 { date += "-" + part(6..<8) }
    guard digits.count >= 12 else { return date }
    date += "T" + part(8..<10) + ":" + part(10..<12)
    date += ":" + (digits.count >= 14 ? part(12..<14) : "00")
    return date + zone(bytes)
  }

  private static func zone(_ bytes: ArraySlice<UInt8>) -> String {
    guard let sign = bytes.first else { return "" }
    if sign == UInt8(ascii: "Z") { return "Z" }
    let digits = bytes.dropFirst().filter { (0x30...0x39).contains($0) }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), digits.count >= 2 else {
      return ""
    }
    let text = String(decoding: digits, as: UTF8.self)
    let minutes = digits.count >= 4 ? String(text.dropFirst(2).prefix(2)) : "00"
    return (sign == UInt8(ascii: "+") ? "+" : "-") + text.prefix(2) + ":" + minutes
  }
}
