extension DocumentPreview {
  /// The document for a terminal: pages as rules, blocks with number, sort and text.
  package func text(width: Int = 100, isColored: Bool = false) -> String {
    let paint = { (text: String, color: String) in
      isColored && color != "0" ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
    }
    var text = paint(PrintableText.singleLine(title), "1") + "\n"
    for fact in facts {
      text += "  \(paint(fact.name, "2")): \(PrintableText.singleLine(fact.value))\n"
    }
    for note in notes {
      let line = PrintableText.singleLine(note.text)
      text +=
        "  \(paint(note.isFailure ? "error" : "note", note.isFailure ? "31" : "33")): \(line)\n"
    }
    let blocks = pages.flatMap(\.blocks)
    let nameWidth = blocks.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0
    let numberWidth = "\(blocks.count)".count
    for page in pages {
      if let number = page.number {
        let name = page.name.map { " (\(PrintableText.singleLine($0)))" } ?? ""
        text += "\n" + paint(Self.rule("page \(number)\(name)", width), "2") + "\n"
      } else {
        text += "\n"
      }
      if page.blocks.isEmpty { text += paint("no element begins on this page", "2") + "\n" }
      for block in page.blocks {
        text += lines(of: block, (numberWidth, nameWidth, width), paint)
      }
    }
    return text
  }

  private static func rule(_ title: String, _ width: Int) -> String {
    let start = "── \(title) "
    let rest = max(3, width - DisplayWidth.columns(of: start))
    return start + String(repeating: "─", count: rest)
  }

  private func lines(
    of block: Block,
    _ widths: (number: Int, name: Int, whole: Int),
    _ paint: (String, String) -> String
  ) -> String {
    let number = "\(block.number)"
    let name = PrintableText.singleLine(block.name)
    let head =
      String(repeating: " ", count: max(0, widths.number - number.count)) + number + "  "
      + paint(name, block.sort.terminalColor)
      + String(repeating: " ", count: max(0, widths.name - DisplayWidth.columns(of: name)))
    let margin = widths.number + 2 + widths.name + 2
    let indent = block.sort == .list ? 2 * min(block.depth, 8) : 0
    let room = widths.whole - margin - indent
    var text = ""
    func add(_ cuts: [Cut], _ content: [String], isFirst: Bool) {
      for cut in cuts { text += lines(of: cut, margin, widths.whole, paint) }
      for (index, line) in (content.isEmpty ? [""] : content).enumerated() {
        let start = isFirst && index == 0 ? head + "  " : String(repeating: " ", count: margin)
        let whole = start + String(repeating: " ", count: indent) + line
        text += String(whole.reversed().drop { $0 == " " }.reversed()) + "\n"
      }
    }
    let details = block.details.flatMap { detail in
      PreviewText.wrapped("· \(detail)", to: room).map { paint($0, "2") }
    }
    let isWhole = block.continuations.isEmpty
    add(block.cuts, content(of: block, room) + (isWhole ? details : []), isFirst: true)
    for (index, part) in block.continuations.enumerated() {
      var rest = block
      (rest.text, rest.table, rest.label) = (part.text, part.table, nil)
      let isLast = index == block.continuations.count - 1
      add(part.cuts, content(of: rest, room) + (isLast ? details : []), isFirst: false)
    }
    return text
  }

  /// A border, and below it what the chunk has from elsewhere.
  private func lines(
    of cut: Cut,
    _ margin: Int,
    _ width: Int,
    _ paint: (String, String) -> String
  ) -> String {
    let sign = cut.isOuter ? "━━" : "┄┄"
    let title = DisplayWidth.elided("\(sign) \(PrintableText.singleLine(cut.title))", toFit: width)
    // The path has what the title leaves; of less than this nobody can read anything.
    let room = width - DisplayWidth.columns(of: title) - 2
    let path =
      cut.path.isEmpty || room < 8
      ? "" : "  " + DisplayWidth.elided(PrintableText.singleLine(cut.path), toFit: room)
    var text = paint(title + path, cut.isOuter ? "1" : "2") + "\n"
    for repeated in cut.repeated {
      let name = PrintableText.singleLine(repeated.name)
      let line = "\(name): \(PrintableText.singleLine(repeated.text))"
      let start = String(repeating: " ", count: margin)
      text += start + paint(DisplayWidth.elided(line, toFit: max(20, width - margin)), "2") + "\n"
    }
    return text
  }

  private func content(of block: Block, _ room: Int) -> [String] {
    if block.sort == .table, let markup = block.table {
      let table = TableMarkup(markup)
      if !table.rows.isEmpty { return Self.grid(table, room) }
    }
    let label = block.label.map { "\($0) " } ?? ""
    let lines = PreviewText.wrapped(label + block.text, to: room)
    return lines == [""] ? [] : lines
  }

  /// The cells of a table under one another; those that span others are shown once.
  private static func grid(_ table: TableMarkup, _ room: Int) -> [String] {
    var filled: [Int: [Int: String]] = [:]
    var taken: Set<[Int]> = []
    var width = 0
    for (row, cells) in table.rows.enumerated() {
      var column = 0
      for cell in cells {
        while taken.contains([row, column]) { column += 1 }
        filled[row, default: [:]][column] = cell.text.replacing("\n", with: " ")
        // Spans beyond the table, or longer than any, mean nothing to the eye.
        let last = min(row + cell.rows, table.rows.count)
        for below in row..<max(row + 1, last) {
          for beside in column..<min(column + cell.columns, column + 200) {
            taken.insert([below, beside])
          }
        }
        column += min(cell.columns, 200)
        width = max(width, column)
      }
    }
    var text = TextTable((0..<width).map { _ in TextTable.Column("") })
    for row in table.rows.indices {
      text.append((0..<width).map { filled[row]?[$0] ?? "" })
    }
    return text.lines(limit: max(20, room))
  }
}
