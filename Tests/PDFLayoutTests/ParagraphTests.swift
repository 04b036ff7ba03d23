import Documents
import PDFLayout
import Testing

@Suite struct `Lines become paragraphs` {
  @Test func `a gap parts paragraphs`() {
    let document = read { page in
      let y = page.prose(60, 50, 100)
      page.prose(50, seed: 1, 50, y + 8)
    }
    #expect(texts(document) == [PageDraft.prose(60), PageDraft.prose(50, seed: 1)])
  }

  @Test func `an indented first line begins a paragraph as in a book`() {
    let document = read { page in
      var y: Float = 100
      for seed in 0..<4 { y = page.prose(70, seed: seed, 50, y, indent: 15) }
    }
    #expect(texts(document) == (0..<4).map { PageDraft.prose(70, seed: $0) })
  }

  @Test func `a paragraph goes on on the next page`() {
    var first = PageDraft(1)
    first.lines(
      [
        "The first of these lines is as long as it can be and so is the one right below",
        "it since the column ends there and not at all because a thought would end here",
      ],
      50,
      700
    )
    var second = PageDraft(2)
    second.lines(["while this is the rest of it."], 50, 60)
    let document = read([first, second])
    #expect(document.elements.count == 1)
    #expect(document.elements[0].places.map(\.page) == [1, 2])
  }

  @Test(arguments: [
    (["a word bro-", "ken at the end"], "a word broken at the end"),
    (["the well-known sign and a well-", "known one"], "the well-known sign and a well-known one"),
    (["from Baden-", "Baden by train"], "from Baden-Baden by train"),
    (["soft hy\u{AD}", "phens go away"], "soft hyphens go away"),
    (["so it is on pages 12-", "14 of the book"], "so it is on pages 12-14 of the book"),
    (
      ["a short life, or short-", "and long-lived ones"],
      "a short life, or short- and long-lived ones"
    ),
    (["by COVID-", "19 alone"], "by COVID-19 alone"),
    (
      ["a cherry-", "picker and a picker of cherry trees"],
      "a cherry-picker and a picker of cherry trees"
    ),
    (["the eighteenth-cen-", "tury house"], "the eighteenth-century house"),
    (
      ["a bookshop near the book-", "shop, a book and a shop"],
      "a bookshop near the bookshop, a book and a shop"
    ),
  ])
  func `hyphens at ends of lines`(lines: [String], expected: String) {
    let document = read { $0.lines(lines, 50, 100) }
    #expect(texts(document).joined(separator: " ") == expected)
  }

  @Test func `where lines hardly ever end within words their hyphens stay`() {
    let document = read { page in
      var y: Float = 40
      for seed in 0..<4 { y = page.prose(260, seed: seed, 50, y) }
      page.lines(["with a fork-", "lift"], 50, y + 20)
    }
    #expect(document.elements.last?.text == "with a fork-lift")
  }

  @Test(arguments: [
    ("morning", "12", " of rain", "morning 12 of rain"),
    ("morning.", "3", " But", "morning. 3 But"),
    ("morning", "3,4", " of", "morning 3,4 of"), ("3 km", "2", " of land", "3 km2 of land"),
    ("2,500", "1", " of them", "2,500 1 of them"),
  ])
  func `raised numbers are no part of the word before them`(
    before: String,
    mark: String,
    after: String,
    expected: String
  ) {
    let document = read { page in
      let x = 50 + 5 * Float(before.utf8.count)
      page.line(before, 50, 100)
      page.line(mark, x, 96.5, size: 6)
      page.line(after, x + 3 * Float(mark.utf8.count), 100)
    }
    #expect(texts(document) == [expected])
  }

  @Test func `bold and italic words are told of`() {
    let document = read { page in
      page.line("This is ", 50, 100)
      page.line("heavy", 90, 100, font: .bold)
      page.line(" and ", 115, 100)
      page.line("slanted", 140, 100, font: .italic)
      page.line(" type, as one can well see here.", 175, 100)
    }
    #expect(
      document.elements[0].text == "This is heavy and slanted type, as one can well see here."
    )
    #expect(
      document.elements[0].emphasis == [
        .init(text: "heavy", tag: "b"), .init(text: "slanted", tag: "i"),
      ]
    )
  }

  @Test func `a link knows where its text begins`() {
    let document = read { page in
      page.line("See the manual for more of this.", 50, 100)
      page.content.links.append(
        PageLink(
          box: Box(left: 89, top: 90, right: 121, bottom: 103),
          target: "https://example.org/"
        )
      )
    }
    #expect(
      document.elements[0].links == [.init(text: "manual", url: "https://example.org/", start: 8)]
    )
  }
}

@Suite struct `Columns are read one after the other` {
  /// Two or three columns of prose whose lines do not fill the page.
  @Test(arguments: [2, 3])
  func `columns side by side`(count: Int) {
    let document = read { page in
      page.line("A Heading over All", 50, 60, size: 18, font: .bold)
      let letters = count == 2 ? 46 : 29
      for column in 0..<count {
        let x = 50 + Float(column) * (count == 2 ? 260 : 172)
        page.prose(150, seed: column, x, 100, letters: letters)
      }
    }
    #expect(texts(document, .title) == ["A Heading over All"])
    let prose = texts(document).dropFirst().joined(separator: " ")
    let expected = (0..<count).map { PageDraft.prose(150, seed: $0) }.joined(separator: " ")
    #expect(prose == expected)
  }

  @Test func `columns whose lines lie on other baselines`() {
    let document = read { page in
      page.prose(125, 50, 100, letters: 46)
      page.prose(120, seed: 1, 310, 104, letters: 46)
    }
    #expect(texts(document) == [PageDraft.prose(125), PageDraft.prose(120, seed: 1)])
  }
}
