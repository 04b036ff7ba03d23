/// A table drawn with bars in a plain text.
struct TextTable {
  private(set) var rows: [(isHeader: Bool, cells: [String])] = []

  /// Reads a group of lines, if all of them are clearly rows of one table.
  ///
  /// Each line has the same number of cells or is a rule; and either the lines begin with a bar or
  /// a rule lies below the first row.
  init?(_ lines: [TextLine], in bytes: [UInt8]) {
    guard lines.count >= 2, lines.count <= 1 << 20 else { return nil }
    var columns = 0
    var ruleRows: [Int] = []
    var hasOuterBars = true
    for line in lines {
      let content = bytes[line.content]
      if Self.isRule(content) {
        ruleRows.append(rows.count)
        continue
      }
      if content.first != UInt8(ascii: "|") { hasOuterBars = false }
      let cells = Self.cells(content)
      guard cells.count >= 2, columns == 0 || cells.count == columns else { return nil }
      columns = cells.count
      rows.append((isHeader: false, cells: cells))
    }
    let isRuledBelowHead = ruleRows.contains(1)
    guard rows.count >= 2 || isRuledBelowHead, hasOuterBars || isRuledBelowHead else { return nil }
    let innerRules = ruleRows.count { $0 > 0 && $0 < rows.count }
    if isRuledBelowHead, innerRules <= 1 { rows[0].isHeader = true }
  }

  var text: String {
    rows.map { $0.cells.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: "\n")
  }

  private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-")) || line.contains(UInt8(ascii: "="))
      ? line.allSatisfy { "|+-=: ".utf8.contains($0) } : false
  }

  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    var inner = line
    if inner.first == UInt8(ascii: "|") { inner = inner.dropFirst() }
    if inner.last == UInt8(ascii: "|") { inner = inner.dropLast() }
    return inner.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { cell in
      let start = cell.firstIndex { $0 > 0x20 } ?? cell.endIndex
      return String(decoding: cell[start...].trimmingSpaceEnd(), as: UTF8.self)
    }
  }
}
