/// Divides a table into pieces of whole rows; a row that is too long into whole cells, and a cell into sentences.
struct TableCutter {
  struct Piece {
    var text: String
    /// The scalars before what is its own.
    var ownStart: Int
    /// The bytes of the table's text that are its own.
    var range: Range<Int>
    var html: String?
    var repeatedRows: Int
  }

  /// What a piece begins with.
  private struct Beginning {
    var text = ""
    var isOwn = false
    /// How many heads are in it.
    var rows = 0
  }

  private let source: DividedTable
  private var table: TableRows { source.rows }
  /// What stands above the table in its first piece.
  private let lead: String
  private let rules: PackingRules
  private let limits: SizeLimits
  private let hard: Size
  /// What stands in front of what is embedded for the first piece, and for the others.
  private let titles: (first: String, later: String)
  private var spans: TableSpans? { source.spans }
  /// The text of the heads as it is repeated, and how many rows they are.
  private var head = ""
  private var headRows = 0
  private var result: [Piece] = []
  /// Whether what is cut begins with the table.
  private var isBeginning = true

  init(_ source: DividedTable, _ lead: String, _ rules: PackingRules, titles: (String, String)) {
    self.source = source
    let table = source.rows
    self.lead = lead
    self.rules = rules
    limits = rules.limits
    self.titles = titles
    hard = limits.hard
    guard rules.repeatsTableHeaders, let markup = table.markup else { return }
    let rows = markup.headCount
    guard rows > 0, rows < table.rows.count else { return }
    let text = String(
      table.text.trimmedEnd(table.rows[0].range.lowerBound..<table.rows[rows - 1].range.upperBound)
    )
    let size = self.size(text)
    guard size.scalars * 2 <= hard.scalars, size.tokens * 2 <= hard.tokens, !text.isEmpty else {
      return
    }
    (head, headRows) = (text + "\n", rows)
  }

  private func size(_ text: String) -> Size {
    Size(scalars: text.scalarCount, tokens: limits.tokens(text))
  }

  /// How large a part of the table's text is.
  private func size(of range: Range<Int>) -> Size {
    let tokens = limits.counter == nil ? 0 : limits.tokens(String(table.text.slice(range)))
    return Size(scalars: table.text.utf8Span.span.scalars(in: range), tokens: tokens)
  }

  /// Whether a text has room in the next piece, with the titles in front of it.
  private func fits(_ text: String) -> Bool {
    guard text.scalarCount <= hard.scalars else { return false }
    return !limits.hasTokens || limits.tokens(title + text) <= hard.tokens
  }

  private var title: String { result.isEmpty && isBeginning ? titles.first : titles.later }

  /// What room a piece has beside what it begins with.
  private func room(beside text: String) -> Size {
    hard
      - Size(scalars: text.scalarCount, tokens: limits.hasTokens ? limits.tokens(title + text) : 0)
  }

  /// The pieces of the table, or of a range of it that is itself such a piece of larger size.
  mutating func pieces(within all: Range<Int>) -> [Piece] {
    isBeginning = all.lowerBound == 0
    if all.lowerBound == 0, rules.skipsTables || fits(lead + text(all)),
      all.upperBound == table.text.utf8.count
    {
      return [piece(all, before: lead, isOwn: true, html: nil, repeating: 0)]
    }
    guard !table.rows.isEmpty else {
      cut(all, row: nil)
      return result
    }
    var row = firstRow(endingAfter: all.lowerBound)
    while row < table.rows.count, table.rows[row].range.lowerBound < all.upperBound {
      let range = table.rows[row].range.clamped(to: all)
      if range.isEmpty {
        row += 1
        continue
      }
      let next = range == table.rows[row].range ? rowsThatFit(from: row, within: all) : row
      if next > row {
        add(rows: row..<next)
        row = next
      } else {
        cut(range, row: row)
        row += 1
      }
    }
    return result
  }

