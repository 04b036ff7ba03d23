/// The rule by which the first record of a table is its head.
enum HeaderRowRule {
  /// Tells by the first records, each a list of cells.
  ///
  /// A head names its columns: it has no empty names but at the end, and no numbers, dates or
  /// addresses. A name that stands there twice might be data, unless there are numbers below. A table
  /// of one record has no head.
  static func hasHead(_ records: [[String]]) -> Bool {
    guard records.count > 1, let head = records.first, !head.isEmpty else { return false }
    let names = head.reversed().drop { $0.isEmpty }
    guard !names.isEmpty, names.allSatisfy({ isName($0) }) else { return false }
    if Set(names).count < names.count, records[1].allSatisfy({ $0.isEmpty || isName($0) }) {
      return false
    }
    // The first name may be missing, above a column of names.
    return names.count * 2 > head.count
  }

  private static func isName(_ cell: String) -> Bool {
    guard !cell.isEmpty, cell.utf8.count <= 120 else { return false }
    var letters = 0
    var digits = 0
    for byte in cell.utf8 {
      if (0x30...0x39).contains(byte) { digits += 1 }
      if (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80 { letters += 1 }
    }
    // A year may head a column; a decimal number or a time does not.
    if letters == 0 { return digits == 4 && cell.utf8.count == 4 }
    return letters * 2 >= digits && !cell.contains("@") && !cell.contains("://")
  }
}
