import Digests
import Documents
import Extraction
import Testing

private func header(_ tag: String, _ text: String) -> String {
  "<w:\(tag)\(WordFile.declarations)>\(paragraph(text))</w:\(tag)>"
}

private func notes(_ tag: String, _ texts: [Int: String]) -> String {
  let notes = texts.sorted { $0.key < $1.key }.map {
    "<w:\(tag) w:id=\"\($0)\">\(paragraph($1))</w:\(tag)>"
  }.joined()
  let separator = "<w:\(tag) w:type=\"separator\" w:id=\"-1\">\(paragraph("---"))</w:\(tag)>"
  return "<w:\(tag)s\(WordFile.declarations)>\(separator)\(notes)</w:\(tag)s>"
}

private func box(_ content: String) -> String {
  "<w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"n\"/><wps:wsp><wps:txbx><w:txbxContent>\(content)"
    + "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>"
}

@Suite struct `Parts of Word` {
  @Test func `that are headers and footers stand around their section`() throws {
    let references =
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/><w:headerReference "
      + "w:type=\"first\" r:id=\"f\"/><w:footerReference w:type=\"even\" r:id=\"e\"/>"
    let body =
      paragraph("a") + "<w:p><w:pPr>\(references)<w:titlePg/></w:sectPr></w:pPr></w:p>"
      + paragraph("b") + references + "</w:sectPr>"
    let build = { (file: inout WordFile) in
      file.add("header", "h.xml", header("hdr", "top"), id: "h")
      file.add("header", "f.xml", header("hdr", "first"), id: "f")
      file.add("footer", "e.xml", header("ftr", "even"), id: "e")
    }
    let document = try wordDocument(body, build)
    #expect(document.elements.map(\.text) == ["top", "first", "a", "b"])
    #expect(document.elements.map(\.kind).prefix(2) == [.header, .header])
    #expect(document.elements.map(\.headerFooterType) == ["primary", "first_page", nil, nil])
    let even = try wordDocument(body) { file in
      build(&file)
      file.add(
        "settings",
        "settings.xml",
        "<w:settings\(WordFile.declarations)><w:evenAndOddHeaders/></w:settings>"
      )
    }
    try #require(even.elements.map(\.text) == ["top", "first", "a", "even", "b"])
    #expect(even.elements[3].kind == .footer && even.elements[3].headerFooterType == "even_page")
  }

