import Documents
import PDFLayout
import Testing

/// Breaks a text into lines of at most so many letters, the first few of which are shorter.
private func broken(_ text: String, _ letters: Int, first: Int = 0, by room: Int = 0) -> [String] {
  var lines = [""]
  for word in text.split(separator: " ") {
    let limit = lines.count <= first ? letters - room : letters
    if let last = lines.last, !last.isEmpty, last.count + 1 + word.count > limit {
      lines.append("")
    }
    lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? String(word) : " \(word)"
  }
  return lines
}

@Suite struct `Columns with hanging items` {
  @Test(arguments: ["[1]|[2]", "•|•", "1.|2."])
  func `a short column of items is read for itself`(labels: String) {
    let document = read { page in
      page.prose(90, 50, 100, letters: 44)
      var y: Float = 100
      for (seed, label) in labels.split(separator: "|").enumerated() {
        page.line(String(label), 310, y)
        y = page.prose(16, seed: seed + 1, 335, y, letters: 40)
      }
    }
    let found = texts(document)
    #expect(found.count == 3)
    #expect(found.first == PageDraft.prose(90))
    #expect(found.last?.hasSuffix(PageDraft.prose(16, seed: 2)) == true)
    #expect(texts(document, .table).isEmpty)
  }
}

@Suite struct `Large initials` {
  @Test(arguments: [1, 2])
  func `the letter is part of the first word`(columns: Int) {
    let text = PageDraft.prose(80)
    let document = read { page in
      page.line("T", 50, 124, size: 36)
      let lines = broken(String(text.dropFirst()), 52, first: 3, by: 4)
      for (index, line) in lines.enumerated() {
        page.line(line, index < 3 ? 70 : 50, 100 + Float(index) * 12)
      }
      if columns == 2 { page.prose(90, seed: 1, 340, 100, letters: 46) }
    }
    #expect(texts(document).first == text)
    #expect(document.ledger.isClosed)
  }
}

@Suite struct `Numbers of lines` {
  @Test func `numbers in the margin are dropped`() {
    let document = read { page in
      let end = page.prose(120, 80, 100, letters: 70)
      for number in 0..<Int((end - 100) / 12) {
        page.line("\(number + 1)", number < 9 ? 45 : 40, 100 + Float(number) * 12)
      }
    }
    #expect(texts(document) == [PageDraft.prose(120)])
    #expect((document.ledger.drops[.lineNumber] ?? 0) >= 10)
    #expect(document.ledger.isClosed)
  }

  @Test func `the numbers of a table's rows stay`() {
    let document = read { page in
      page.prose(60, 50, 60)
      for (row, name) in ["lamp", "rope", "bell", "sail", "mast", "keel"].enumerated() {
        let y = 160 + Float(row) * 12
        page.line("\(row + 1)", 50, y)
        page.line("\(name) of wood or iron", 80, y)
        page.line("\(row * 7 + 3)", 400, y)
      }
    }
    #expect(document.ledger.drops[.lineNumber] == nil)
  }
}

@Suite struct `Spaced letters` {
  private static func spaced(_ text: String, gap: Float) -> ParsedDocument {
    read { page in
      var x: Float = 50
      for letter in text {
        if letter != " " { page.line(String(letter), x, 100) }
        x += letter == " " ? gap : 5 + gap
      }
      page.prose(60, 50, 140)
    }
  }

  @Test(arguments: [Float(3), 7, 11])
  func `letters with wide gaps are words`(gap: Float) {
    #expect(texts(Self.spaced("HIGH TIDE", gap: gap)).first == "HIGH TIDE")
  }

  @Test func `an index of letters stays`() {
    #expect(texts(Self.spaced("ABCDEF", gap: 7)).first == "A B C D E F")
  }
}

@Suite struct `Text behind the page` {
  private static func page(_ number: Int, size: Float) -> PageDraft {
    var page = PageDraft(number)
    page.prose(150, seed: number, 50, 300)
    let first = page.content.glyphs.count
    page.line("DRAFT", 200, 480, size: size)
    for (place, index) in page.content.glyphs.indices[first...].enumerated() {
      page.content.glyphs[index].y -= Float(place) * 14
      page.content.glyphs[index].advanceY = -14
    }
    return page
  }

  @Test(arguments: [1, 3])
  func `a large slanted word is furniture`(pages: Int) {
    let document = read((1...pages).map { Self.page($0, size: 60) })
    let marks = document.elements.filter { $0.role == "watermark" }
    #expect(marks.map(\.text) == [String](repeating: "DRAFT", count: pages))
    #expect(marks.allSatisfy { $0.kind == .header })
    #expect(document.elements.count == 2 * pages)
    #expect(document.ledger.isClosed)
  }

  @Test func `a pale word that lies under lines`() {
    let document = read { page in
      page.line("SAMPLE", 120, 330, size: 80, color: 0xDDDDDD)
      page.prose(150, 50, 280)
    }
    #expect(texts(document, .header) == ["SAMPLE"])
    #expect(texts(document).contains(PageDraft.prose(150)))
  }
}

@Suite struct `Lines that hang` {
  @Test func `speeches under their speakers' names`() {
    let speeches = (0..<3).map { "MR ROE: " + PageDraft.prose(40, seed: $0) }
    let document = read { page in
      var y: Float = 100
      for speech in speeches {
        for (index, line) in broken(speech, 68, first: 1, by: -12).enumerated() {
          // Later lines begin farther in, and are shorter for it.
          page.line(line, index == 0 ? 50 : 110, y)
          y += 12
        }
        y += 8
      }
    }
    #expect(texts(document) == speeches)
  }
}

@Suite struct `What readers add` {
  @Test func `a note stands where it is on the page`() {
    var page = PageDraft()
    page.prose(60, 50, 100)
    page.prose(60, seed: 1, 50, 300)
    page.content.notes = [
      PageNote(box: Box(left: 60, top: 200, right: 80, bottom: 220), text: "is this\r\nright?")
    ]
    let document = read([page])
    #expect(
      texts(document) == [PageDraft.prose(60), "is this right?", PageDraft.prose(60, seed: 1)]
    )
    #expect(document.elements[1].role == "comment")
    #expect(document.ledger.isClosed)
  }

  @Test(arguments: [true, false])
  func `a box says whether it is ticked`(isOn: Bool) {
    var page = PageDraft()
    page.line("4", 51, 100)
    page.line("I agree to it", 62, 100)
    page.content.buttons = [
      PageButton(box: Box(left: 50, top: 92, right: 60, bottom: 102), isOn: isOn)
    ]
    #expect(texts(read([page])) == [isOn ? "[x] I agree to it" : "[ ] I agree to it"])
  }
}
