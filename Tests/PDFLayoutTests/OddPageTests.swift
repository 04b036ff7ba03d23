import Documents
import PDFLayout
import Testing

@Suite struct `Code keeps its lines` {
  @Test func `lines and indents`() {
    let code = ["for hour in day {", "    total += tide[hour]", "}"]
    let document = read { page in
      page.prose(80, 50, 60)
      for (index, line) in code.enumerated() {
        page.line(line, 60, 180 + Float(index) * 11, size: 9, font: .fixed)
      }
      page.prose(80, seed: 1, 50, 230)
    }
    #expect(texts(document, .codeSnippet) == [code.joined(separator: "\n")])
    #expect(document.ledger.isClosed)
  }

  @Test func `a typewritten letter is no code`() {
    let document = read { page in
      page.lines(
        ["Dear Sir, we have { } your", "letter = of the first of May;"],
        50,
        100,
        font: .fixed
      )
    }
    #expect(texts(document, .codeSnippet).isEmpty)
  }
}

@Suite struct `Other directions` {
  @Test func `Hebrew reads from right to left with numbers turned back`() {
    // As it is drawn: from the left, each word backwards.
    let document = read { page in page.line("21 רפסמ תיב", 300, 100) }
    #expect(texts(document) == ["בית מספר 21"])
  }

  @Test func `letters that make one shape keep their order`() {
    var page = PageDraft()
    page.line("مالس", 300, 100)
    // The letter that is drawn first has no width of its own, and the next begins before it.
    page.content.glyphs[1].advanceX = 0.1
    page.content.glyphs[2].x -= 5.2
    page.content.glyphs[2].advanceX = 10.2
    #expect(texts(read([page])) == ["سلام"])
  }

  @Test(arguments: [UInt8(1), 2, 3])
  func `turned text is read in its own direction`(quadrant: UInt8) {
    let document = read { page in
      let (x, y): (Float, Float) = quadrant == 1 ? (300, 100) : (400, 500)
      page.line("turned about", x, y, quadrant: quadrant)
    }
    #expect(texts(document) == ["turned about"])
  }

  @Test func `a slanted line`() {
    var page = PageDraft()
    page.line("a stamp across", 200, 300)
    for index in page.content.glyphs.indices {
      page.content.glyphs[index].y += Float(index) * 2
      page.content.glyphs[index].advanceY = 2
    }
    #expect(texts(read([page])) == ["a stamp across"])
  }
}

@Suite struct `What is drawn twice` {
  @Test(arguments: [Float(0), 0.3])
  func `letters over themselves are read once`(shift: Float) {
    let document = read { page in
      page.line("false bold", 50, 100)
      page.line("false bold", 50 + shift, 100)
    }
    #expect(texts(document) == ["false bold"])
    #expect(document.ledger.drops[.overlay] == 9)
    #expect(document.ledger.isClosed)
  }

  @Test func `what lies off the page is dropped and told of`() {
    let document = read { page in
      page.line("seen", 50, 100)
      page.line("unseen", 50, 200, flags: .clipped)
    }
    #expect(texts(document) == ["seen"])
    #expect(document.ledger.drops[.offPage] == 6)
  }
}

@Suite struct `Pages without a layout` {
  @Test func `letters without places are read in the order of drawing`() {
    var page = PageDraft()
    page.line("no place", 50, 100)
    for index in page.content.glyphs.indices { page.content.glyphs[index].x = .nan }
    let document = read([page])
    #expect(texts(document) == ["no place"])
    #expect(document.elements.first?.strategy == "strings")
  }

  @Test func `the order of drawing on demand`() {
    var page = PageDraft()
    page.line("second", 50, 300)
    page.line("first", 50, 100)
    let document = read([page], strategies: [.flow])
    #expect(texts(document) == ["second", "first"])
    #expect(document.elements.first?.strategy == "flow")
  }

  @Test func `a picture without text is named`() {
    var layout = DocumentLayout()
    var page = PageContent(number: 3, width: 600, height: 800)
    page.pictures = [
      Picture(box: Box(left: 0, top: 0, right: 600, bottom: 800), object: 4, width: 90, height: 120)
    ]
    layout.add(page, newFaces: [])
    _ = layout.finish()
    #expect(layout.pagesWithoutText == [3])
  }
}

@Suite struct `Every letter is accounted for` {
  /// A generator whose numbers are the same on every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 0..<60)
  func `pages at random`(seed: Int) {
    var numbers = Numbers(state: UInt64(seed) &* 0x9E37_79B9 &+ 1)
    let words = [
      "stone", "-", "•", "12.", "well-", "known", "שלום", "漢字", "a", "fi\u{AD}", "3.1", "(a)",
      "......",
      "x = y;", "\u{1}", "سلام",
    ]
    let pages = (1...4).map { number in
      var page = PageDraft(number)
      for _ in 0..<Int.random(in: 1...120, using: &numbers) {
        page.line(
          words[Int.random(in: 0..<words.count, using: &numbers)],
          Float.random(in: -20...620, using: &numbers).rounded(),
          Float(Int.random(in: 0...66, using: &numbers) * 12),
          size: [6, 8, 10, 10, 10, 16][Int.random(in: 0..<6, using: &numbers)],
          font: PageDraft.Font(rawValue: Int32.random(in: 0...3, using: &numbers)) ?? .plain,
          flags: Int.random(in: 0...20, using: &numbers) == 0 ? .clipped : [],
          quadrant: Int.random(in: 0...9, using: &numbers) == 0 ? 1 : 0
        )
      }
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        let (x, y) = (
          Float.random(in: 0...500, using: &numbers), Float.random(in: 0...700, using: &numbers)
        )
        if Bool.random(using: &numbers) {
          page.rule(x, y, x + 90, y)
        } else {
          page.rule(x, y, x, y + 60)
        }
      }
      return page
    }
    let document = read(pages)
    #expect(document.ledger.isClosed, "\(document.ledger)")
    #expect(document.elements == read(pages).elements)
  }
}
