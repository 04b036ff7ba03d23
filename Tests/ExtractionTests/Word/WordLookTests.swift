import Documents
import Extraction
import Testing

private func run(_ text: String, _ properties: String = "") -> String {
  "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
}

private let large = "<w:b/><w:sz w:val=\"40\"/>"
private let body = paragraph("This is the text below, which goes on for a while.")

@Suite struct `Looks of Word` {
  @Test(arguments: [
    ("<w:p>\(run("A head", large))</w:p>", "", "Title0: A head"),
    ("<w:p>\(run("A head", "<w:sz w:val=\"40\"/>"))</w:p>", "", "Title0: A head"),
    ("<w:p>\(run("A label", "<w:b/>"))</w:p>", "", "Text: A label"),
    ("<w:p>\(run("A ", large))\(run("head", "<w:sz w:val=\"40\"/>"))</w:p>", "", "Title0: A head"),
    (
      "<w:p>\(run("It is large, and a sentence.", large))</w:p>", "",
      "Prose: It is large, and a sentence."
    ),
    (
      "<w:p>\(run("A head", large))</w:p>", paragraph("H", "<w:pStyle w:val=\"Heading1\"/>"),
      "Text: A head"
    ),
  ])
  func `make titles where no style does`(first: String, more: String, expected: String) throws {
    #expect(try wordOutline(first + body + more).first == expected)
  }

  @Test func `rank titles by their size`() throws {
    let found = try wordOutline(
      "<w:p>\(run("Small", "<w:b/><w:sz w:val=\"28\"/>"))</w:p>" + body
        + "<w:p>\(run("Large", large))</w:p>" + body
    )
    #expect(found.filter { $0.hasPrefix("Title") } == ["Title1: Small", "Title0: Large"])
  }

  @Test func `that are larger than a large style's are none`() throws {
    let styles =
      "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"36\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    let found = try wordOutline("<w:p>\(run("A label", large))</w:p>" + body) {
      $0.add(styles: styles)
    }
    #expect(found.first == "Text: A label")
  }

  @Test(arguments: ["drop", "margin"])
  func `of a first letter leave it in its word`(kind: String) throws {
    let found = try wordOutline(
      paragraph("T", "<w:framePr w:dropCap=\"\(kind)\" w:lines=\"3\"/>")
        + paragraph("he text goes on here.")
    )
    #expect(found == ["Prose: The text goes on here."])
  }

  @Test func `of empty controls are no text`() throws {
    let control = { (text: String, more: String) in
      "<w:sdt><w:sdtPr>\(more)</w:sdtPr><w:sdtContent><w:r><w:t>\(text)</w:t></w:r></w:sdtContent></w:sdt>"
    }
    let found = try wordDocument(
      "<w:p>\(run("Name: "))\(control("Click here", "<w:showingPlcHdr/>"))\(control("Ann", ""))\(control("B", "<w:showingPlcHdr w:val=\"0\"/>"))\(control("C", "<w:temporary/><w:showingPlcHdr/>"))</w:p>"
    )
    #expect(found.elements.map(\.text) == ["Name: AnnBC"])
    #expect(found.ledger.drops[.machinery] == 9)
  }

  @Test func `of charts are tables of their values`() throws {
    func points(_ values: [String]) -> String {
      values.enumerated().map { "<c:pt idx=\"\($0)\"><c:v>\($1)</c:v></c:pt>" }.joined()
    }
    let series = [("2025", ["1", "2"]), ("2026", ["3", "4"])].map { name, values in
      "<c:ser><c:tx><c:strRef><c:strCache>\(points([name]))</c:strCache></c:strRef></c:tx>"
        + "<c:cat><c:strRef><c:strCache>\(points(["North", "South"]))</c:strCache></c:strRef></c:cat>"
        + "<c:val><c:numRef><c:numCache>\(points(values))</c:numCache></c:numRef></c:val></c:ser>"
    }.joined()
    let chart =
      "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart>"
      + series + "</c:chart></c:chartSpace>"
    let body =
      "<w:p>\(run("x"))<w:r><w:drawing><wp:inline><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
      + "r:id=\"c1\"/></wp:inline></w:drawing></w:r></w:p>"
    let found = try wordDocument(body) { $0.add("chart", "charts/chart1.xml", chart, id: "c1") }
    #expect(found.elements.map(\.text) == ["x", "2025 2026\nNorth 1 3\nSouth 2 4"])
    #expect(
      found.elements.last?.textAsHTML?.hasPrefix(
        "<table><thead><tr><th></th><th>2025</th><th>2026</th></tr></thead><tbody><tr><td>North</td><td>1</td>"
      ) == true
    )
  }

  @Test func `of comments that are left out are accounted for`() throws {
    let comments =
      "<w:comments\(WordFile.declarations)><w:comment w:id=\"0\">\(paragraph("why so?"))</w:comment>"
      + "<w:comment w:id=\"1\">\(paragraph("no"))</w:comment></w:comments>"
    let found = try wordDocument(
      "<w:p>\(run("x"))<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"
    ) {
      $0.add("comments", "comments.xml", comments)
    }
    #expect(found.elements.map(\.text) == ["x"])
    #expect(found.remarks == [])
    #expect(found.ledger.drops[.comment] == 8)
  }
}
