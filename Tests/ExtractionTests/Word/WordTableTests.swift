import Documents
import Extraction
import Testing

private func cell(_ text: String, _ properties: String = "") -> String {
  "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
}

private func row(_ cells: String..., properties: String = "") -> String {
  "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
}

private func table(_ rows: String..., columns: Int = 0, properties: String = "") -> String {
  let grid = String(repeating: "<w:gridCol w:w=\"9\"/>", count: columns)
  return "<w:tbl><w:tblPr>\(properties)</w:tblPr><w:tblGrid>\(grid)</w:tblGrid>\(rows.joined())"
    + "</w:tbl>"
}

private let first = "<w:vMerge w:val=\"restart\"/>"
private let following = "<w:vMerge/>"

private func html(_ body: String) throws -> String? {
  try wordDocument(body).elements.first?.textAsHTML
}

private let spannedTables: [(String, String)] = [
  (
    table(row(cell("a", "<w:gridSpan w:val=\"2\"/>"), cell("b")), columns: 3),
    "<tr><td colspan=\"2\">a</td><td>b</td></tr>"
  ),
  (
    table(row(cell("a", first), cell("b")), row(cell("", following), cell("c")), columns: 2),
    "<tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr>"
  ),
  (
    table(row(cell("a", first)), row(cell("b", first)), row(cell("", following)), columns: 1),
    "<tr><td>a</td></tr><tr><td rowspan=\"2\">b</td></tr><tr></tr>"
  ),
  (
    table(row(cell("a")), row(cell("b", following)), columns: 1),
    "<tr><td>a</td></tr><tr><td>b</td></tr>"
  ),
  (
    table(row(cell("a"), cell("b", "<w:hMerge/>"), cell("c")), columns: 3),
    "<tr><td colspan=\"2\">a<br/>b</td><td>c</td></tr>"
  ),
  (
    table(row(cell("a"), properties: "<w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/>")),
    "<tr><td colspan=\"2\"></td><td>a</td><td></td></tr>"
  ),
  (
    table(row(cell("a", "<w:gridSpan w:val=\"100000000\"/>"), cell("b")), columns: 3),
    "<tr><td colspan=\"2\">a</td><td>b</td></tr>"
  ),
  (
    table(row(cell("a", "<w:gridSpan w:val=\"-7\"/>"), cell("b", "<w:gridSpan w:val=\"x\"/>"))),
    "<tr><td>a</td><td>b</td></tr>"
  ),
]

@Suite struct `Tables of Word` {
  @Test func `have text and HTML`() throws {
    let body = table(
      row(cell("a"), cell("b &amp; c"), properties: "<w:tblHeader/>"),
      row(cell("1"), cell(""))
    )
    let element = try #require(try wordDocument(body).elements.first)
    #expect(element.kind == .table)
    #expect(element.text == "a b & c\n1")
    #expect(
      element.textAsHTML
        == "<table><thead><tr><th>a</th><th>b &amp; c</th></tr></thead>"
        + "<tbody><tr><td>1</td><td></td></tr></tbody></table>"
    )
  }

  @Test(arguments: spannedTables)
  func `keep their spans and clamp absurd ones`(body: String, rows: String) throws {
    #expect(try html(body) == "<table><tbody>\(rows)</tbody></table>")
  }

  @Test func `hold tables, which are in the cell`() throws {
    let inner = table(row(cell("x"), cell("y")))
    let body = table(row("<w:tc>\(paragraph("a"))\(inner)\(paragraph("b"))</w:tc>", cell("c")))
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["a\nx y\nb c"])
    #expect(
      document.elements.first?.textAsHTML?.contains(
        "<td>a<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table><br/>b</td>"
      ) == true
    )
  }

  @Test func `nested beyond reason are text`() throws {
    var body = paragraph("core")
    for _ in 0..<40 { body = "<w:tbl><w:tr><w:tc>\(body)<w:p/></w:tc></w:tr></w:tbl>" }
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["core"])
  }

  @Test func `give a number where it is all there is in a cell`() throws {
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
    let body = table(
      row("<w:tc>\(paragraph("", numbered))</w:tc>", cell("a")),
      row("<w:tc>\(paragraph("", numbered))</w:tc>", cell("b"))
    )
    let numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/>"
      + "<w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
      + "<w:abstractNumId w:val=\"0\"/></w:num>"
    let outline = try wordOutline(body) { $0.add(numbering: numbering) }
    #expect(outline == ["Table: 1. a\n2. b"])
  }

  @Test func `take their first row for a head where the style sets it apart`() throws {
    let styles =
      "<w:style w:type=\"table\" w:styleId=\"G\"><w:name w:val=\"Grid\"/>"
      + "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"
    for (look, isHead) in [("1", true), ("0", false)] {
      let properties = "<w:tblStyle w:val=\"G\"/><w:tblLook w:firstRow=\"\(look)\"/>"
      let body = table(row(cell("a")), row(cell("b")), properties: properties)
      let document = try wordDocument(body) { $0.add(styles: styles) }
      #expect(document.elements.first?.textAsHTML?.contains("<th>a</th>") == isHead)
    }
  }

  @Test func `within a paragraph come after its text`() throws {
    let body = "<w:p><w:r><w:t>be</w:t>\(table(row(cell("x"))))<w:t>fore</w:t></w:r></w:p>"
    #expect(try wordOutline(body) == ["Text: before", "Table: x"])
  }

  @Test func `lose rows that were deleted`() throws {
    let body = table(row(cell("a")), row(cell("b"), properties: "<w:del w:id=\"1\"/>"))
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["a"])
    #expect(document.ledger.drops == [.deleted: 1])
  }

  @Test func `keep links with their places`() throws {
    let link = "<w:hyperlink w:anchor=\"there\"><w:r><w:t>go</w:t></w:r></w:hyperlink>"
    let body = table(row(cell("ä"), "<w:tc><w:p>\(link)</w:p></w:tc>"))
    let element = try #require(try wordDocument(body).elements.first)
    #expect(element.links == [.init(text: "go", url: "#there", start: 2)])
  }

  @Test func `of no good form keep their text`() throws {
    let body = "<w:tr><w:tc>\(paragraph("a"))</w:tc></w:tr><w:tbl>\(paragraph("b"))</w:tbl>"
    #expect(try wordDocument(body).elements.map(\.text) == ["a", "b"])
  }
}
