import Documents

/// Elements of a table that may be too long for one.
///
/// Each element has whole rows. The head stands in the HTML of each, so that every part can be
/// understood, and in the text of the first only, so that nothing is found twice.
struct DelimitedTable {
  private(set) var elements: [Element] = []
  private var text: [UInt8] = []
  private var rows: [UInt8] = []
  private var head: [UInt8] = []
  private var source: Range<Int>?
  private var rowCount = 0

  private static let mostText = 1 << 15
  private static let mostRows = 500
  /// How many empty cells a row shorter than the first is given at most.
  private static let mostFilled = 16
  /// A longer head is not repeated.
  private static let longestHead = 1 << 14

  /// Adds a record; the cells' white space is folded.
  mutating func add(_ reader: DelimitedReader, isHead: Bool, columns: Int) {
    let cells = reader.cells
    var html: [UInt8] = []
    if !text.isEmpty { text.append(0x0A) }
    let lineStart = text.count
    html += "<tr>".utf8
    var start = 0
    let missing = min(max(columns - reader.ends.count, 0), Self.mostFilled)
    for place in 0..<(reader.ends.count + missing) {
      html += isHead ? "<th>".utf8 : "<td>".utf8
      if place < reader.ends.count {
        let end = reader.ends[place]
        if text.count > lineStart, text.last != 0x20 { text.append(0x20) }
        let cellStart = text.count
        appendFolded(cells, start..<end)
        html.appendEscaped(text, cellStart..<text.count)
        start = end
      }
      html += isHead ? "</th>".utf8 : "</td>".utf8
    }
    html += "</tr>".utf8
    if text.last == 0x20 { text.removeLast() }
    if text.count == lineStart, lineStart > 0 { text.removeLast() }
    if isHead { head = html } else { rows += html }
    source = (source?.lowerBound ?? reader.start)..<reader.position
    rowCount += 1
    if text.count >= Self.mostText || rowCount >= Self.mostRows { finishPart() }
  }

  private mutating func appendFolded(_ cells: [UInt8], _ range: Range<Int>) {
    var needsSpace = false
    let begin = text.count
    for index in range {
      let byte = cells[index]
      if byte <= 0x20, byte == 0x20 || (0x09...0x0D).contains(byte) {
        needsSpace = text.count > begin
      } else {
        if needsSpace { text.append(0x20) }
        needsSpace = false
        text.append(byte)
      }
    }
  }

  private mutating func finishPart() {
    defer {
      text.removeAll(keepingCapacity: true)
      rows.removeAll(keepingCapacity: true)
      source = nil
      rowCount = 0
    }
    guard !text.isEmpty else { return }
    var html = Array("<table>".utf8)
    html.reserveCapacity(head.count + rows.count + 64)
    if !head.isEmpty {
      html += "<thead>".utf8
      html += head
      html += "</thead>".utf8
    }
    if head.count > Self.longestHead { head = [] }
    if !rows.isEmpty {
      html += "<tbody>".utf8
      html += rows
      html += "</tbody>".utf8
    }
    html += "</table>".utf8
    var element = Element(.table, String(decoding: text, as: UTF8.self), sourceRange: source)
    element.textAsHTML = String(decoding: html, as: UTF8.self)
    elements.append(element)
  }

  /// Ends the table, and adds a line that stands between two of them or before the first.
  mutating func endTable(by line: Element) {
    finishPart()
    head = []
    elements.append(line)
  }

  /// The elements, their ranges in bytes.
  mutating func finish() -> [Element] {
    finishPart()
    return elements
  }
}
