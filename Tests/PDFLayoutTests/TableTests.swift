import Documents
import PDFLayout
import Testing

@Suite struct `Tables` {
  private static let rows = [
    ["Place", "Built", "Cost"], ["Mill", "1712", "30.5"], ["Inn", "1804", "112.0"],
    ["Chapel", "1650", "9.25"],
  ]

  private static func html(_ rows: [[String]]) -> String {
    "<table>"
      + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined()
      + "</table>"
  }

  private static func tables(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .table }.compactMap(\.textAsHTML)
  }

  private static func cells(
    _ page: inout PageDraft,
    _ rows: [[String]],
    y: Float = 100,
    step: Float = 90
  ) {
    for (row, cells) in rows.enumerated() {
      for (column, text) in cells.enumerated() where !text.isEmpty {
        page.line(text, 60 + Float(column) * step, y + Float(row) * 18)
      }
    }
  }

  /// Lines around each cell of a grid with its first baseline at y.
  private static func grid(_ page: inout PageDraft, rows: Int, columns: Int, y: Float = 100) {
    let bottom = y - 13 + Float(rows) * 18
    for row in 0...rows {
      let at = y - 13 + Float(row) * 18
      page.rule(55, at, 55 + Float(columns) * 90, at)
    }
    for column in 0...columns {
      page.rule(55 + Float(column) * 90, y - 13, 55 + Float(column) * 90, bottom)
    }
  }

  @Test func `with lines around the cells`() {
    let document = read { page in
      Self.grid(&page, rows: 4, columns: 3)
      Self.cells(&page, Self.rows)
    }
    #expect(Self.tables(document) == [Self.html(Self.rows)])
    #expect(document.elements.count == 1)
  }

  @Test func `without any line`() {
    let document = read { page in
      page.prose(40, 50, 40)
      Self.cells(&page, Self.rows, y: 120)
      page.prose(40, seed: 2, 50, 240)
    }
    #expect(Self.tables(document) == [Self.html(Self.rows)])
    #expect(texts(document, .uncategorizedText).count == 2)
  }

  @Test func `columns that lie close together`() {
    let document = read { page in
      page.prose(40, 50, 40)
      for (row, cells) in [
        ["Northern", "18,359", "37,750"], ["Southern", "90,721", "18,543"],
        ["Highland", "20,122", "17,643"], ["Farmland", "29,565", "78,503"],
      ].enumerated() {
        for (column, text) in cells.enumerated() {
          page.line(text, 60 + Float(column) * 52, 120 + Float(row) * 16)
        }
      }
    }
    #expect(
      Self.tables(document).first?.contains("<td>Farmland</td><td>29,565</td><td>78,503</td>")
        == true
    )
  }

  @Test func `shade under every other row is no grid`() {
    let document = read { page in
      Self.cells(&page, Self.rows)
      for row in [1, 3] {
        for column in 0..<3 {
          let x = 55 + Float(column) * 90
          page.content.rules.append(
            Rule(
              box: Box(
                left: x,
                top: 87 + Float(row) * 18,
                right: x + 90,
                bottom: 105 + Float(row) * 18
              ),
              penWidth: 0,
              color: 0xE0E0E0,
              isFill: true
            )
          )
        }
      }
    }
    #expect(Self.tables(document) == [Self.html(Self.rows)])
  }

  @Test func `a missing line merges cells`() {
    let document = read { page in
      Self.grid(&page, rows: 2, columns: 3)
      page.content.rules.removeAll { $0.box.left == 145 && $0.box.right == 145 }
      page.rule(145, 105, 145, 123)
      Self.cells(&page, [["Both of these", "", "One"], ["a", "b", "c"]])
    }
    #expect(
      Self.tables(document) == [
        "<table><tr><td colspan=\"2\">Both of these</td><td>One</td></tr>"
          + "<tr><td>a</td><td>b</td><td>c</td></tr></table>"
      ]
    )
  }

  @Test func `a table goes on on the next page with its header once`() {
    var pages: [PageDraft] = []
    for number in 1...2 {
      var page = PageDraft(number)
      let own =
        [Self.rows[0]] + (0..<3).map { ["Row \(number)\($0)", "\(1700 + $0)", "\(number).5"] }
      Self.grid(&page, rows: 4, columns: 3)
      Self.cells(&page, own)
      pages.append(page)
    }
    let document = read(pages)
    let tables = Self.tables(document)
    #expect(tables.count == 1)
    #expect(tables.first?.components(of: "<tr>") == 7)
    #expect(document.elements[0].places.map(\.page) == [1, 2])
    #expect(document.ledger.isClosed)
  }

  @Test func `a cell of several lines is one cell`() {
    let document = read { page in
      page.prose(40, 50, 40)
      for row in 0..<4 {
        let y = 120 + Float(row) * 36
        page.line("Mill \(row)", 60, y)
        page.line("17\(row)2", 160, y)
        page.lines(["a remark that needs", "two lines at least"], 240, y)
      }
    }
    #expect(
      Self.tables(document).first?.components(of: "<td>a remark that needs two lines at least</td>")
        == 4
    )
  }

  @Test func `entries of a table of contents are none`() {
    let document = read { page in
      for (row, text) in ["Harbours", "Lamps and Wicks", "Ropes", "Bells"].enumerated() {
        let dots = String(repeating: ".", count: 40 - text.count)
        page.line("\(text) \(dots) \(row * 7 + 3)", 60, 100 + Float(row) * 14)
      }
    }
    #expect(Self.tables(document).isEmpty)
    #expect(document.elements.map(\.role) == ["toc", "toc", "toc", "toc"])
  }
}

extension String {
  /// How often a piece comes in it.
  func components(of piece: String) -> Int {
    var count = 0
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(piece) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
