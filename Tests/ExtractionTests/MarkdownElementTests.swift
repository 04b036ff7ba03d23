import Documents
import Extraction
import Testing

@Suite struct `Elements of Markdown` {
  @Test(arguments: [
    ("", []),
    ("# A\n\n###### B", ["Title0: A", "Title5: B"]),
    (
      "This is a sentence.\n\nshort\n\n1 2 3",
      ["Prose: This is a sentence.", "Text: short", "Text: 1 2 3"]
    ),
    (
      "- a\n  - b\n    c\n- d\n\n  e\n\n  - f\n\n  g",
      ["Item0: a", "Item1: b c", "Item0: d\ne", "Item1: f", "Text: g"]
    ),
    ("3. a\n4. b", ["Item0: a", "Item0: b"]),
    ("- a\n\n  ```sh\n  ls\n  ```\n  b", ["Item0: a", "CodeSnippet: ls", "Text: b"]),
    ("> # A\n> b\n>\n> - c", ["Title0: A", "Text: b", "Item0: c"]),
    ("```\n a\n\n  b\n```", ["CodeSnippet:  a\n\n  b"]),
    ("a\n\n---\n\nb", ["Text: a", "Text: b"]),
    ("|a|b|\n|-|-|\n|1||", ["Table: a b\n1"]),
    ("![a b](c)\n\n[![d](e)](f) ![g](h)\n\nx ![i](j)", ["Image: a b", "Image: d g", "Text: x i"]),
    ("<p>a &amp; <b>b</b></p>\n\n<h2 align=x>c</h2>\n", ["Text: a & b", "Title1: c"]),
    ("<script>\nx()\n</script>\n\n<!-- y -->\n\n<td>1</td><td>2</td>", ["Text: 1 2"]),
    ("---\na: 1\n---\n# T", ["DocumentData: a: 1", "Title0: T"]),
    ("+++\na = 1\n+++\nx", ["DocumentData: a = 1", "Text: x"]),
    ("---\n\na: 1\n\n---\nx", ["Text: a: 1", "Text: x"]),
    ("---\na: 1\n", ["Text: a: 1"]),
    ("x[^n]\n\n[^n]: note\n\nend", ["Text: x[^n]", "Text: [^n]: note", "Text: end"]),
  ])
  func `come in order`(source: String, expected: [String]) {
    #expect(elements(source, .markdown).map(\.outline) == expected)
  }

  @Test func `have their links and emphasis with offsets`() throws {
    let element = try #require(elements("ä [b *c*](d) **e** http://f.g", .markdown).first)
    #expect(element.text == "ä b c e http://f.g")
    #expect(element.links.map(\.text) == ["b c", "http://f.g"])
    #expect(element.links.map(\.url) == ["d", "http://f.g"])
    #expect(element.links.map(\.start) == [2, 8])
    #expect(element.emphasis == [.init(text: "c", tag: "i"), .init(text: "e", tag: "b")])
  }

  @Test func `have offsets in all of a list item and a table`() throws {
    let source = "- ab\n\n  [c](d)\n\n|x|[y](z)|\n|-|-|\n|[1](2)|\n"
    let found = elements(source, .markdown)
    #expect(found.map { $0.links.map(\.start) } == [[3], [2, 4]])
    for element in found {
      for link in element.links {
        let scalars = Array(element.text.unicodeScalars)
        #expect(scalars[link.start] == link.text.unicodeScalars.first)
      }
    }
  }

  @Test func `have a table's cells as HTML`() throws {
    let table = try #require(elements("|a<b|*c*|\n|-|-|\n|&|\n|d|e|", .markdown).first)
    #expect(
      table.textAsHTML
        == "<table><thead><tr><th>a&lt;b</th><th>c</th></tr></thead>"
        + "<tbody><tr><td>&amp;</td><td></td></tr><tr><td>d</td><td>e</td></tr></tbody></table>"
    )
  }

  @Test func `have language and state`() {
    #expect(elements("```swift linenos\nx\n```", .markdown).map(\.codeLanguage) == ["swift"])
    #expect(elements("    x", .markdown).map(\.codeLanguage) == [nil])
    #expect(elements("- [x] a\n- [ ] b\n- c", .markdown).map(\.checked) == [true, false, nil])
  }

  @Test func `have an image's address`() throws {
    let image = try #require(elements("![a](b.png)", .markdown).first)
    #expect(image.links == [.init(text: "a", url: "b.png", start: 0)])
  }

  @Test(arguments: ["\n", "\r\n"])
  func `know their source`(lineEnd: String) {
    let lines = [
      "---", "k: ü", "---", "Ä *title*", "===", "> quoted", "> text", "", "- item", "  more", "",
      "|a|b|", "|-|-|", "|1|2|", "", "~~~", "code", "~~~",
    ]
    let text = lines.joined(separator: lineEnd)
    let found = elements(text, .markdown).map { source(of: $0, in: text) }
    let expected = [
      ["---", "k: ü", "---", ""], ["Ä *title*", "==="], ["quoted", "> text"], ["item", "  more"],
      ["|a|b|", "|-|-|", "|1|2|"], ["~~~", "code", "~~~"],
    ].map { $0.joined(separator: lineEnd) }
    #expect(found == expected)
  }

  @Test func `are those of plain text when the parser has to refuse`() {
    let source = String(repeating: "x <?", count: 100_000)
    #expect(elements(source, .markdown).map(\.text) == [source])
  }

  @Test(arguments: [
    ("- a\n- b", [nil, nil]),
    ("3. a\n3. b\n9. c", ["3.", "4.", "5."]),
    ("0) a\n1) b", ["0)", "1)"]),
    ("1. a\n   1. b\n   2. c\n2. d", ["1.", "1.", "2.", "2."]),
    ("1. a\n\n   b\n\n   ```\n   c\n   ```\n2. d", ["1.", nil, "2."]),
    ("1. # a\n2. ```\n   b\n   ```", ["1.", "2."]),
    ("1. [x] a\n2. [ ] b", ["1.", "2."]),
    ("(a) one\n\n1.2 two", [nil, nil]),
  ])
  func `Items of ordered lists are labelled`(source: String, labels: [String?]) throws {
    let found = try extract(Array(source.utf8), as: .markdown)
    #expect(found.elements.map(\.label) == labels)
    #expect(found.ledger.isClosed)
  }
}
