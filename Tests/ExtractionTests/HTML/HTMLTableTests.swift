import Documents
import Extraction
import Testing

@Suite struct `Tables of HTML` {
  @Test(arguments: [
    (
      "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
      "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
      "a b\n1 2"
    ),
    (
      "<table><thead><tr><td>a<td>b</thead><tbody><tr><th>1<td>2</table>",
      "<thead><tr><td>a</td><td>b</td></tr></thead><tbody><tr><th>1</th><td>2</td></tr></tbody>",
      "a b\n1 2"
    ),
    (
      "<table border=1 class=x><tr><td colspan=2 style=x>a &amp; b<tr><td rowspan=99999999999>1"
        + "<td colspan=-3>2<tr><td></td></tr></table>",
      "<tbody><tr><td colspan=\"2\">a &amp; b</td></tr><tr><td rowspan=\"1000\">1</td><td>2</td>"
        + "</tr><tr><td></td></tr></tbody>", "a & b\n1 2"
    ),
    (
      "<table><tr><td><p>a</p><p>b</p><ul><li>c</ul><td>d<br>e<tr><td>1<td>2</table>",
      "<tbody><tr><td>a b c</td><td>d e</td></tr><tr><td>1</td><td>2</td></tr></tbody>",
      "a b c d e\n1 2"
    ),
    (
      "<table><tr><th>x<th>y<tr><td>a<td><table><tr><td>1<td>2</table></table>",
      "<thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>a</td><td>1 2</td></tr></tbody>",
      "x y\na 1 2"
    ),
  ])
  func `have clean HTML and text`(source: String, html: String, text: String) {
    let found = document(source, .html)
    #expect(found.elements.map(\.kind) == [.table])
    #expect(found.elements.first?.textAsHTML == "<table>" + html + "</table>")
    #expect(found.elements.first?.text == text)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `have their caption before them`() {
    let found = elements(
      "<table><caption>Cap</caption><tr><th>a<th>b<tr><td>1<td>2</table>after",
      .html
    )
    #expect(found.map(\.outline) == ["FigureCaption: Cap", "Table: a b\n1 2", "Text: after"])
  }

  @Test func `have links with offsets`() {
    let table = elements(
      "<table><tr><td>ä<td><a href=x>b</a><tr><td>c<td><a href=y>d</a></table>",
      .html
    )
    #expect(
      table.first?.links == [
        .init(text: "b", url: "x", start: 2), .init(text: "d", url: "y", start: 6),
      ]
    )
  }

  @Test(arguments: [
    "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
    "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
    "<table><tr><td>a<tr><td>b<tr><td>c<tr><td>d</table>",
    "<table><tr><td>a b c d e<td>b<td>c<td>d</table>",
    "<table><tr><td><table><tr><td>a</table><td><table><tr><td>b</table><tr><td>c<td>d</table>",
  ])
  func `that lay out a page are read as blocks`(source: String) {
    let found = document(source, .html)
    #expect(!found.elements.contains { $0.kind == .table })
    #expect(letters(found.elements.map(\.text).joined()).hasSuffix("bcd"))
    #expect(found.ledger.isClosed)
  }
}
