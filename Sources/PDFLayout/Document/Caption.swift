/// The words that captions of figures and tables begin with.
enum Caption {
  private static let words: [[UInt8]] = [
    "figure", "fig.", "fig", "table", "tab.", "chart", "plate", "scheme", "abbildung", "abb.",
    "tabelle", "tableau", "tabla", "tabela", "figura", "schéma", "рис.", "рисунок", "таблица",
    "табл.", "εικόνα", "πίνακας", "図", "表", "图", "圖", "그림", "표", "شكل", "جدول", "איור", "טבלה",
  ].map { Array($0.utf8) }

  /// Tells whether a text begins with such a word and a number.
  static func begins(_ bytes: [UInt8]) -> Bool { end(bytes) != nil }

  /// Tells whether word and number are followed by a mark, as in "Figure 3:" and "Table 1.".
  static func isLabelled(_ bytes: [UInt8]) -> Bool {
    guard let end = end(bytes), end < bytes.count else { return false }
    return [0x3A, 0x2E, 0x7C].contains(bytes[end])
      || bytes[end...].starts(with: [0xEF, 0xBC, 0x9A])
      || bytes[end...].starts(with: [0x20, 0xE2, 0x80, 0x94])
  }

  private static func end(_ bytes: [UInt8]) -> Int? {
    let head = String(decoding: bytes.prefix(40), as: UTF8.self).lowercased().utf8
    guard let word = words.first(where: { head.starts(with: $0) }) else { return nil }
    var index = word.count
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    let start = index
    while index < bytes.count, index - start < 8,
      (0x30...0x39).contains(bytes[index])
        || (bytes[index] == 0x2E || bytes[index] == 0x2D) && index + 1 < bytes.count
          && (0x30...0x39).contains(bytes[index + 1])
    {
      index += 1
    }
    return index > start ? index : nil
  }
}
