import Documents
import PlainText
import Testing

@Suite("Elements of plain text")
struct PlainTextTests {
  /// One element in short: kind, depth where there is one, and text.
  static func outline(_ text: String) -> [String] {
    plainTextElements(text).map { element in
      let depth = element.categoryDepth.map { " \($0)" } ?? ""
      return "\(element.kind.rawValue)\(depth): \(element.text)"
    }
  }

  static let prose = "Here is a sentence that goes on for a while and then ends."

  @Test("Nothing comes of nothing", arguments: ["", " ", "\n", "\r\n\t\n", "-----\n", "\u{3000}"])
  func empty(text: String) {
    #expect(plainTextElements(text).isEmpty)
  }

  @Test(
    "Paragraphs are joined over line ends of every kind",
    arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", " \t\n  "]
  )
  func lineEnds(end: String) {
    let text = "The first line" + end + "and the well-" + end + "known second."
    #expect(
      Self.outline(text) == ["NarrativeText: The first line and the well- known second."]
    )
  }

  @Test(
    "Titles",
    arguments: [
      ("Top\n===\n\nSub\n---\n\nNext\n===\n", ["Title 0: Top", "Title 1: Sub", "Title 0: Next"]),
      ("Sub\n---\nTop\n===\n", ["Title 0: Sub", "Title 1: Top"]),
      ("=====\n Top\n=====\n\nSub\n===\n", ["Title 0: Top", "Title 1: Sub"]),
      (
        "SAFETY FIRST\n\n\(prose)\n\nÜBER UNS\n\n\(prose)",
        [
          "Title 0: SAFETY FIRST", "NarrativeText: \(prose)", "Title 0: ÜBER UNS",
          "NarrativeText: \(prose)",
        ]
      ),
      (
        "1. Scope\n\n\(prose)\n\n1.1 Where\n\n\(prose)\n\n2. Rules\n\n\(prose)",
        [
          "Title 0: 1. Scope", "NarrativeText: \(prose)", "Title 1: 1.1 Where",
          "NarrativeText: \(prose)", "Title 0: 2. Rules", "NarrativeText: \(prose)",
        ]
      ),
      ("About the hut\n\n\(prose)", ["Title 0: About the hut", "NarrativeText: \(prose)"]),
      ("目次について\n\n本日は晴天なり。", ["Title 0: 目次について", "NarrativeText: 本日は晴天なり。"]),
      (
        "Groceries\n- milk\n- eggs", ["Title 0: Groceries", "ListItem 0: milk", "ListItem 0: eggs"]
      ),
    ]
  )
  func titles(text: String, outline: [String]) {
    #expect(Self.outline(text) == outline)
  }

  @Test(
    "Lines that only look like titles",
    arguments: [
      (
        "1. Milk\n\n2. Eggs\n\n3. Salt\n\n\(prose)",
        [
          "ListItem 0: 1. Milk", "ListItem 0: 2. Eggs",
          "ListItem 0: 3. Salt", "NarrativeText: \(prose)",
        ]
      ),
      ("He left.\n\n\(prose)", ["UncategorizedText: He left.", "NarrativeText: \(prose)"]),
      ("and then\n\n\(prose)", ["UncategorizedText: and then", "NarrativeText: \(prose)"]),
      ("The end of it", ["UncategorizedText: The end of it"]),
      ("THE END", ["UncategorizedText: THE END"]),
      ("A\n- b\n---\nc", ["Title 0: A", "ListItem 0: b", "UncategorizedText: c"]),
    ]
  )
  func noTitles(text: String, outline: [String]) {
    #expect(Self.outline(text) == outline)
  }

  @Test(
    "Lists",
    arguments: [
      ("- one\n  more\n- two", ["ListItem 0: one more", "ListItem 0: two"]),
      (
        "* a\n  - b\n    • c\n* d",
        [
          "ListItem 0: a", "ListItem 1: b", "ListItem 2: c",
          "ListItem 0: d",
        ]
      ),
      (" 9. nine\n10. ten", ["ListItem 0: 9. nine", "ListItem 0: 10. ten"]),
      ("(a) first\n(b) second", ["ListItem 0: (a) first", "ListItem 0: (b) second"]),
      (
        "3.1 Go by rail.\n    (a) Or bus.",
        ["ListItem 0: 3.1 Go by rail.", "ListItem 1: (a) Or bus."]
      ),
      ("Bring this:\n- rope", ["UncategorizedText: Bring this:", "ListItem 0: rope"]),
      ("[!] Broken\n[+] New", ["ListItem 0: [!] Broken", "ListItem 0: [+] New"]),
      ("  o one\n  o two", ["ListItem 0: one", "ListItem 0: two"]),
      (
        "It was in the year\n1812. Then he went home with all of us.",
        ["NarrativeText: It was in the year 1812. Then he went home with all of us."]
      ),
      (
        "It was a long road\n- or so they said at the time\nand very cold.",
        ["NarrativeText: It was a long road - or so they said at the time and very cold."]
      ),
    ]
  )
  func lists(text: String, outline: [String]) {
    #expect(Self.outline(text) == outline)
  }

  @Test("Boxes of task lists")
  func boxes() {
    let elements = plainTextElements("- [x] done\n- [ ] open\n- plain")
    #expect(elements.map(\.checked) == [true, false, nil])
    #expect(elements.map(\.text) == ["done", "open", "plain"])
  }

  @Test("Code is kept as it is, over blank lines too")
  func code() {
    let text = "Run this:\n\n    for x in y {\n      go(x);\n    }\n\n    done();\n\n\(Self.prose)"
    #expect(
      Self.outline(text) == [
        "UncategorizedText: Run this:",
        "CodeSnippet: for x in y {\n  go(x);\n}\n\ndone();", "NarrativeText: \(Self.prose)",
      ]
    )
  }

  @Test("An indented paragraph is no code")
  func indentedProse() {
    #expect(Self.outline("    \(Self.prose)\n    \(Self.prose)").first?.hasPrefix("Narr") == true)
  }

  @Test("Lines in columns are a table")
  func table() {
    let elements = plainTextElements("  A&B   1.0 V, 2 Ah\n  C    10.0 V,  3 Ah\n")
    #expect(elements.map(\.kind) == [.table])
    #expect(elements.first?.text == "A&B 1.0 V, 2 Ah\nC 10.0 V,  3 Ah")
    #expect(
      elements.first?.textAsHTML
        == "<table><tr><td>A&amp;B</td><td>1.0 V, 2 Ah</td></tr>"
        + "<tr><td>C</td><td>10.0 V,  3 Ah</td></tr></table>"
    )
  }

  @Test("Addresses of electronic mail", arguments: ["a.b@example.org", "ü@münchen.example"])
  func email(address: String) {
    #expect(Self.outline(address) == ["EmailAddress: \(address)"])
  }

  @Test("Ranges count Unicode scalars of the text")
  func ranges() {
    let elements = plainTextElements("Überß\n=====\r\n\r\n  * 😀 item\n")
    #expect(elements.map(\.sourceRange) == [0..<5, 17..<25])
  }

  @Test("Lines of scripts without spaces are joined without one")
  func unspaced() {
    #expect(Self.outline("春眠不觉晓，\n处处闻啼鸟。") == ["NarrativeText: 春眠不觉晓，处处闻啼鸟。"])
    #expect(Self.outline("日本 and\n日本語の文").first?.hasSuffix("and 日本語の文") == true)
  }

  @Test("Lines that are not filled end paragraphs in long filled blocks")
  func filled() {
    let line = "This line is filled up to the width of the page, as others are too."
    let block = Array(repeating: line, count: 6) + ["It ends here."]
    let text = (block + block).joined(separator: "\n")
    let paragraph = "NarrativeText: " + block.joined(separator: " ")
    #expect(Self.outline(text) == [paragraph, paragraph])
  }

  @Test("Lines longer than any page are paragraphs")
  func unwrapped() {
    let long = String(repeating: "many words and more of them ", count: 12) + "end."
    #expect(Self.outline("\(long)\nA short one of them.\n\(long)").count == 3)
  }

  @Test("Pages' heads and feet are told from the text")
  func pages() {
    let text =
      "\(Self.prose)\n\nDoe          Informational          [Page 12]\n\u{C}\n"
      + "RFC 1          Nothing          May 2020\n\n\(Self.prose)"
    #expect(
      plainTextElements(text).map(\.kind) == [.narrativeText, .footer, .header, .narrativeText]
    )
  }

  @Test("Centred lines are no code")
  func centered() {
    let text =
      "            A Long Name of It\n               Version 2\n          https://example.org/x"
    #expect(!plainTextElements(text).contains { $0.kind == .codeSnippet })
  }
}
