import CommonMark
import Testing

@Suite struct `Blocks of Markdown` {
  @Test(arguments: [
    ("", []),
    ("# One\n\nSix\n---\n", ["h1 One", "h2 Six"]),
    ("###### Six\n####### seven", ["h6 Six", "p ####### seven"]),
    ("one\ntwo\n\nthree", ["p one two", "p three"]),
    ("漢字\n仮名\nend", ["p 漢字仮名 end"]),
    ("> a\n> > b", ["quote {", "p a", "quote {", "p b", "}", "}"]),
    ("- a\n  - b\n", ["list {", "item {", "p a", "list {", "item {", "p b", "}", "}", "}", "}"]),
    ("7. a\n8. b", ["list from 7. {", "item {", "p a", "}", "item {", "p b", "}", "}"]),
    ("0) a", ["list from 0) {", "item {", "p a", "}", "}"]),
    ("- [x] a\n- [ ] b", ["list {", "item done {", "p a", "}", "item open {", "p b", "}", "}"]),
    ("```swift x\nlet a\n```", ["code(swift x) let a\n"]),
    ("    a\n\n    b", ["code() a\n\nb\n"]),
    ("<div>\nx\n</div>", ["html <div>\nx\n</div>\n"]),
    ("a\n\n***\n\nb", ["p a", "rule", "p b"]),
    ("| a | b |\n|---|--:|\n| 1 \\| 2 |", ["table !a|b / 1 | 2|"]),
    ("\u{FEFF}# a\r\n\r\nb\r\nc", ["h1 a", "p b c"]),
    ("a\u{0}b", ["p a\u{FFFD}b"]),
  ])
  func `come in order`(source: String, expected: [String]) throws {
    #expect(try outlines(source) == expected)
  }

  @Test func `know the alignment of a table`() throws {
    let source = "|a|b|c|d|\n|:-|:-:|-:|-|\n"
    guard case .table(let table) = try Markdown.blocks(of: Array(source.utf8).span).first?.kind
    else {
      Issue.record("there is no table")
      return
    }
    #expect(table.alignments == [.left, .center, .right, .none])
  }

  @Test func `take invalid bytes for U+FFFD`() throws {
    let blocks = try Markdown.blocks(of: ([0x61, 0xFF, 0x62] as [UInt8]).span)
    #expect(blocks.map(\.content.text) == ["a\u{FFFD}b"])
  }

  @Test func `say where they lie`() throws {
    let source = "# a\n\npara\nmore\n\n- item\n"
    let sources = try Markdown.blocks(of: Array(source.utf8).span).filter {
      !$0.content.text.isEmpty
    }.map { [$0.source.startLine, $0.source.startColumn, $0.source.endLine, $0.source.endColumn] }
    #expect(sources == [[1, 1, 1, 3], [3, 1, 4, 4], [6, 3, 6, 6]])
  }

  @Test(arguments: [
    (
      "x[^a] y[^b]\n\n[^b]: two\n\n[^a]: one\n",
      ["p x[^a] y[^b]", "footnote b {", "p two", "}", "footnote a {", "p one", "}"]
    ),
    ("[^n]: Nobody asked.", ["footnote n {", "p Nobody asked.", "}"]),
    ("[^a]: first one\n\n[^A]: second one", ["p [^a]: first one", "p [^A]: second one"]),
    ("```\n[^c]: code\n```\nx[^c]", ["code() [^c]: code\n", "p x[^c]"]),
  ])
  func `keep footnotes with their labels`(source: String, expected: [String]) throws {
    #expect(try outlines(source) == expected)
  }

  @Test func `count lines from the document's first with footnotes too`() throws {
    let blocks = try Markdown.blocks(of: Array("x[^a]\n\n[^a]: one".utf8).span)
    #expect(blocks.map(\.source.startLine) == [1, 3, 3, 3])
  }
}
