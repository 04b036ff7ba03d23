import Documents
import PDFLayout
import Testing

@Suite struct `Items of lists` {
  private static func items(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .listItem }.map { "\($0.categoryDepth ?? -1) \($0.text)" }
  }

  @Test(arguments: ["•", "▪", "◦", "–", "\u{F0B7}", "✓"])
  func `signs are taken off`(sign: String) {
    let document = read { page in
      for (index, text) in ["rope and canvas", "two lanterns", "chalk"].enumerated() {
        page.line(sign, 60, 100 + Float(index) * 12)
        page.line(text, 75, 100 + Float(index) * 12)
      }
    }
    #expect(Self.items(document) == ["0 rope and canvas", "0 two lanterns", "0 chalk"])
    #expect(document.ledger.drops[.bullet] == 3)
    #expect(document.ledger.isClosed)
  }

  @Test(arguments: [["1.", "2.", "3."], ["a)", "b)", "c)"], ["(i)", "(ii)", "(iii)"]])
  func `numbers stay`(labels: [String]) {
    let document = read { page in
      for (index, label) in labels.enumerated() {
        page.line(label, 60, 100 + Float(index) * 12)
        page.line("a part of the whole", 92, 100 + Float(index) * 12)
      }
    }
    #expect(Self.items(document) == labels.map { "0 \($0) a part of the whole" })
  }

  @Test func `lines under the text of an item are of the item however short they are`() {
    let document = read { page in
      page.prose(60, 50, 60)
      for (row, lines) in [
        ["the first one ends here.", "Then it goes on."], ["the second is short", "(see page 12)"],
        ["the third"],
      ].enumerated() {
        let y = 150 + 24 * Float(row)
        page.line("•", 50, y)
        page.lines(lines, 62, y)
      }
    }
    #expect(
      texts(document, .listItem) == [
        "the first one ends here. Then it goes on.", "the second is short (see page 12)",
        "the third",
      ]
    )
  }

  @Test func `an indent is a level`() {
    let document = read { page in
      for (index, (x, text)) in [(60, "outer"), (80, "inner"), (80, "second"), (60, "last")]
        .enumerated()
      {
        page.line("•", Float(x), 100 + Float(index) * 12)
        page.line(text, Float(x) + 12, 100 + Float(index) * 12)
      }
    }
    #expect(Self.items(document) == ["0 outer", "1 inner", "1 second", "0 last"])
  }

  @Test func `a label may be set higher or lower than its line`() {
    let document = read { page in
      for index in 0..<3 {
        let y = 100 + Float(index) * 26
        page.line("\(index + 1).", 60, y + 3.2)
        page.lines(["a long item that has more than one line", "and goes on here"], 85, y)
      }
    }
    #expect(
      Self.items(document)
        == (1...3).map { "0 \($0). a long item that has more than one line and goes on here" }
    )
  }

  @Test func `a drawn dot is a sign`() {
    let document = read { page in
      for index in 0..<3 {
        let y = 100 + Float(index) * 14
        page.line("item number \(index)", 75, y)
        page.content.rules.append(
          Rule(
            box: Box(left: 62, top: y - 4.5, right: 65, bottom: y - 1.5),
            penWidth: 0,
            color: 0,
            isFill: true,
            isDot: true
          )
        )
      }
    }
    #expect(Self.items(document) == ["0 item number 0", "0 item number 1", "0 item number 2"])
    #expect(document.ledger.isClosed)
  }

  @Test func `one number alone is no list`() {
    let document = read { page in
      page.prose(40, 50, 60)
      page.line("12. May was a fine day.", 50, 140)
    }
    #expect(Self.items(document).isEmpty)
  }
}
