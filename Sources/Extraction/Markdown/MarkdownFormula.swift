/// Formulas in Markdown, which are written in TeX between pairs of dollar signs.
enum MarkdownFormula {
  /// What stands between the signs; nil for a text that is more or less than one formula.
  static func content(of text: String) -> String? {
    let bytes = Array(text.utf8)
    let mark = Array("$$".utf8)
    guard bytes.count > 4, bytes.starts(with: mark), bytes.suffix(2).elementsEqual(mark) else {
      return nil
    }
    let inner = bytes[2..<(bytes.count - 2)]
    guard !inner.contains(UInt8(ascii: "$")), let start = inner.firstIndex(where: { $0 > 0x20 })
    else { return nil }
    return String(decoding: inner[start...].trimmingSpaceEnd(), as: UTF8.self)
  }
}
