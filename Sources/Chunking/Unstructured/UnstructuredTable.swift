import Documents

/// Makes chunks of a table: one, or pieces of whole rows, or pieces of its text.
struct UnstructuredTable {
  private let table: Element
  private let place: Int
  private let prefix: String
  private let limits: UnstructuredLimits

  init(_ section: Section, _ limits: UnstructuredLimits) {
    table = section.sources[0]
    place = section.elements.lowerBound
    prefix = section.prefix
    self.limits = limits
  }

  private var prefixScalars: Int { prefix.isEmpty ? 0 : prefix.scalarCount + 1 }

  /// Tags and all, less than this leaves no room for text.
  private var leastForHTML: Int { limits.counter == nil ? 50 : 15 }

  func write(_ pattern: Chunk, to chunks: inout [Chunk]) {
    if limits.skipsTables {
      var chunk = pattern
      chunk.kind = table.kind
      chunk.text = table.text
      chunk.textAsHTML = table.textAsHTML
      chunk.originals = []
      chunks.append(chunk)
      return
    }
    let own = table.text.trimmed(0..<table.text.utf8.count)
    guard !own.isEmpty else { return }
    let text = prefix.isEmpty ? own : "\(prefix)\n\(own)"
    let markup = table.textAsHTML.flatMap { TableMarkup($0, asUnstructured: true) }
    // Of a table whose text has no room nobody needs the whole HTML.
    let hasRoom = limits.size(text) <= limits.hardMaximum
    let html = hasRoom ? markup?.compact : nil
    if hasRoom, html.map({ limits.size($0) <= limits.hardMaximum }) ?? true {
      var chunk = pattern
      chunk.kind = .table
      chunk.text = text
      chunk.textAsHTML = html
      chunk.ownStart = prefixScalars
      chunks.append(chunk)
      return
    }
    var pattern = pattern
    var number = 0
    func add(_ text: String, _ html: String?, ownStart: Int, repeated: Int) {
      pattern.text = text
      pattern.ownStart = ownStart
      pattern.textAsHTML = html
      pattern.isContinuation = number > 0
      pattern.piece = Chunk.TablePiece(
        number: number,
        repeatedRows: number > 0 ? repeated : 0,
        table: place
      )
      chunks.append(pattern)
      number += 1
    }
    guard let markup, limits.hardMaximum >= leastForHTML else {
      limits.pieces(of: text) {
        let own = number == 0 ? prefixScalars : $0.ownStart
        add($0.text, nil, ownStart: min(own, $0.text.scalarCount), repeated: 0)
      }
      return
    }
    var splitter = RowSplitter(markup, limits)
    let (headScalars, rows) = (splitter.headScalars, splitter.repeatedRows)
    splitter.split { text, html in
      add(text, html, ownStart: number > 0 ? min(headScalars, text.scalarCount) : 0, repeated: rows)
    }
  }
}

/// Divides a table into pieces of whole rows, rows into whole cells, and cells into pieces of text.
private struct RowSplitter {
  private let markup: TableMarkup
  private let limits: UnstructuredLimits
  /// The heads before every later piece, and how much room they take with a space after them.
  private var head: (text: String, html: String, size: Int)?
  private(set) var repeatedRows = 0
  /// The heads' text and the space after it.
  var headScalars: Int { head.map { $0.text.isEmpty ? 0 : $0.text.scalarCount + 1 } ?? 0 }
  private var isFirst = true

  init(_ markup: TableMarkup, _ limits: UnstructuredLimits) {
    self.markup = markup
    self.limits = limits
    let rows = markup.rows.prefix(limits.repeatsTableHeaders ? markup.headerCount : 0)
    let longest = rows.map { limits.size($0.text) }.max() ?? 0
    guard !rows.isEmpty, longest <= (limits.hardMaximum + 1) / 2 else { return }
    let text = TableMarkup.joined(rows.lazy.flatMap(\.cells))
    let html = String { html in
      for row in rows { markup.addHead(row, to: &html) }
    }
    head = (text, "<thead>\(html)</thead>", limits.size(text) + 1)
    repeatedRows = rows.count
  }

  private var room: Int {
    guard !isFirst, let head else { return limits.hardMaximum }
    return max(1, limits.hardMaximum - head.size)
  }

  mutating func split(_ take: (String, String) -> Void) {
    var rows = 0..<0
    var size = 0
    for (index, row) in markup.rows.enumerated() {
      let length = limits.size(row.text)
      if room - rows.count - size < length {
        give(rows, take)
        (rows, size) = (index..<index, 0)
      }
      if room - rows.count - size >= length {
        rows = (rows.isEmpty ? index : rows.lowerBound)..<index + 1
        size += length
      } else {
        divide(row, room, take)
      }
    }
    give(rows, take)
  }

  private mutating func give(_ rows: Range<Int>, _ take: (String, String) -> Void) {
    guard !rows.isEmpty else { return }
    let text = TableMarkup.joined(markup.rows[rows].lazy.flatMap(\.cells))
    let html = String { html in
      for row in rows { markup.addCompact(markup.rows[row], to: &html) }
    }
    give(text, html, take)
  }

  private mutating func give(_ text: String, _ html: String, _ take: (String, String) -> Void) {
    if !isFirst, let head {
      let joined = head.text.isEmpty || text.isEmpty ? head.text + text : "\(head.text) \(text)"
      take(joined, "<table>\(head.html)\(html)</table>")
    } else {
      take(text, "<table>\(html)</table>")
    }
    isFirst = false
  }

  private mutating func divide(
    _ row: TableMarkup.Row,
    _ room: Int,
    _ take: (String, String) -> Void
  ) {
    var cells: [TableMarkup.Cell] = []
    // Cells are counted in characters even where tokens are.
    var size = 0
    func flush(_ splitter: inout RowSplitter) {
      guard !cells.isEmpty else { return }
      let html = String { html in
        for cell in cells { splitter.markup.addCompact(cell, to: &html) }
      }
      splitter.give(TableMarkup.joined(cells), "<tr>\(html)</tr>", take)
      (cells, size) = ([], 0)
    }
    for cell in row.cells {
      let length = cell.text.scalarCount
      if room - cells.count - size < length { flush(&self) }
      if room - cells.count - size >= length {
        cells.append(cell)
        size += length
        continue
      }
      var pieces: [String] = []
      UnstructuredLimits(cellOf: limits, maximum: room).pieces(of: cell.text) {
        pieces.append($0.text)
      }
      for piece in pieces { give(piece, "<tr><td>\(piece)</td></tr>", take) }
    }
    flush(&self)
  }
}