  private func firstRow(endingAfter place: Int) -> Int {
    var (low, high) = (0, table.rows.count)
    while low < high {
      let middle = (low + high) / 2
      if table.rows[middle].range.upperBound > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// What stands before a piece that begins with a row: the lead, or the heads and what reaches in from above.
  private func before(row: Int) -> Beginning {
    if result.isEmpty, isBeginning { return Beginning(text: lead, isOwn: true) }
    let rows = row >= headRows ? headRows : 0
    var text = rows > 0 ? head : ""
    let labels = spans?.text(reachingInto: row) ?? ""
    if !labels.isEmpty, size(labels).scalars * 4 <= hard.scalars,
      size(labels).tokens * 4 <= hard.tokens
    {
      text += labels + "\n"
    }
    return Beginning(text: text, rows: rows)
  }

  private func rowsThatFit(from first: Int, within all: Range<Int>) -> Int {
    let begin = table.rows[first].range.lowerBound
    let start = before(row: first).text
    let room = room(beside: start)
    var used = Size.zero
    var next = first
    // Rows are counted one by one, and the whole once more, for tokens may be more than those of the rows.
    while next < table.rows.count, table.rows[next].range.upperBound <= all.upperBound {
      let row = size(of: table.rows[next].range)
      let more = used + row + (next > first ? limits.space : .zero)
      guard more.fits(room) else { break }
      used = more
      next += 1
    }
    while next > first, limits.hasTokens,
      !fits(start + text(begin..<table.rows[next - 1].range.upperBound))
    { next -= 1 }
    return next
  }

  private func text(_ range: Range<Int>) -> String { table.text.trimmed(range) }

  private func piece(
    _ range: Range<Int>,
    before: String,
    isOwn: Bool,
    html: String?,
    repeating rows: Int
  ) -> Piece {
    Piece(
      text: before + text(range),
      ownStart: isOwn ? 0 : before.scalarCount,
      range: range,
      html: html,
      repeatedRows: rows
    )
  }

  private mutating func add(rows: Range<Int>) {
    let range =
      table.rows[rows.lowerBound].range
      .lowerBound..<table.rows[rows.upperBound - 1].range.upperBound
    // Rows without a word stand in no text; what is to stand above them waits for the next.
    guard !text(range).isEmpty else { return }
    let start = before(row: rows.lowerBound)
    let html = spans.map { spans in
      String { html in
        html += "<table>".utf8
        addHeads(start.rows, to: &html)
        spans.add(rows, to: &html)
        html += "</table>".utf8
      }
    }
    let own = piece(
      range,
      before: start.text,
      isOwn: start.isOwn,
      html: html,
      repeating: start.rows
    )
    result.append(own)
  }

  private func addHeads(_ rows: Int, to html: inout [UInt8]) {
    guard rows > 0 else { return }
    html += "<thead>".utf8
    spans?.add(0..<rows, to: &html)
    html += "</thead>".utf8
  }

  /// Cuts a row, or a table without rows, between cells or sentences.
  private mutating func cut(_ range: Range<Int>, row: Int?) {
    let ends = row.map { table.rows[$0].cellEnds } ?? []
    let breaks = TextBreaks(table.text, limits, row == nil ? .sentences : .places(ends))
    let bytes = table.text.utf8Span.span
    let label = row.map { self.label($0) } ?? ""
    var cells = row.flatMap { row in
      table.markup.map { RowCells($0, row, table.rows[row]) }
    }
    var offset = bytes.skippingWhitespace(from: range.lowerBound)
    while offset < range.upperBound {
      var start =
        row.map { before(row: $0) }
        ?? (result.isEmpty && isBeginning ? Beginning(text: lead, isOwn: true) : Beginning())
      if offset > range.lowerBound, !label.isEmpty { start.text += label }
      var end = cut(breaks, offset, beside: start.text)
      if end == nil, !start.text.isEmpty {
        start = Beginning()
        if result.isEmpty, isBeginning, !lead.isEmpty {
          let text = String(lead.trimmedEnd(0..<lead.utf8.count))
          result.append(
            Piece(text: text, ownStart: 0, range: offset..<offset, html: nil, repeatedRows: 0)
          )
        }
        end = cut(breaks, offset, beside: "")
      }
      // What the row is called is no piece of its own where some of the next cell has room beside it.
      if row != nil, offset == range.lowerBound, !label.isEmpty, let first = ends.first,
        let only = end,
        only <= first, first < range.upperBound,
        let more = cut(TextBreaks(table.text, limits, .sentences), offset, beside: start.text),
        more > first
      {
        end = more
      }
      let stop = min(end ?? bytes.advanced(offset, by: 1), range.upperBound)
      let html = row.map { _ in
        String { html in
          html += "<table>".utf8
          addHeads(start.rows, to: &html)
          html += "<tr>".utf8
          let hasLabel = offset > range.lowerBound && !label.isEmpty
          cells?.add(offset..<stop, of: table.text, hasLabel: hasLabel, to: &html)
          html += "</tr></table>".utf8
        }
      }
      result.append(
        piece(
          offset..<stop,
          before: start.text,
          isOwn: start.isOwn,
          html: html,
          repeating: start.rows
        )
      )
      offset = bytes.skippingWhitespace(from: stop)
    }
  }

  /// Where a piece from an offset on has to end beside what it begins with.
  private func cut(_ breaks: TextBreaks, _ offset: Int, beside start: String) -> Int? {
    var room = room(beside: start)
    while let end = breaks.cut(from: offset, room: room) {
      if fits(start + text(offset..<end)) { return end }
      room.tokens -= 1
    }
    return nil
  }

  /// What a row is called, which is said again where it is divided.
  private func label(_ row: Int) -> String {
    guard let markup = table.markup, markup.rows[row].cells.count > 1,
      let first = markup.rows[row].cells.first, !first.text.isEmpty
    else { return "" }
    let size = size(first.text)
    return size.scalars * 4 <= hard.scalars && size.tokens * 4 <= hard.tokens
      ? first.text + " " : ""
  }
}
