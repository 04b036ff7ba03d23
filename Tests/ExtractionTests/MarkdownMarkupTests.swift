import Documents
import Extraction
import Testing

@Suite struct `Markup within Markdown` {
  @Test(arguments: [
    (
      "# T\n\n<table>\n<tr><th>A</th></tr>\n\n<tr><td>1</td></tr>\n\n</table>\n\nend",
      ["Title0: T", "Table: A\n1", "Text: end"]
    ),
    (
      "<table><tr><td>\n\n**b** & <\n\n</td><td>c</td></tr><tr><td>1</td><td>2</td></tr></table>\n\nx",
      ["Table: b & < c\n1 2", "Text: x"]
    ),
    ("<p align=center>\n  <img src=l.png alt=\"Logo\">\n</p>\n\nx", ["Image: Logo", "Text: x"]),
    ("<table>\n\n# A\n\nb", ["Title0: A", "Text: b"]),
    ("$$\nE = mc^2 \\\\ a_1\n$$\n\nx", ["Formula: E = mc^2 \\\\ a_1", "Text: x"]),
    ("$$a$$ and $$b$$", ["Text: $$a$$ and $$b$$"]), ("$5 and $6", ["Text: $5 and $6"]),
    ("- a\n\n  $$b$$\n- c", ["Item0: a", "Formula: b", "Item0: c"]),
  ])
  func `is read`(source: String, expected: [String]) {
    let found = document(source, .markdown)
    #expect(found.elements.map(\.outline) == expected)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `of tables has its cells and links`() throws {
    let table = try #require(
      elements(
        "<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td><a href=u>1</a></td><td>2</td></tr>\n</table>",
        .markdown
      ).first
    )
    #expect(
      table.textAsHTML
        == "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    #expect(table.links.map(\.url) == ["u"])
    #expect(table.sourceRange?.lowerBound == 0)
  }

  @Test func `of footnotes has its role`() {
    let found = elements("x[^n]\n\n[^n]: note\n\nend", .markdown)
    #expect(found.map(\.role) == [nil, "footnote", nil])
  }
}
