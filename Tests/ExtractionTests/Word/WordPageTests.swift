import Documents
import Extraction
import Testing

private let explicit = "<w:r><w:br w:type=\"page\"/></w:r>"
private let rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"

private func words(_ content: String...) -> String {
  let runs = content.map { part in
    part.hasPrefix("<") ? part : "<w:r><w:t xml:space=\"preserve\">\(part)</w:t></w:r>"
  }
  return "<w:p>\(runs.joined())</w:p>"
}

private func section(_ type: String) -> String {
  "<w:sectPr><w:type w:val=\"\(type)\"/></w:sectPr>"
}

private let brokenBodies: [(String, [Int?])] = [
  (words("a") + words("b"), [nil, nil]),
  (words("a", explicit) + words("b"), [1, 2]),
  (words("a", explicit) + words(rendered, "b"), [1, 2]),
  (words("a", rendered, "b") + words("c"), [1, 2]),
  (words("a", explicit, explicit) + words(rendered, rendered, "b"), [1, 3]),
  (words(explicit) + words("a"), [2]),
  (paragraph("a", "<w:pageBreakBefore/>") + paragraph("b", "<w:pageBreakBefore/>"), [1, 2]),
  (
    words("a") + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" + rendered
      + "<w:r><w:t>b</w:t></w:r></w:p>", [1, 2]
  ),
  (
    paragraph("a", section("nextPage")) + words("b") + section("nextPage"),
    [1, 2]
  ),
  (
    paragraph("a", section("nextPage")) + words(rendered, "b") + section("nextPage"),
    [1, 2]
  ),
  (paragraph("a", section("x")) + words("b") + section("oddPage"), [1, 3]),
  (paragraph("a", section("x")) + words(rendered, "b") + section("continuous"), [1, 2]),
]

@Suite struct `Pages of Word` {
  @Test(arguments: brokenBodies)
  func `are counted by breaks`(body: String, expected: [Int?]) throws {
    #expect(try wordDocument(body).elements.map(\.pageNumber) == expected)
  }

  @Test func `are not told where breaks are known to be too few`() throws {
    let application =
      "<P xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
      + "<Pages>9</Pages></P>"
    for (mark, expected) in [(explicit, nil), (rendered, 2)] {
      let document = try wordDocument(words("a", mark) + words("b")) {
        $0.parts.append(("docProps/app.xml", application))
      }
      #expect(document.elements.map(\.pageNumber).last == expected)
    }
  }

  @Test func `are parted by elements when asked for`() throws {
    var options = ExtractionOptions()
    options.pageBreaks = true
    let body = words("a", explicit, explicit) + words("b")
    let elements = try wordDocument(body, options: options).elements
    #expect(
      elements.map(\.kind) == [.uncategorizedText, .pageBreak, .pageBreak, .uncategorizedText]
    )
    #expect(elements.map(\.pageNumber) == [1, 1, 2, 3])
  }
}
