import Documents
import PDFLayout
import Testing

@Suite struct `Texts beside each other` {
  @Test func `a table without rules beside running text is a table of its own`() throws {
    let document = read { page in
      page.prose(150, 50, 100, letters: 50)
      for (row, cells) in [
        ["Place", "Visits", "Cost"], ["Harbour", "120", "8.40"], ["Quay", "75", "12.10"],
        ["Mill", "310", "9.90"], ["Bridge", "42", "7.35"],
      ].enumerated() {
        for (column, cell) in cells.enumerated() {
          page.line(cell, 340 + 70 * Float(column), 127 + 17 * Float(row))
        }
      }
    }
    #expect(texts(document).first == PageDraft.prose(150))
    let table = try #require(document.elements.first { $0.kind == .table })
    #expect(
      table.text
        == "Place Visits Cost Harbour 120 8.40 Quay 75 12.10 Mill 310 9.90 Bridge 42 7.35"
    )
  }

  @Test func `what begins beside the texts of a column is a table with it`() {
    let document = read { page in
      var y: Float = 100
      for (row, place) in ["Harbour", "Quay", "Mill", "Bridge"].enumerated() {
        page.line(place, 50, y)
        page.line("\(120 + row)", 120, y)
        y = page.prose(20, seed: row, 180, y, letters: 45) + 4
      }
    }
    #expect(document.elements.map(\.kind) == [.table])
  }

  @Test func `two titles beside each other are two`() {
    let document = read { page in
      page.line("Northern towns", 50, 100, font: .bold)
      page.line("Southern towns", 320, 100, font: .bold)
      page.prose(60, 50, 130)
    }
    #expect(texts(document) == ["Northern towns", "Southern towns", PageDraft.prose(60)])
  }

  @Test func `a title in two lines keeps both beside another`() {
    let document = read { page in
      page.line("A torn notebook from the", 50, 100, font: .bold)
      page.line("Letters", 320, 100, font: .bold)
      page.line("deep roads", 50, 112, font: .bold)
      page.prose(60, 50, 140)
    }
    #expect(
      texts(document) == [
        "A torn notebook from the deep roads", "Letters", PageDraft.prose(60),
      ]
    )
  }

  @Test func `boxes that are drawn one after the other are read so`() {
    let document = read { page in
      page.lines(["The first box says this", "and then it says that."], 50, 100)
      page.lines(["The other box tells of", "something else again."], 320, 100)
    }
    #expect(
      texts(document).joined(separator: " ")
        == "The first box says this and then it says that. The other box tells of something else again."
    )
  }

  @Test func `labels and their values stay on one line`() {
    let document = read { page in
      page.line("Sender", 50, 100)
      page.line("Harbour board", 200, 100)
      page.line("Receiver", 50, 112)
      page.line("Village choir", 200, 112)
    }
    #expect(
      texts(document).joined(separator: " ") == "Sender Harbour board Receiver Village choir"
    )
  }

  @Test func `the heading of a case is no table`() {
    let document = read { page in
      for (row, (left, right)) in [
        ("ANNA B. CARTER,", ":"), ("KEEPER,", ":"), ("      Petitioner", ":"),
        ("   v.", ": No. 12-345"), ("DORA FINCH.", ":"),
      ].enumerated() {
        page.line(left, 50, 100 + 24 * Float(row), font: .fixed)
        page.line(right, 300, 100 + 24 * Float(row), font: .fixed)
      }
      page.prose(60, 50, 240)
    }
    #expect(!document.elements.contains { $0.kind == .table })
  }
}
