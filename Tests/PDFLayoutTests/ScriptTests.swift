import Documents
import PDFLayout
import Testing

@Suite struct `Brackets from right to left` {
  /// Draws pieces from the left, one right behind the other, in the fonts that are given.
  private static func read(_ pieces: [(String, PageDraft.Font)]) -> [String] {
    let document = PDFLayoutTests.read { page in
      var x: Float = 200
      for (text, font) in pieces {
        page.line(text, x, 100, font: font)
        x += Float(text.unicodeScalars.count) * 5
      }
    }
    #expect(document.ledger.isClosed)
    return texts(document)
  }

  @Test func `as they are typed, in a font of their own`() {
    let found = Self.read([
      ("ףוס ", .plain), (".)", .bold), ("םיירגוס", .plain), ("(", .bold), (" םלוע", .plain),
    ])
    #expect(found == ["עולם (סוגריים). סוף"])
  }

  @Test(arguments: [PageDraft.Font.plain, .bold])
  func `as they look`(font: PageDraft.Font) {
    let found = Self.read([
      ("ףוס ", .plain), ("(", font), ("םיירגוס", .plain), (")", font), (" םלוע", .plain),
    ])
    #expect(found == ["עולם (סוגריים) סוף"])
  }

  @Test func `spaces that are drawn elsewhere`() {
    let document = PDFLayoutTests.read { page in
      page.line("םלוע", 300, 100)
      page.line(",", 295, 100, font: .bold)
      page.line("הז", 280, 100)
      page.line(" ", 200, 100)
      page.line(" ", 290, 100)
    }
    #expect(texts(document) == ["עולם, זה"])
  }
}

@Suite struct `Columns of Han` {
  @Test func `forms of signs for columns are the ordinary signs`() {
    let document = read { page in page.line("猫である\u{FE12}\u{FE35}", 50, 100) }
    #expect(texts(document) == ["猫である。（"])
  }

  @Test func `letters below each other are read downwards`() {
    let columns = ["吾輩は猫である名前はまだ無い", "どこで生れたかとんと見当が"]
    let document = read { page in
      for (column, text) in columns.enumerated() {
        for (place, letter) in text.enumerated() {
          let first = page.content.glyphs.count
          page.line(String(letter), 300 - Float(column) * 15, 100 + Float(place) * 10)
          page.content.glyphs[first].advanceX = 10
        }
      }
    }
    #expect(texts(document).joined() == columns.joined())
  }
}

@Suite struct `Soft hyphens` {
  @Test(arguments: [
    (["the co\u{AD}operation of"], "the cooperation of"),
    (["the measure\u{AD}", "ment of"], "the measurement of"),
    (["the measure\u{AD}"], "the measure"), (["from 1\u{AD}2 on"], "from 1-2 on"),
  ])
  func `are no letters`(lines: [String], text: String) {
    let document = read { page in page.lines(lines, 50, 100) }
    #expect(texts(document) == [text])
    #expect(document.ledger.isClosed)
  }

  @Test func `one alone is no element`() {
    let document = read { page in page.line("\u{AD}", 50, 100) }
    #expect(document.elements.isEmpty)
    #expect(document.ledger.drops[.hyphen] == 1)
    #expect(document.ledger.isClosed)
  }
}
