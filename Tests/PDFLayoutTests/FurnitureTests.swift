import Documents
import PDFLayout
import Testing

@Suite struct `Running headers and footers` {
  private static func pages(_ count: Int, _ draw: (inout PageDraft, Int) -> Void) -> ParsedDocument
  {
    read(
      (1...count).map { number in
        var page = PageDraft(number)
        page.prose(300, seed: number, 50, 100)
        draw(&page, number)
        return page
      }
    )
  }

  @Test func `what comes again at one place is no text`() {
    let document = Self.pages(5) { page, number in
      page.line("The Harbour Year", 50, 40)
      page.line("Page \(number) of 5", 270, 770)
    }
    #expect(texts(document, .header) == Array(repeating: "The Harbour Year", count: 5))
    #expect(texts(document, .footer) == (1...5).map { "Page \($0) of 5" })
  }

  @Test func `headers are read before the text of their page, footers after it`() {
    let document = Self.pages(3) { page, number in
      page.line("The Harbour Year", 50, 40)
      page.line("Page \(number) of 3", 270, 770)
    }
    let order = document.elements.compactMap { element in
      element.pageNumber.map { "\($0) \(element.kind.rawValue)" }
    }
    let steps = order.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(
      steps
        == (1...3).flatMap { ["\($0) Header", "\($0) UncategorizedText", "\($0) Footer"] }
    )
  }

  @Test func `the head of a table that goes on is no header`() throws {
    let names = ["Quay", "Mill", "Bridge", "Harbour", "Bakery", "Chapel", "Lock"]
    let document = read(
      (1...3).map { number in
        var page = PageDraft(number)
        page.line("The Harbour Year", 50, 30)
        var y: Float = 60
        for row in -1..<40 {
          let cells =
            row < 0
            ? ["Place", "Visits", "Cost"]
            : [names[(row + number) % 7], "\(number * 100 + row)", "\(row * 3 + number).50"]
          for (column, cell) in cells.enumerated() {
            page.line(cell, 50 + 120 * Float(column), y)
          }
          y += 16
        }
        page.line("Page \(number) of 3", 270, 770)
        return page
      }
    )
    #expect(texts(document, .header) == Array(repeating: "The Harbour Year", count: 3))
    #expect(document.elements.count { $0.kind == .table } == 1)
    let table = try #require(document.elements.first { $0.kind == .table })
    #expect(table.text.hasPrefix("Place Visits Cost Mill 100 1.50"))
    #expect(table.text.split(separator: " ").count { $0 == "Visits" } == 1)
    #expect(document.ledger.isClosed)
  }

  @Test func `a header that counts the pages is no head of the list below it`() {
    let document = Self.pages(5) { page, number in
      page.line("Harbour bells", 50, 40, size: 14)
      page.line("4.2", 300, 40, size: 14)
      page.line("page \(number + 6)", 500, 40, size: 14)
      for item in 0..<2 {
        page.line("\u{2022}", 250, 62 + 14 * Float(item))
        page.line("A bell of the year \(number * 100 + item)", 290, 62 + 14 * Float(item))
      }
    }
    #expect(texts(document, .header) == (1...5).map { "Harbour bells 4.2 page \($0 + 6)" })
    #expect(texts(document, .listItem).count == 10)
  }

  @Test func `sections of several pages may be counted in a footer`() {
    let document = Self.pages(6) { page, number in
      page.line("Bells of the harbour \(7 + number / 2)", 50, 770)
    }
    #expect(texts(document, .footer) == (1...6).map { "Bells of the harbour \(7 + $0 / 2)" })
  }

  @Test func `sums at the foot of pages stay`() {
    let document = Self.pages(6) { page, number in
      page.line("Sum \(number * number * 31)", 50, 770)
    }
    #expect(texts(document, .footer).isEmpty)
  }

  @Test func `left and right pages have their own`() {
    let document = Self.pages(6) { page, number in
      if number % 2 == 0 {
        page.line("\(number)", 50, 40)
        page.line("The Harbour Year", 470, 40)
      } else {
        page.line("Ropes and Canvas", 50, 40)
        page.line("\(number)", 540, 40)
      }
    }
    #expect(texts(document, .header).count == 6)
    #expect(texts(document, .title).isEmpty)
  }

  @Test func `the title of a chapter may be there once if its number counts on`() {
    let titles = ["Harbours", "Lamps", "Bells", "Ropes"]
    let document = Self.pages(4) { page, number in
      page.line(titles[number - 1], 50, 40)
      page.line("\(number + 20)", 540, 40)
    }
    #expect(texts(document, .header).count == 4)
  }

  @Test func `a number alone at the foot is a page number`() {
    let document = Self.pages(3) { page, number in page.line("\(number)", 295, 780) }
    #expect(texts(document, .pageNumber) == ["1", "2", "3"])
  }

  @Test func `a title of the outline is a heading where its part begins`() {
    let pages = (1...4).map { number in
      var page = PageDraft(number)
      page.line(number < 3 ? "Harbour lights" : "Harbour bells", 50, 40, font: .bold)
      page.prose(300, seed: number, 50, 100)
      return page
    }
    let outline = [(1, "4-1 Harbour lights"), (3, "4-2 Harbour bells")].map {
      DocumentFacts.OutlineEntry(title: $0.1, depth: 0, page: $0.0)
    }
    let document = read(pages, outline: outline)
    #expect(texts(document, .title) == ["Harbour lights", "Harbour bells"])
    #expect(texts(document, .header) == ["Harbour lights", "Harbour bells"])
  }

  @Test func `a running title stays one where the heading stands in the text as well`() {
    let pages = (1...4).map { number in
      var page = PageDraft(number)
      page.line("Harbour lights", 50, 40, font: .bold)
      if number == 2 { page.line("Harbour lights", 50, 90, size: 14, font: .bold) }
      page.prose(300, seed: number, 50, 120)
      return page
    }
    let outline = [DocumentFacts.OutlineEntry(title: "Harbour lights", depth: 0, page: 2)]
    let document = read(pages, outline: outline)
    #expect(texts(document, .title) == ["Harbour lights"])
    #expect(texts(document, .header).count == 4)
  }

  @Test func `rows of a table that begin alike stay`() {
    let document = Self.pages(1) { page, _ in page.line("Once only", 50, 40) }
    #expect(texts(document, .header).isEmpty)
  }
}

@Suite struct `Notes at the foot` {
  @Test func `a note does not cut the paragraph above it`() {
    var first = PageDraft(1)
    first.prose(200, 50, 100)
    first.lines(
      [
        "These lines are full to the end of the column and the sentence does not stop a",
        "bit earlier than the page does because there is a note below that would be in",
      ],
      50,
      660
    )
    first.lines(["1A note in small type that tells where this was taken from."], 50, 720, size: 8)
    var second = PageDraft(2)
    second.lines(["the way otherwise."], 50, 100)
    second.prose(100, seed: 2, 50, 130)
    let document = read([first, second])
    let note = document.elements.first { $0.role == "footnote" }
    #expect(note?.text == "1 A note in small type that tells where this was taken from.")
    #expect(document.elements.contains { $0.text.hasSuffix("would be in the way otherwise.") })
  }
}
