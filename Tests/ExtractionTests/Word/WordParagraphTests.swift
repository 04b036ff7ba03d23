import Documents
import Extraction
import Testing

private let styles = """
  <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-AT"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>
  <w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Flat"><w:name w:val="Flat"/><w:basedOn w:val="H1"/><w:pPr>
  <w:outlineLvl w:val="9"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Level"/><w:pPr>
  <w:outlineLvl w:val="4"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Named"><w:name w:val="heading 3"/></w:style>
  <w:style w:type="paragraph" w:styleId="Fremd"><w:name w:val="Überschrift 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
  <w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/></w:style>
  <w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="TocH"><w:name w:val="TOC Heading"/>
  <w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
  <w:style w:type="paragraph" w:styleId="Src"><w:name w:val="Source Code"/></w:style>
  <w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
  <w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
  """

private func styled(_ text: String, _ style: String, _ more: String = "") -> String {
  paragraph(text, "<w:pStyle w:val=\"\(style)\"/>\(more)")
}

@Suite struct `Paragraphs of Word` {
  @Test(arguments: [
    ("H1", "", "Title0: x"), ("Mine", "", "Title0: x"), ("Flat", "", "Text: x"),
    ("Level", "", "Title4: x"), ("Named", "", "Title2: x"), ("Fremd", "", "Title1: x"),
    ("T", "", "Title0: x"), ("S", "", "Title1: x"), ("Toc1", "", "Text: x"),
    ("TocH", "", "Title0: x"), ("Cap", "", "FigureCaption: x"), ("Src", "", "CodeSnippet: x"),
    ("LB2", "", "Item1: x"), ("LB2", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "Text: x"),
    ("A", "", "Text: x"), ("Heading7", "", "Title6: x"), ("Nowhere", "", "Text: x"),
    ("Standard", "<w:outlineLvl w:val=\"2\"/>", "Title2: x"),
    ("H1", "<w:outlineLvl w:val=\"9\"/>", "Text: x"),
    ("H1", "<w:outlineLvl w:val=\"-4\"/>", "Title0: x"),
  ])
  func `are what style and level say`(style: String, more: String, expected: String) throws {
    let outline = try wordOutline(styled("x", style, more)) { $0.add(styles: styles) }
    #expect(outline == [expected])
  }

  @Test func `are known by built-in ids where styles are missing`() throws {
    #expect(try wordOutline(styled("x", "Heading2")) == ["Title1: x"])
  }

  @Test(arguments: [
    ("This is a whole sentence.", "Prose: This is a whole sentence."),
    ("Short label", "Text: Short label"), ("a.b-c@example.org", "EmailAddress: a.b-c@example.org"),
    ("a@b@c.de", "Text: a@b@c.de"), ("• typed bullet", "Item0: typed bullet"),
    ("  spaced \t", "Text: spaced"),
  ])
  func `without style are judged by their text`(text: String, expected: String) throws {
    #expect(try wordOutline(paragraph(text)) == [expected])
  }

  @Test func `that are empty are no elements`() throws {
    #expect(try wordOutline("<w:p/>" + paragraph(" \t ") + paragraph("x")) == ["Text: x"])
  }

  @Test func `are not taken for headings by their looks`() throws {
    let bold = "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr><w:t>Looks big</w:t></w:r></w:p>"
    #expect(try wordOutline(bold) == ["Text: Looks big"])
  }

  @Test func `of code are one snippet with their indents`() throws {
    let body =
      styled("if x {", "Src") + styled("  y()", "Src") + styled("", "Src") + styled("}", "Src")
      + paragraph("end") + styled("z", "Src")
    let outline = try wordOutline(body) { $0.add(styles: styles) }
    #expect(outline == ["CodeSnippet: if x {\n  y()\n\n}", "Text: end", "CodeSnippet: z"])
  }

  @Test func `of a table of contents have its role`() throws {
    let field = { (kind: String) in "<w:r><w:fldChar w:fldCharType=\"\(kind)\"/></w:r>" }
    let body =
      "<w:p>" + field("begin") + "<w:r><w:instrText> TOC \\o \"1-3\" </w:instrText></w:r>"
      + field("separate") + "<w:r><w:t>One</w:t><w:tab/><w:t>1</w:t></w:r></w:p>"
      + paragraph("Two 2") + "<w:p>" + field("end") + "</w:p>" + paragraph("Body")
    let document = try wordDocument(body)
    #expect(document.elements.map(\.text) == ["One\t1", "Two 2", "Body"])
    #expect(document.elements.map(\.role) == ["toc", "toc", nil])
    let control =
      "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>"
      + "</w:sdtPr><w:sdtContent>" + paragraph("In") + "</w:sdtContent></w:sdt>" + paragraph("Out")
    #expect(try wordDocument(control).elements.map(\.role) == ["toc", nil])
    let entries = try wordDocument(styled("x", "Toc1") + styled("y", "TocH")) {
      $0.add(styles: styles)
    }
    #expect(entries.elements.map(\.role) == ["toc", "toc"])
  }

  @Test func `tell the language of the document`() throws {
    #expect(try wordDocument(paragraph("x")) { $0.add(styles: styles) }.facts.language == "de-AT")
  }

  @Test func `outside of paragraphs are not lost`() throws {
    let outline = try wordOutline("<w:r><w:t>loose</w:t></w:r>" + paragraph("x"))
    #expect(outline == ["Text: loose", "Text: x"])
  }
}
