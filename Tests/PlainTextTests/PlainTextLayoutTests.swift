import Documents
import PlainText
import Scratch
import Testing

@Suite struct `The layout of plain text` {
  private func outline(_ text: String) -> [String] { PlainTextTests.outline(text) }

  private static let cells =
    "<thead><tr><th>Item</th><th>Qty</th></tr></thead><tbody><tr><td>Bolt</td><td>12</td></tr>"
    + "<tr><td>Nut x</td><td>400</td></tr></tbody>"

  @Test(arguments: [
    "+-------+-----+\n| Item  | Qty |\n+=======+=====+\n| Bolt  | 12  |\n| Nut x | 400 |\n+-------+-----+",
    "+-------+-----+\n| Item  | Qty |\n+=======+=====+\n| Bolt  | 12  |\n+-------+-----+\n| Nut   | 400 |\n| x     |     |\n+-------+-----+",
    "| Item | Qty |\n|:-----|----:|\n| Bolt | 12 |\n| Nut x | 400 |",
    "┌───────┬─────┐\n│ Item  │ Qty │\n├───────┼─────┤\n│ Bolt  │ 12  │\n│ Nut x │ 400 │\n└───────┴─────┘",
    "Item     Qty\n-------  ---\nBolt      12\nNut x    400",
    "=======  ===\nItem     Qty\n=======  ===\nBolt      12\nNut x    400\n=======  ===",
    " Item  | Qty\n-------+-----\n Bolt  |  12\n Nut x | 400",
  ])
  func `with drawn tables has their rows`(source: String) {
    let reading = readPlainText("Before it.\n\n\(source)\n\nBehind it.")
    #expect(reading.elements.map(\.kind) == [.uncategorizedText, .table, .uncategorizedText])
    #expect(reading.elements[1].text == "Item Qty\nBolt 12\nNut x 400")
    #expect(reading.elements[1].textAsHTML == "<table>\(Self.cells)</table>")
    #expect(
      reading.markup
        == CharacterLedger.count(source) - CharacterLedger.count(reading.elements[1].text)
    )
  }

  @Test(arguments: [
    "+--------+\n| a box  |\n+--------+", "Words that run\n---- ----- over\nthe columns",
    "- - -\na - b", "Left and right of it\n--- ---\nis prose that runs over the columns",
  ])
  func `that only looks drawn is no table`(source: String) {
    #expect(!plainTextElements(source).contains { $0.kind == .table })
  }

  @Test(arguments: [
    "+--+--+\n", "| a | b | c |\n| a | b |\n", "Name:    value\n", "a\n+--+\n", "== ==\n",
  ])
  func `that is nearly a table takes time in proportion to its size`(line: String) {
    let source = String(repeating: line, count: 50_000) + "x\n"
    var elements: [Element] = []
    let time = ownSeconds { elements = plainTextElements(source) }
    #expect(time < 4)
    #expect(!elements.isEmpty)
  }

  @Test func `has no deeper lists than elements can tell`() {
    var source = ""
    for indent in 0..<1_500 { source += String(repeating: " ", count: indent) + "- x\n" }
    let depths = plainTextElements(source).compactMap(\.categoryDepth)
    #expect(depths.count == 1_500)
    #expect(depths.max() == Element.depths.upperBound)
  }

  @Test func `ends pages at form feeds`() {
    let elements = plainTextElements(
      "REPORT\n\nIt goes on to the\n\u{C}end of it here.\n\nShort line\n\u{C}Another paragraph stands here.\u{C}\u{C}Last."
    )
    #expect(
      elements.map(\.text) == [
        "REPORT", "It goes on to the end of it here.", "Short line",
        "Another paragraph stands here.",
        "Last.",
      ]
    )
    #expect(elements.map(\.pageNumber) == [1, 1, 2, 3, 5])
    #expect(elements.map(\.kind)[2] == .uncategorizedText)
    #expect(plainTextElements("No page.").first?.pageNumber == nil)
  }

  private static let wide =
    "This sentence is wider than any page of paper is, so that an editor has folded it for the reader."

  @Test(arguments: [
    ("\(wide)\n\(wide)", 2), ("\(wide) And\nit goes on.", 1), ("One is.\nTwo is.", 1),
  ])
  func `has a paragraph on each wide line that is whole`(source: String, count: Int) {
    #expect(plainTextElements(source).count == count)
  }

  @Test(arguments: [
    (
      "[10:01] Ann: hi\n[10:02] Ben: how are\n  you?",
      ["UncategorizedText: [10:01] Ann: hi", "NarrativeText: [10:02] Ben: how are\n  you?"]
    ),
    (
      "2026-11-21 10:00:00,123 ERROR x\n\tat y\n2026-11-21T10:00:01Z INFO z",
      [
        "UncategorizedText: 2026-11-21 10:00:00,123 ERROR x\n\tat y",
        "UncategorizedText: 2026-11-21T10:00:01Z INFO z",
      ]
    ),
    (
      "1\n00:00:01,000 --> 00:00:02,000\nHello\nthere.",
      ["UncategorizedText: 1\n00:00:01,000 --> 00:00:02,000\nHello\nthere."]
    ),
    (
      "Date: today\nPresent: Ann,\nBen and all\nPlace: here",
      [
        "UncategorizedText: Date: today", "UncategorizedText: Present: Ann,\nBen and all",
        "UncategorizedText: Place: here",
      ]
    ),
    (
      "John Smith\n12 High Street\nLondon",
      ["UncategorizedText: John Smith\n12 High Street\nLondon"]
    ),
    ("1. Minutes\nThey were read.", ["ListItem 0: 1. Minutes\nThey were read."]),
    (
      "   The first one is\nhere. It ends.\n   The second one is\nhere.",
      ["NarrativeText: The first one is here. It ends.", "NarrativeText: The second one is here."]
    ),
    (
      "At 10:30 we\nmet and at 11:00\nwe left it all.",
      ["NarrativeText: At 10:30 we met and at 11:00 we left it all."]
    ),
  ])
  func `keeps lines that were meant`(source: String, expected: [String]) {
    #expect(outline(source) == expected)
  }

  @Test func `marks quoted lines by how often they are quoted`() {
    let reading = readPlainText("> You wrote:\n> > a\n> > b\n> c\nMine.\n\n>>> print(1)")
    #expect(reading.elements.map(\.text) == ["You wrote:", "a\nb", "c", "Mine.", ">>> print(1)"])
    #expect(reading.elements.map(\.role) == ["quote", "quote", "quote", nil, nil])
    #expect(reading.markup == 6)
  }

  @Test func `takes indented calls and keywords for code`() {
    #expect(
      outline(
        "Run this:\n\n    def f(x):\n        return x + 1\n\n    print(f(2))\n\nThen see it."
      )[1]
        == "CodeSnippet: def f(x):\n    return x + 1\n\nprint(f(2))"
    )
  }

  @Test(arguments: [
    ("A para-\ngraph. The paragraph ends.", "A paragraph. The paragraph ends.", 1),
    ("A self-\nmade man is self-made.", "A self-made man is self-made.", 0),
    ("A tree-\nhouse: a house in a tree.", "A tree-house: a house in a tree.", 0),
    ("A para-\ngraph ends.", "A para- graph ends.", 0),
    ("The Anglo-\nSaxon and AngloSaxon.", "The Anglo- Saxon and AngloSaxon.", 0),
    ("Über-\n  mut ist Übermut.", "Übermut ist Übermut.", 1),
  ])
  func `joins a divided word that stands elsewhere`(source: String, expected: String, hyphens: Int)
  {
    let reading = readPlainText(source)
    #expect(reading.elements.map(\.text) == [expected])
    #expect(reading.hyphens == hyphens)
  }
}
