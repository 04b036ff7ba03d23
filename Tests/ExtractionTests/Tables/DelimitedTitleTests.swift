import Documents
import Extraction
import Testing

@Suite struct `Lines above tables with delimiters` {
  private static func table(_ rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\($0)</\(tag)>" }.joined() + "</tr>"
    }
    let body = rows.dropFirst().map { row($0, "td") }.joined()
    return "<table><thead>\(row(rows[0], "th"))</thead><tbody>\(body)</tbody></table>"
  }

  @Test(arguments: [
    (
      "# by a tool\n# at noon, it says\na,b\n1,2\n3,4\n5,6",
      ["Text: # by a tool", "Text: # at noon it says", "Table: a b\n1 2\n3 4\n5 6"]
    ),
    (
      "Report,,\nMade 2026-01-01,,\n,,\nx,y,z\n1,2,3\n4,5,6",
      ["Title0: Report", "Text: Made 2026-01-01", "Table: x y z\n1 2 3\n4 5 6"]
    ),
    (
      "Sales\nx,y\nN,1\n\nCosts\nz,y\nR,5",
      ["Title0: Sales", "Table: x y\nN 1", "Title0: Costs", "Table: z y\nR 5"]
    ),
    ("#,name\n1,a\n2,b", ["Table: # name\n1 a\n2 b"]),
    ("x,y\nN,1\n\nrest\nM,2", ["Table: x y\nN 1\nrest\nM 2"]),
    ("name\nann\nben", ["Table: name\nann\nben"]),
  ])
  func `are no rows of them`(source: String, expected: [String]) {
    let found = document(source, .delimited)
    #expect(found.elements.map(\.outline) == expected)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `leave each table its own head`() {
    let found = elements("Sales\nx,y\nN,1\n\nCosts\nz,y\nR,5", .delimited)
    #expect(
      found.map(\.textAsHTML) == [
        nil, Self.table([["x", "y"], ["N", "1"]]), nil, Self.table([["z", "y"], ["R", "5"]]),
      ]
    )
  }

  @Test(arguments: [("a,a\n1,2", true), ("yes,yes\nno,yes", false), ("a,b\nc,d", true)])
  func `or not, a head may have a name twice above numbers`(source: String, hasHead: Bool) {
    let html = elements(source, .delimited).first?.textAsHTML
    #expect(html?.contains("<th>") == hasHead)
  }
}
