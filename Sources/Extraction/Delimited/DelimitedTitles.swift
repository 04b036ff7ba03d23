import Documents

/// The lines that stand above the tables of a file and are no rows of them: titles and comments.
struct DelimitedTitles {
  /// How many cells most records have.
  private let columns: Int
  /// Whether only such lines have come since the beginning or the last blank line.
  private var isAtTop = true
  private var lastEnd: Int?
  private var hasTitle = false
  private var count = 0

  /// More lines than these above a table are rows of it.
  private static let most = 20

  init(columns: Int) { self.columns = columns }

  /// The line that a record is; an empty one counts as blank, and nil stands for a row of a table.
  ///
  /// The record is read already, and the reader stands after it.
  mutating func line(_ reader: DelimitedReader, _ bytes: [UInt8]) -> Element?? {
    let isAfterBlank = lastEnd.map { reader.start > $0 } ?? true
    lastEnd = reader.position
    guard columns > 1 else { return nil }
    let filled = Self.filled(reader)
    if isAfterBlank, !isAtTop, filled.count == 1, filled[0] == 0, beginsTable(reader, bytes) {
      isAtTop = true
      hasTitle = false
      count = 0
    }
    guard isAtTop, count < Self.most else { return nil }
    if filled.isEmpty { return .some(nil) }
    let text = Self.text(reader)
    let isComment = text.utf8.first == UInt8(ascii: "#")
    let isLine =
      filled.count == 1 && filled[0] == 0
      || isComment
        && (reader.ends.count != columns || beginsTable(reader, bytes, afterComments: true))
    guard isLine,
      Self.records(Self.most, of: bytes, reader).contains(where: { $0.count { !$0.isEmpty } > 1 })
    else {
      isAtTop = false
      return nil
    }
    count += 1
    var kind = ElementKind.uncategorizedText
    if ProseRule.isProse(text) {
      kind = .narrativeText
    } else if !isComment, !hasTitle {
      kind = .title
      hasTitle = true
    }
    let depth = kind == .title ? 0 : nil
    return Element(kind, text, depth: depth, sourceRange: reader.start..<reader.position)
  }

  /// Whether a head follows the record that was read last.
  private func beginsTable(
    _ reader: DelimitedReader,
    _ bytes: [UInt8],
    afterComments: Bool = false
  ) -> Bool {
    var next = Self.records(afterComments ? Self.most : 2, of: bytes, reader)[...]
    if afterComments { next = next.drop { $0.first?.utf8.first == UInt8(ascii: "#") } }
    guard (next.first?.count { !$0.isEmpty } ?? 0) > 1 else { return false }
    return HeaderRowRule.hasHead(Array(next.prefix(2)))
  }

  private static func filled(_ reader: DelimitedReader) -> [Int] {
    var filled: [Int] = []
    var start = 0
    for (place, end) in reader.ends.enumerated() {
      if reader.cells[start..<end].contains(where: { $0 > 0x20 }) { filled.append(place) }
      if filled.count > 1 { break }
      start = end
    }
    return filled
  }

  private static func text(_ reader: DelimitedReader) -> String {
    var text = InlineText()
    var start = 0
    for end in reader.ends {
      text.append(reader.cells, start..<end)
      text.addSpace()
      start = end
    }
    return text.string
  }

  /// The records that come next, each as its cells with their white space folded.
  static func records(_ most: Int, of bytes: [UInt8], _ reader: DelimitedReader) -> [[String]] {
    var reader = reader
    var records: [[String]] = []
    while records.count < most, reader.next(bytes) {
      var cells: [String] = []
      var start = 0
      for end in reader.ends.prefix(1_000) {
        var cell = InlineText()
        cell.append(reader.cells, start..<end)
        cells.append(cell.string)
        start = end
      }
      records.append(cells)
    }
    return records
  }
}
