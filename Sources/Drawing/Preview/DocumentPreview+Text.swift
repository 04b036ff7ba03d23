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
    var text = ""
    for cut in block.cuts {
      let path = cut.path.isEmpty ? "" : "  \(PrintableText.singleLine(cut.path))"
      let border = "┄┄ \(PrintableText.singleLine(cut.title))\(path)"
      text += paint(DisplayWidth.elided(border, toFit: widths.whole), "2") + "\n"
    }
    let number = "\(block.number)"
    let name = PrintableText.singleLine(block.name)
    let head =
      String(repeating: " ", count: max(0, widths.number - number.count)) + number + "  "
      + paint(name, block.sort.terminalColor)
      + String(repeating: " ", count: max(0, widths.name - DisplayWidth.columns(of: name)))
    let margin = widths.number + 2 + widths.name + 2
    let indent = block.sort == .list ? 2 * min(block.depth, 8) : 0
    let room = widths.whole - margin - indent
    var content = self.content(of: block, room)
    for detail in block.details {
      content += PreviewText.wrapped("· \(detail)", to: room).map { paint($0, "2") }
    }
    if content.isEmpty { content = [""] }
    for (index, line) in content.enumerated() {
      let start = index == 0 ? head + "  " : String(repeating: " ", count: margin)
      let whole = start + String(repeating: " ", count: indent) + line
      text += String(whole.reversed().drop { $0 == " " }.reversed()) + "\n"
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
