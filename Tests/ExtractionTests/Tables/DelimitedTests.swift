import Documents
import Extraction
import Scratch
import Testing

@Suite struct `Tables with delimiters` {
  @Test(arguments: [
    (
      "a,b\n1,2\n",
      "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
    ),
    ("1;2\n3;4", "<tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>"),
    (
      "1\t2\r\n3\t4\r\n",
      "<tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>"
    ),
    ("1|2\r3|4\r", "<tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>"),
    (
      "\"1\n\n2\",\"3\"\"4\"\n5,6",
      "<tbody><tr><td>1 2</td><td>3\"4</td></tr><tr><td>5</td><td>6</td></tr></tbody>"
    ),
    (
      "1,\"a \"b\" c\",2\n3,4,5",
      "<tbody><tr><td>1</td><td>a \"b\" c</td><td>2</td></tr><tr><td>3</td><td>4</td><td>5</td></tr></tbody>"
    ),
    (
      "1,5\" pipe\n2,\"never closed\n3,4",
      "<tbody><tr><td>1</td><td>5\" pipe</td></tr><tr><td>2</td><td>\"never closed</td></tr><tr><td>3</td><td>4</td></tr></tbody>"
    ),
    (
      "1,<&>\n\n2,3",
      "<tbody><tr><td>1</td><td>&lt;&amp;&gt;</td></tr><tr><td>2</td><td>3</td></tr></tbody>"
    ),
    (
      "sep=;\n1;2,5\n3;4",
      "<tbody><tr><td>1</td><td>2,5</td></tr><tr><td>3</td><td>4</td></tr></tbody>"
    ),
    (
      "x,y,\n1,,3\n",
      "<thead><tr><th>x</th><th>y</th><th></th></tr></thead><tbody><tr><td>1</td><td></td><td>3</td></tr></tbody>"
    ),
    (
      "name;note\na;1,5\nb;2,5\n",
      "<thead><tr><th>name</th><th>note</th></tr></thead><tbody><tr><td>a</td><td>1,5</td></tr><tr><td>b</td><td>2,5</td></tr></tbody>"
    ),
  ])
  func `have their cells`(source: String, html: String) {
    let found = document(source, .delimited)
    #expect(found.elements.map(\.textAsHTML) == ["<table>" + html + "</table>"])
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `have text with a line for each row`() {
    let found = elements("a,b\n1,\"x\ny\"\n,2\n", .delimited)
    #expect(found.map(\.text) == ["a b\n1 x y\n2"])
    #expect(found.map(\.kind) == [.table])
  }

  @Test func `are remarked on when rows differ`() {
    let found = document("a,b,c\n1,2\n1,2,3,4\n1,2,3\n", .delimited)
    #expect(
      found.remarks == ["has 2 of 4 rows with more or fewer cells than the first, which has 3"]
    )
    #expect(found.elements.first?.text == "a b c\n1 2\n1 2 3 4\n1 2 3")
  }

  @Test func `come in parts, each with the head in its HTML and each row once`() throws {
    let rows = (1...2_500).map { "\($0),\"row ü \($0)\"" }
    let source = "number,name\n" + rows.joined(separator: "\n")
    let found = document(source, .delimited)
    #expect(found.elements.count > 3)
    for element in found.elements {
      let html = try #require(element.textAsHTML)
      #expect(html.hasPrefix("<table><thead><tr><th>number</th><th>name</th></tr></thead>"))
      #expect(element.text.utf8.count < 70_000)
    }
    let lines = found.elements.flatMap { $0.text.split(separator: "\n") }
    #expect(lines.count == 2_501)
    #expect(lines[1_700] == "1700 row ü 1700")
    #expect(found.ledger.isClosed)
    let ranges = found.elements.compactMap(\.sourceRange)
    #expect(ranges.count == found.elements.count)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    #expect(ranges.last?.upperBound == source.unicodeScalars.count)
  }

  private static let hostile: [(name: String, source: String)] = [
    ("open quotes", String(repeating: "\"a,", count: 200_000)),
    ("commas", String(repeating: ",", count: 400_000)),
    ("quotes", String(repeating: "\"", count: 400_000)),
    ("open quotes in lines", String(repeating: "a,b\n\"", count: 100_000)),
    (
      "a wide head",
      "a" + String(repeating: ",b", count: 100_000) + "\n"
        + String(repeating: "1\n", count: 100_000)
    ),
  ]

  @Test(arguments: hostile.map(\.name))
  func `take time in proportion to their size`(name: String) throws {
    let source = try #require(Self.hostile.first { $0.name == name }).source
    var found = ParsedDocument()
    let time = ownSeconds { found = document(source, .delimited) }
    #expect(time < 4)
    let ledger = found.ledger
    #expect(ledger.isClosed, "\(ledger)")
  }
}
