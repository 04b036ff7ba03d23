import Chunking
import Documents
import Testing

/// Tables that were made to take long, or to say the same again and again, do neither.
@Suite struct `A harmful table` {
  private static func pieces(_ text: String, _ html: String) -> [Chunk] {
    var table = Element(.table, text)
    table.textAsHTML = "<table>\(html)</table>"
    return chunks([table])
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static func htmlBytes(_ chunks: [Chunk]) -> Int {
    chunks.reduce(0) { $0 + ($1.textAsHTML?.utf8.count ?? 0) }
  }

  @Test(.timeLimit(.minutes(1))) func `has cells that claim all columns and rows`() {
    let row = "<tr><td rowspan=1000000 colspan=1000000>c</td></tr>"
    let found = Self.pieces(Self.times(20_000, "c "), Self.times(20_000, row))
    #expect(found.count > 40)
    #expect(found.allSatisfy { $0.textAsHTML?.contains("colspan=\"1000\"") == true })
    #expect(found.allSatisfy { $0.textAsHTML?.contains("colspan=\"1000000\"") == false })
  }

  @Test(.timeLimit(.minutes(1))) func `has very many cells above very many rows`() {
    let html =
      "<tr>\(Self.times(20_000, "<td rowspan=65534></td>"))<td>x</td></tr>"
      + Self.times(20_000, "<tr><td>dd</td></tr>")
    let found = Self.pieces("x " + Self.times(20_000, "dd "), html)
    #expect(found.count > 100)
    // A thousand stand in each piece again, and no more.
    let cells = found.dropFirst().map {
      ($0.textAsHTML ?? "").split(separator: "<td", omittingEmptySubsequences: false).count
    }
    #expect(cells.allSatisfy { $0 > 1001 && $0 < 1300 })
  }

  @Test func `has a cell above all rows that is longer than they are`() {
    let label = Self.times(10_000, "word ")
    let rows = Self.times(200, "<tr><td>\(Self.times(200, "y "))</td></tr>")
    let found = Self.pieces(
      "\(label) x " + Self.times(200 * 200, "y "),
      "<tr><td rowspan=65534>\(label)</td><td>x</td></tr>" + rows
    )
    #expect(Self.htmlBytes(found) < 1 << 20)
    #expect(
      found.last?.textAsHTML?.hasPrefix("<table><tr><td/><td>y y") == true,
      "and its place is kept: \(found.last?.textAsHTML ?? "")"
    )
  }

  @Test func `has heads that are hardly more than markup`() {
    let rows = Self.times(200, "<tr><td>\(Self.times(200, "y "))</td></tr>")
    let found = Self.pieces(
      "h " + Self.times(200 * 200, "y "),
      "<tr><th>h</th>\(Self.times(20_000, "<th></th>"))</tr>" + rows
    )
    #expect(Self.htmlBytes(found) < 1 << 20)
    #expect(found.allSatisfy { $0.piece?.repeatedRows == 0 })
    #expect(found.last?.ownStart == 0)
  }

  @Test func `has a first cell that is hardly more than markup`() {
    let long = Self.times(20_000, "y ")
    let found = Self.pieces(
      "7 \(long)",
      "<tr><td>\(Self.times(5000, "<b></b>"))7</td><td>\(long)</td></tr>"
    )
    #expect(Self.htmlBytes(found) < 1 << 20)
    #expect(found.last?.textAsHTML?.hasPrefix("<table><tr><td>7</td><td>y y") == true)
  }

  @Test(.timeLimit(.minutes(1))) func `has a cell with very many attributes`() {
    let attributes = (0..<200_000).map { " a\($0)=\"\($0)\"" }.joined()
    let html = "<tr><td\(attributes) a1=x colspan=2 colspan=3>c c</td></tr>"
    let rows = Self.times(400, "<tr><td>d</td></tr>")
    let found = Self.pieces("c c " + Self.times(400, "d "), html + rows)
    #expect(
      found.first?.textAsHTML?.hasPrefix("<table><tr><td colspan=\"2\">c c</td></tr>") == true
    )
  }

  @Test func `that is none has its cells beside those from above`() {
    let html = """
      <tr><td>a</td><td rowspan=3>b</td><td rowspan=2>c</td></tr>
      <tr><td rowspan=3>d</td><td>e</td></tr>
      <tr><td>f</td><td>g</td></tr>
      <tr><td>h</td><td>i</td></tr>
      """
    var table = Element(.table, "a b c d e f g h i")
    table.textAsHTML = "<table>\(html)</table>"
    let found = chunks([table]) { $0.maxCharacters = 6 }
    #expect(found.map(\.text) == ["a b c", "d e", "f g", "d\nh i"])
    #expect(
      found.map { $0.textAsHTML ?? "" } == [
        "<table><tr><td>a</td><td>b</td><td>c</td></tr></table>",
        "<table><tr><td>d</td><td>b</td><td>c</td><td>e</td></tr></table>",
        "<table><tr><td>d</td><td>b</td><td>f</td><td>g</td></tr></table>",
        "<table><tr><td>d</td><td>h</td><td>i</td></tr></table>",
      ]
    )
  }
}
