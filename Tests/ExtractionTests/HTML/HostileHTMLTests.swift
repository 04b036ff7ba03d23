import Documents
import Extraction
import Scratch
import Testing

@Suite struct `HTML that is made to do harm` {
  private static let sources: [(name: String, source: String)] = [
    ("deep", String(repeating: "<div>", count: 100_000) + "x"),
    (
      "deep and closed",
      String(repeating: "<div>", count: 100_000) + "x"
        + String(repeating: "</div>", count: 100_000)
    ),
    (
      "wrongly closed",
      String(repeating: "<b>", count: 100_000)
        + String(repeating: "</i>", count: 100_000) + "x"
    ),
    ("deep tables", String(repeating: "<table><tr><td>", count: 30_000) + "x"),
    ("deep lists", String(repeating: "<ul><li>", count: 50_000) + "x"),
    ("deep inline", String(repeating: "<a href=x><i><span>", count: 30_000) + "x"),
    ("attributes", "<p" + (0..<200_000).map { " a\($0)" }.joined() + ">x"),
    ("attributes in quotes", "<p title='>'" + (0..<200_000).map { " a\($0)=''" }.joined() + ">x"),
    ("a long value", "<p title=\"" + String(repeating: "y", count: 8_000_000) + "\">x"),
    ("quotes never closed", String(repeating: "<p title=\"'", count: 100_000) + ">x"),
    ("comments never closed", String(repeating: "<!-- ", count: 200_000) + "x"),
    ("open tags", String(repeating: "<a ", count: 300_000) + ">x"),
    ("ampersands", String(repeating: "&", count: 500_000) + "x"),
    ("names", String(repeating: "&num", count: 200_000) + "x"),
    ("bodies", String(repeating: "<body><html>", count: 100_000) + "x"),
    ("paragraph ends", String(repeating: "</p>", count: 200_000) + "x"),
    (
      "rows",
      "<table><tr><td>a<td>b" + String(repeating: "<tr><td>1<td>2", count: 60_000)
        + "</table>x"
    ),
    ("breaks", String(repeating: "a<br>", count: 200_000) + "x"),
    ("spans", "<table><tr><th>a<td colspan=999999999 rowspan=999999999>b<tr><td>c</table>x"),
    ("less-than signs", String(repeating: "<", count: 500_000) + " x"),
    ("declarations", String(repeating: "<!DOCTYPE html>", count: 50_000) + "x"),
    ("instructions", String(repeating: "<?x ", count: 200_000) + ">x"),
    ("a script never closed", "x<script>" + String(repeating: "</scrip", count: 300_000)),
    ("raw text never closed", String(repeating: "<![CDATA[", count: 100_000) + "x"),
    ("zeros", "x" + String(repeating: "<p>\u{0} and some more of the text", count: 20_000)),
  ]

  @Test(arguments: sources.map(\.name))
  func `takes time in proportion and keeps its text`(name: String) throws {
    let source = try #require(Self.sources.first { $0.name == name }).source
    var found = ParsedDocument()
    let time = ownSeconds { found = document(source, .html) }
    #expect(time < 5)
    let hasText = found.elements.contains { $0.text.contains("x") }
    #expect(hasText)
    let ledger = found.ledger
    #expect(ledger.isClosed, "\(ledger)")
  }

  private static let seed = """
    <!DOCTYPE html><html lang="de"><head><meta charset=utf-8><title>T</title><style>p{}</style></head>
    <body><header><h1>Ä &amp; B</h1></header><nav><a href="x">y</a></nav><p class='a b'>Text <b>fett
    <i>schräg</i></b> <a href="http://x/?a=b&c=d">Link</a><br/>mehr</p><ul><li>eins<ol><li>zwei</ol></ul>
    <table border=1><caption>C</caption><thead><tr><th>a<th>b</thead><tr><td colspan=2>1<td>2</table>
    <pre><code class="language-c">x &lt; y</code></pre><img src="data:image/png;base64,AAAA" alt="bild">
    <ruby>漢<rt>かん</rt></ruby><math alttext="a"><mi>a</mi></math><svg><text>s</text></svg><!-- c -->
    <form><input type=checkbox checked><select><option selected>o</select></form><script>s()</script>
    <blockquote>q</blockquote><details><summary>s</summary>d</details></body></html>
    """

  @Test(arguments: 0..<40)
  func `is read whatever is wrong with it`(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let original = Array(Self.seed.utf8)
    for _ in 0..<50 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...12, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert(Array("<>\"'&/=!-".utf8).randomElement(using: &numbers) ?? 0, at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 40))
        default:
          let end = min(bytes.count, place + 60)
          bytes.insert(
            contentsOf: bytes[place..<end],
            at: Int.random(in: 0..<bytes.count, using: &numbers)
          )
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      let found = try extractHTML(bytes)
      #expect(found.ledger.isClosed, "\(found.ledger): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
