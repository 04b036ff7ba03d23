import Drawing
import Testing

@Suite struct `The rows of a table in HTML` {
  /// Cells as `text`, headers as `[text]`, spans as `2x1`; rows by slashes.
  private static func outline(_ html: String) -> String {
    TableMarkup(html).rows.map { row in
      row.map { cell in
        let span = cell.columns > 1 || cell.rows > 1 ? " \(cell.columns)x\(cell.rows)" : ""
        return (cell.isHeader ? "[\(cell.text)]" : cell.text) + span
      }.joined(separator: " | ")
    }.joined(separator: " / ")
  }

  @Test(arguments: [
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b / c"),
    (
      "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
      "[a] / b"
    ),
    ("<TABLE><TR><TD COLSPAN=2>a</TD></TR></TABLE>", "a"),
    ("<table><tr><td colspan=\"2\" rowspan='3'>a</td></tr></table>", "a 2x3"),
    (
      "<table><tr><td colspan=\"-2\">a</td><td rowspan=\"99999999\">b</td></tr></table>",
      "a 2x1 | b 1x1000"
    ),
    (
      "<table><tr><td>a &amp;&#32;b &lt;i&gt; &#x41; &unknown; &</td></tr></table>",
      "a & b <i> A &unknown; &"
    ),
    ("<table><tr><td> a \n\t b <br/> c</td></tr></table>", "a\nb\nc"),
    ("<table><tr><td><script>x</script><b>bold</b></td></tr></table>", "xbold"),
    (
      "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
      "a\nb c | d"
    ),
    ("<td>a</td>", "a"),
    ("<table><tr><td>a", "a"),
    ("<table><tr><td", ""),
    ("no table at all", ""),
    ("", ""),
  ])
  func read(_ html: String, _ outline: String) {
    #expect(Self.outline(html) == outline)
  }
}
