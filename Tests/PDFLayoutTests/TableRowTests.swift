import Documents
import PDFLayout
import Testing

@Suite struct `Rows of tables` {
  private static func table(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .table }.compactMap(\.textAsHTML).map { html in
      var rows = html
      for tag in ["<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "</td>"] {
        rows = rows.replacing(tag, with: "")
      }
      rows = rows.replacing("</th>", with: "").replacing("<th", with: "<td")
      return rows.replacing("<tr><td>", with: "").replacing("</tr>", with: "\n")
        .replacing("<td>", with: "|").replacing("<tr>", with: "")
    }
  }

  /// Lines of cells at four places, each so far below the last.
  private static func draw(
    _ page: inout PageDraft,
    _ lines: [(cells: [String], below: Float)],
    y: Float = 200,
    font: PageDraft.Font = .plain
  ) {
    var y = y
    for (cells, below) in lines {
      y += below
      for (column, text) in cells.enumerated() where !text.isEmpty {
        page.line(text, [60, 150, 330, 420][column], y, font: font)
      }
    }
  }

  /// A text of the page's width above and below, so that nothing takes the table for a column.
  private static func tables(_ body: (inout PageDraft) -> Void) -> [String] {
    let document = read { page in
      page.prose(60, 50, 60)
      body(&page)
      page.prose(60, seed: 3, 50, 640)
    }
    return table(document)
  }

  private static let expected =
    "Place|Remarks|Built|Cost\n"
    + "Lower mill|a list of the keys and of nothing else that is worth it|1712|30.5\n"
    + "Inn|forty barrels of the lime that nobody wanted at that|1804|112.0\n"
    + "North quay|a lantern|1650|9.25\n"

  private static let wrapped: [[String]] = [
    ["Place", "Remarks", "Built", "Cost"],
    ["Lower", "a list of the keys and of", "1712", "30.5"],
    ["mill", "nothing else that is worth", "", ""],
    ["", "it", "", ""],
    ["Inn", "forty barrels of the lime", "1804", "112.0"],
    ["", "that nobody wanted at that", "", ""],
    ["North", "a lantern", "1650", "9.25"],
    ["quay", "", "", ""],
  ]

  @Test func `end where the distance is larger`() {
    let starts: Set = [1, 4, 6]
    let lines = Self.wrapped.enumerated().map { ($1, starts.contains($0) ? Float(18) : 12) }
    #expect(Self.tables { Self.draw(&$0, lines) } == [Self.expected])
  }

  @Test func `end where rules run, however lines are spaced`() {
    let found = Self.tables { page in
      Self.draw(&page, Self.wrapped.map { ($0, 13) })
      for line in [0, 1, 4, 6, 8] {
        let y = 203.5 + Float(line) * 13
        page.rule(58, y, 460, y)
      }
    }
    #expect(found == [Self.expected])
  }

  @Test func `end where what cannot be wrapped comes again`() {
    #expect(Self.tables { Self.draw(&$0, Self.wrapped.map { ($0, 12) }) } == [Self.expected])
  }

  @Test func `begin where the first word had its place on the line above`() {
    let found = Self.tables { page in
      Self.draw(
        &page,
        [
          (["Place", "Remarks", "Built", "Cost"], 12),
          (["Mill", "keys", "1712", "3"], 12),
          (["Inn", "lime", "", ""], 12), (["Quay", "rope of the harbour", "1650", "9"], 12),
        ]
      )
    }
    #expect(found.first?.contains("\nInn|lime||\nQuay|rope of the harbour|1650|9") == true)
  }

  @Test func `numbers below a shared label are rows of their own`() {
    let found = Self.tables { page in
      Self.draw(
        &page,
        [
          (["Place", "Month", "Built", "Cost"], 12), (["Mill", "May", "1712", "30"], 12),
          (["", "June", "1804", "11"], 12), (["Quay", "May", "1650", "9"], 12),
        ]
      )
    }
    #expect(found == ["Place|Month|Built|Cost\nMill|May|1712|30\n|June|1804|11\nQuay|May|1650|9\n"])
  }

  @Test func `cells in the middle of their row belong to it`() {
    let found = Self.tables { page in
      for (row, name) in ["Mill", "Inn", "Quay"].enumerated() {
        let y = 220 + Float(row) * 32
        page.lines(["a remark that is too long", "for a single line as it is"], 150, y)
        page.line(name, 60, y + 6)
        page.line("17\(row)2", 330, y + 6)
      }
    }
    let remark = "a remark that is too long for a single line as it is"
    #expect(found == ["Mill|\(remark)|1702\nInn|\(remark)|1712\nQuay|\(remark)|1722\n"])
  }

  @Test func `a head in several lines is one row`() {
    let found = Self.tables { page in
      Self.draw(
        &page,
        [
          (["Name of", "What was found", "Year of", "Sum"], 12),
          (["place", "there", "origin", ""], 12),
        ],
        font: .bold
      )
      Self.draw(
        &page,
        [
          (["Mill", "a list of keys", "1712", "3"], 18), (["Inn", "lime", "1804", "11"], 18),
          (["Quay", "rope", "1650", "9"], 18),
        ],
        y: 224
      )
    }
    #expect(
      found.first?.hasPrefix("Name of place|What was found there|Year of origin|Sum\n") == true
    )
  }
}