  @Test func `that are notes stand behind the block, or at the end`() throws {
    let mark = { (kind: String, id: Int) in "<w:r><w:\(kind)Reference w:id=\"\(id)\"/></w:r>" }
    let body =
      "<w:p><w:r><w:t>a</w:t></w:r>\(mark("footnote", 2))\(mark("endnote", 1))</w:p>"
      + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r>\(mark("footnote", 3))</w:p></w:tc></w:tr>"
      + "</w:tbl>" + "<w:p>\(mark("footnote", 2))<w:r><w:t>c</w:t></w:r></w:p>"
    let document = try wordDocument(body) {
      $0.add("footnotes", "footnotes.xml", notes("footnote", [2: "two", 3: "three", 4: "unused"]))
      $0.add("endnotes", "endnotes.xml", notes("endnote", [1: "end"]))
    }
    #expect(document.elements.map(\.text) == ["a", "two", "b", "three", "c", "end"])
    #expect(
      document.elements.map(\.role) == [nil, "footnote", nil, "footnote", nil, "endnote"]
    )
    #expect(document.elements.map(\.label) == [nil, "1", nil, "2", nil, "i"])
  }

  @Test(arguments: [false, true])
  func `that are comments come when asked for`(wanted: Bool) throws {
    let body = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"
    var options = ExtractionOptions()
    options.word.comments = wanted
    let document = try wordDocument(body, options: options) {
      $0.add("comments", "comments.xml", notes("comment", [0: "why?"]))
    }
    #expect(document.elements.map(\.text) == (wanted ? ["a", "why?"] : ["a"]))
    #expect(document.elements.last?.role == (wanted ? "comment" : nil))
  }

  @Test func `in boxes come behind the paragraph, from one alternative only`() throws {
    let content = paragraph("in") + paragraph("box")
    let fallback =
      "<w:pict><v:shape><v:textbox><w:txbxContent>\(content)</w:txbxContent></v:textbox></v:shape>"
      + "</w:pict>"
    for (needs, isFirst) in [("wps", true), ("unheard", false)] {
      let body =
        "<w:p><w:r><w:t>be</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"\(needs)\">"
        + box(content) + "</mc:Choice><mc:Fallback>\(fallback)</mc:Fallback></mc:AlternateContent>"
        + "</w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fore</w:t></w:r></w:p>"
      let document = try wordDocument(body)
      #expect(document.elements.map(\.text) == ["before", "in", "box"], "\(isFirst)")
      #expect(document.elements.map(\.role) == [nil, "text-box", "text-box"])
      #expect(document.ledger.drops == [.alternative: 5])
    }
  }

  @Test func `in a box of a cell are text of the cell`() throws {
    let body =
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r><w:r>\(box(paragraph("b")))</w:r></w:p></w:tc>"
      + "</w:tr></w:tbl>"
    #expect(try wordDocument(body).elements.map(\.text) == ["a\nb"])
  }

  @Test func `that are pictures have digest, type and description`() throws {
    let drawing = { (reference: String) in
      "<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"n\" descr=\"A &amp; B\"/><a:graphic><pic:pic>"
        + "<a:blip \(reference)/></pic:pic></a:graphic></wp:inline></w:drawing>"
    }
    let body =
      "<w:p><w:r><w:t>x</w:t></w:r><w:r>\(drawing("r:embed=\"p\""))</w:r></w:p>"
      + "<w:p><w:r>\(drawing("r:link=\"q\""))\(drawing("r:embed=\"none\""))</w:r></w:p>"
    let document = try wordDocument(body) {
      $0.add("image", "media/i.png", "not really", id: "p")
      $0.relationships.append(("q", "image", "http://far.away/i.png", true))
    }
    try #require(document.elements.map(\.kind) == [.uncategorizedText, .image, .image])
    let digest = SHA256.digest(Array("not really".utf8)).description
    #expect(document.elements[1].image == .init(mediaType: "image/png", digest: digest))
    #expect(document.elements[1].text == "A & B")
    #expect(document.elements[2].image == nil)
    #expect(document.elements[2].links.map(\.url) == ["http://far.away/i.png"])
  }

  @Test func `in other formats keep their text, or are remarked on`() throws {
    let body = paragraph("a") + "<w:altChunk r:id=\"h\"/><w:altChunk r:id=\"o\"/>" + paragraph("b")
    let document = try wordDocument(body) {
      $0.add("aFChunk", "c.html", Self.page, id: "h")
      $0.add("aFChunk", "c.rtf", "{\\rtf1 x}", id: "o")
      $0.contentTypes = [("word/c.html", "text/html"), ("word/c.rtf", "application/rtf")]
    }
    #expect(
      document.elements.map(\.outline) == [
        "Text: a", "Title0: Head", "Text: one two", "Item0: three", "Table: p q\nr s", "Image: sun",
        "Text: b",
      ]
    )
    #expect(document.elements[2].emphasis.map(\.text) == ["two"])
    #expect(document.elements[3].label == "4.")
    #expect(document.elements[4].textAsHTML?.contains("<td>s</td>") == true)
    #expect(document.elements.allSatisfy { $0.sourceRange == nil })
    #expect(
      document.remarks == [
        "is read without its part word/c.rtf, which is a file of the format RTF, which is not read"
      ]
    )
    #expect(document.ledger.isClosed, "\(document.ledger)")
  }

  private static let page =
    "<h1>Head</h1><p>one <b>two</b><ol start=4><li>three</ol><script>x()</script>"
    + "<table><tr><th>p<th>q<tr><td>r<td>s</table><img src=i.png alt=sun>"

  @Test(arguments: [
    ("text/plain", "p.txt", "TOP\n\n- one\n- two", ["a", "TOP", "one", "two", "b"]),
    (
      "message/rfc822", "p.mht",
      "Subject: x\nContent-Type: text/html\n\n<p>one</p><p>two</p>", ["a", "one", "two", "b"]
    ),
    ("application/xml", "p.xml", "<x><p>one</p><p>two</p></x>", ["a", "one", "two", "b"]),
  ])
  func `in formats that are read are read as such`(
    type: String,
    name: String,
    content: String,
    expected: [String]
  ) throws {
    let body = paragraph("a") + "<w:altChunk r:id=\"h\"/>" + paragraph("b")
    let document = try wordDocument(body) {
      $0.add("aFChunk", name, content, id: "h")
      $0.contentTypes = [("word/" + name, type)]
    }
    #expect(document.elements.map(\.text) == expected)
    #expect(document.remarks == [])
    #expect(document.ledger.isClosed, "\(document.ledger)")
  }

  @Test func `in a cell are text of the cell, with their numbers`() throws {
    let cell = "<w:tc><w:altChunk r:id=\"h\"/>\(paragraph(""))</w:tc>"
    let body = "<w:tbl><w:tr>\(cell)<w:tc>\(paragraph("z"))</w:tc></w:tr></w:tbl>"
    let document = try wordDocument(body) {
      $0.add("aFChunk", "c.html", "<ol><li>one<li>two</ol>", id: "h")
      $0.contentTypes = [("word/c.html", "text/html")]
    }
    #expect(document.elements.first?.text.contains("2. two") == true)
    #expect(document.ledger.isClosed, "\(document.ledger)")
  }

  @Test func `that are diagrams give their words`() throws {
    let body = "<w:p><w:r><w:drawing><dgm:relIds r:dm=\"d\"/></w:drawing></w:r></w:p>"
    let points = ["one", "two", "one"].map { "<a:p><a:r><a:t>\($0)</a:t></a:r></a:p>" }.joined()
    let document = try wordDocument(body) {
      let content = "<dgm:dataModel\(WordFile.declarations)>\(points)</dgm:dataModel>"
      $0.add("diagramData", "diagrams/data1.xml", content, id: "d")
    }
    #expect(document.elements.map(\.text) == ["one", "two"])
  }

  @Test func `that are no good are remarked on where they are not the text`() throws {
    let document = try wordDocument(paragraph("a")) {
      $0.add("styles", "styles.xml", "<w:styles")
    }
    #expect(document.elements.map(\.text) == ["a"])
    #expect(document.remarks.count == 1)
    #expect(
      document.remarks[0].hasPrefix("is read without a part: that is damaged: word/styles.xml")
    )
  }

  @Test func `may be one XML document`() throws {
    let file = WordFile(paragraph("flat"))
    let parts = file.allParts.filter { $0.name != "[Content_Types].xml" }.map {
      "<pkg:part pkg:name=\"/\($0.name)\" pkg:contentType=\"application/xml\"><pkg:xmlData>"
        + $0.content + "</pkg:xmlData></pkg:part>"
    }.joined()
    let package =
      "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<pkg:package "
      + "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">\(parts)</pkg:package>"
    let document = try extractWord(Array(package.utf8), options: ExtractionOptions())
    #expect(document.elements.map(\.text) == ["flat"])
  }

  @Test func `tell of the document`() throws {
    var file = WordFile(paragraph("x"))
    file.parts.append(
      (
        "docProps/core.xml",
        "<c:p xmlns:c=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
          + "xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:t=\"http://purl.org/dc/terms/\">"
          + "<d:title> On x </d:title><d:creator>A; B</d:creator><c:keywords>k, l</c:keywords>"
          + "<t:created>2020-01-02T03:04:05Z</t:created></c:p>"
      )
    )
    file.parts.append(
      (
        "docProps/app.xml",
        "<P xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
          + "<Pages>3</Pages><Application>Own</Application></P>"
      )
    )
    let facts = try extractWord(file.bytes, options: ExtractionOptions()).facts
    #expect(facts.title == "On x" && facts.authors == ["A", "B"] && facts.keywords == ["k", "l"])
    #expect(facts.created == "2020-01-02T03:04:05Z")
    #expect(facts.pageCount == 3 && facts.producer == "Own")
  }
}
