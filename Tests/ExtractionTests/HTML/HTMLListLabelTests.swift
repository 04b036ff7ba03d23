import Documents
import Extraction
import Testing

@Suite struct `Numbers of HTML lists` {
  @Test(arguments: [
    ("<ul><li>a<li>b</ul>", [nil, nil]),
    ("<ol><li>a<li>b</ol>", ["1.", "2."]),
    ("<ol start=3><li>a<li>b</ol>", ["3.", "4."]),
    ("<ol start=' -1x'><li>a<li>b<li>c</ol>", ["-1.", "0.", "1."]),
    ("<ol start=x><li>a</ol>", ["1."]),
    ("<ol type=a start=3><li>a</ol>", ["c."]),
    ("<ol type=A start=26><li>a<li>b</ol>", ["Z.", "AA."]),
    ("<ol type=a start=0><li>a<li>b</ol>", ["0.", "a."]),
    ("<ol type=i start=4><li>a<li>b</ol>", ["iv.", "v."]),
    ("<ol type=I start=3999><li>a<li>b</ol>", ["MMMCMXCIX.", "4000."]),
    ("<ol reversed><li>a<li>b<ul><li>c</ul></ol>", ["2.", "1.", nil]),
    ("<ol reversed start=9><li>a<li>b</ol>", ["9.", "8."]),
    ("<ol><li value=7>a<li>b<li type=a>c</ol>", ["7.", "8.", "i."]),
    ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", ["1.", "a.", "b.", "2."]),
    ("<ol><li hidden>a<li>b</ol>", ["1."]),
    ("<ol><li><li>b</ol>", ["2."]),
    ("<ol style='color: red; list-style-type: lower-roman'><li>a<li>b</ol>", ["i.", "ii."]),
    ("<ol style='list-style: decimal-leading-zero inside'><li>a</ol>", ["01."]),
    ("<ol style='list-style:none'><li>a</ol>", [nil]),
    ("<ol style='list-style-image: none'><li>a</ol>", ["1."]),
    ("<ol><li><h3>a</h3><p>b</p><li><p>c</p><p>d</p></ol>", ["1.", nil, "2."]),
    ("<ol><li>a<table><tr><td>x<td>y<tr><td>x<td>y</table>b<li>c</ol>", ["1.", nil, nil, "2."]),
    ("<dl><dt>a<dd>b</dl><li>c", [nil, nil, nil]),
  ])
  func `are those that browsers draw`(source: String, labels: [String?]) {
    let found = document(source, .html)
    #expect(found.elements.map(\.label) == labels)
    #expect(found.ledger.isClosed && found.ledger.added == 0, "\(found.ledger)")
  }

  @Test(arguments: [
    ("<ol start=2><li>one<li>two</ol>", "2. one 3. two"),
    ("<ol type=a><li>one<ol><li>two</ol><li>three</ol>", "a. one 1. two b. three"),
    ("<ul><li>one<li>two</ul>", "one two"),
  ])
  func `stand in the text of cells`(list: String, text: String) {
    let found = document(
      "<ol><li>before<table><tr><th>a<th>b<tr><td>x<td>\(list)<tr><td>y<td>z</table><li>behind</ol>",
      .html
    )
    #expect(found.elements.map(\.label) == ["1.", nil, "2."])
    #expect(found.elements[1].text == "a b\nx \(text)\ny z")
    #expect(found.elements[1].textAsHTML?.contains("<td>\(text)</td>") == true)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `are shown before the text, and typed ones stay in it`() {
    let found = elements("<ol><li>one<li>(b) two</ol>", .html)
    #expect(found.map(\.text) == ["one", "(b) two"])
    #expect(found.map(\.labelledText) == ["1. one", "2. (b) two"])
  }
}