@Suite struct `Columns of tables` {
  private static func html(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .table }.compactMap(\.textAsHTML)
  }

  @Test func `a head beside its numbers is over them`() {
    let document = read { page in
      page.prose(60, 50, 60)
      for (column, text) in ["Place", "Cost", "Area"].enumerated() {
        page.line(text, [60, 130, 230][column], 200, font: .bold)
      }
      for (row, cells) in [
        ["Mill", "30.5", "7"], ["Inn", "112.0", "91"], ["Quay", "9.25", "8"],
        ["Barn", "8.1", "77"],
      ].enumerated() {
        for (column, text) in cells.enumerated() {
          let left: Float = column == 0 ? 60 : [0, 215, 320][column] - Float(text.count) * 5
          page.line(text, left, 218 + Float(row) * 18)
        }
      }
    }
    #expect(
      Self.html(document).first?.contains("<th>Place</th><th>Cost</th><th>Area</th></tr>") == true
    )
    #expect(Self.html(document).first?.contains("<td>Inn</td><td>112.0</td><td>91</td>") == true)
  }

  @Test func `a head over several columns is one cell`() {
    let document = read { page in
      page.prose(60, 50, 60)
      page.line("All measures", 230, 200)
      page.line("Place", 60, 200)
      for (column, text) in ["Cost", "Area", "Keys"].enumerated() {
        page.line(text, 160 + Float(column) * 90, 218)
      }
      for (row, name) in ["Mill", "Barn", "Quay", "Inns"].enumerated() {
        for (column, text) in [name, "1\(row).5", "2\(row).5", "3\(row).5"].enumerated() {
          page.line(text, column == 0 ? 60 : 70 + Float(column) * 90, 236 + Float(row) * 18)
        }
      }
    }
    let head = "<tr><td rowspan=\"2\">Place</td><td colspan=\"3\">All measures</td></tr>"
    #expect(
      Self.html(document).first?.hasPrefix(
        "<table>\(head)<tr><td>Cost</td><td>Area</td><td>Keys</td></tr>"
      ) == true
    )
  }

  @Test func `justified text has none`() {
    // Narrow lines that reach from edge to edge, each with gaps of its own width.
    let lines = [
      "No affidavit controls more", "than two", "of the measurement an", "engineer near us holds",
      "whatever the rest was", "and confirms all of", "its measurements", "than not",
      "in a large harbour or",
      "inland it seems",
    ]
    let document = read { page in
      var y: Float = 100
      for _ in 0..<3 {
        for line in lines {
          let words = line.split(separator: " ")
          let letters = words.reduce(0) { $0 + $1.count }
          let gap = (150 - Float(letters) * 5) / Float(words.count - 1)
          var x: Float = 60
          for word in words {
            page.line(String(word), x, y)
            x += Float(word.count) * 5 + gap
          }
          y += 12
        }
      }
    }
    #expect(Self.html(document).isEmpty)
  }

  @Test func `formulas have none`() {
    let document = read { page in
      page.prose(60, 50, 60)
      for (row, parts) in [
        ["where H", "=", "CLS CLS", "h k", "and"], ["with P", "∈", "P1 Pk", "R", "too"],
      ]
      .enumerated() {
        for (column, text) in parts.enumerated() {
          page.line(text, 60 + Float(column) * 80, 200 + Float(row) * 14)
        }
      }
      page.prose(60, seed: 2, 50, 260)
    }
    #expect(Self.html(document).isEmpty)
  }

  @Test func `a table goes on in the next column of a page`() {
    let document = read { page in
      for (column, rows) in [[0, 1, 2], [3, 4, 5]].enumerated() {
        let x: Float = column == 0 ? 50 : 320
        var y = column == 0 ? page.prose(120, x, 60, letters: 48) + 12 : 60
        for row in rows {
          for (place, text) in ["Quay \(row)", "17\(row)2", "\(row).5"].enumerated() {
            page.line(text, x + Float(place) * 80, y)
          }
          y += 16
        }
        if column == 1 { page.prose(120, seed: 4, x, y + 12, letters: 48) }
      }
    }
    let tables = Self.html(document)
    #expect(tables.count == 1)
    #expect(tables.first?.components(of: "<tr>") == 6)
  }
}

@Suite struct `Entries of contents` {
  @Test func `have no dots in their text`() {
    let document = read { page in
      for (row, text) in ["Harbours", "Lamps and Wicks", "Ropes"].enumerated() {
        let dots = String(repeating: " .", count: 30 - text.count)
        page.line("\(text)\(dots) \(row * 7 + 3)", 60, 100 + Float(row) * 14)
      }
    }
    #expect(texts(document) == ["Harbours 3", "Lamps and Wicks 10", "Ropes 17"])
    #expect(document.ledger.drops[.leader] == 22 + 15 + 25)
    #expect(document.ledger.isClosed)
    #expect(document.elements.map(\.role) == ["toc", "toc", "toc"])
  }

  @Test func `are more than one or two`() {
    let document = read { page in
      page.prose(60, 60, 100)
      page.line("Shillings . . . . . . . . . . 12", 60, 260)
      page.prose(60, seed: 3, 60, 300)
    }
    #expect(document.elements.count == 3)
    #expect(document.elements.allSatisfy { $0.role == nil })
  }
}
