import Documents

// Tables stand alone in their chunks, with the headings and the caption right above them.

extension Packer {
  /// Places a table, or a piece of it that is to be divided further.
  mutating func placeTable(_ part: Part, within outer: TablePart? = nil) {
    let lead = takeLead(before: part)
    let html = window.element(of: part).textAsHTML
    let source =
      outer?.source
      ?? DividedTable(TableRows(folded: window.text(of: part), html: html))
    let rows = source.rows
    let first = lead.first ?? part
    let (context, later) = (contextRange(of: first), contextRange(of: part))
    let leadText = window.text(of: lead)
    var cutter = TableCutter(
      source,
      leadText.isEmpty ? "" : leadText + Part.blankLine,
      rules,
      titles: (
        Self.front(window.path(of: first)[context]), Self.front(window.path(of: part)[later])
      )
    )
    let start = part.start
    let all = 0..<rows.text.utf8.count
    let pieces = cutter.pieces(within: outer?.range ?? all)
    var scalars = ScalarCounter(rows.text)
    if let outer, outer.range.lowerBound > 0 {
      scalars.begin(at: outer.range.lowerBound, outer.characters.lowerBound - start)
    }
    for (number, piece) in pieces.enumerated() {
      let begin = start + scalars.count(upTo: piece.range.lowerBound)
      let end = start + scalars.count(upTo: piece.range.upperBound)
      var table = TablePart(
        text: piece.text,
        ownStart: piece.ownStart,
        html: piece.html,
        context: number == 0 ? context : later,
        characters: (number == 0 ? lead.first?.start ?? begin : begin)..<end,
        range: piece.range,
        source: source
      )
      if pieces.count == 1, (outer?.range ?? all) == all {
        table.html = html
      } else {
        table.piece = (number, piece.repeatedRows)
      }
      var own = part
      own.continues = part.continues || piece.range.lowerBound > 0
      release(table: ClosedChunk(table, parts: number == 0 ? lead + [own] : [own]))
    }
  }

  /// The headings and the caption at the end of the open chunk; all before them is closed.
  private mutating func takeLead(before part: Part) -> [Part] {
    let lead = takeTail(before: part)
    // A heading as long as a chunk is one.
    let size = lead.reduce(Size.zero) { $0 + $1.size + rules.limits.blankLine }
    guard size.scalars * 2 <= rules.limits.hard.scalars, size.tokens * 2 <= rules.limits.hard.tokens
    else {
      for part in lead { restore(part) }
      close(endsSection: true)
      return []
    }
    close(endsSection: true)
    return lead
  }
}

extension Packer {
  /// Titles as they stand in front of what is embedded.
  static func front(_ titles: ArraySlice<String>) -> String {
    titles.isEmpty ? "" : joined(titles) + Part.blankLine
  }
}

/// Counts the scalars of a text up to places that only go on.
private struct ScalarCounter {
  private let text: String
  private var offset = 0
  private var scalars = 0

  init(_ text: String) { self.text = text }

  /// Goes on from a place for which the count is known.
  mutating func begin(at place: Int, _ count: Int) { (offset, scalars) = (place, count) }

  mutating func count(upTo place: Int) -> Int {
    guard place >= offset else { return scalars }
    scalars += text.utf8Span.span.scalars(in: offset..<place)
    offset = place
    return scalars
  }
}
