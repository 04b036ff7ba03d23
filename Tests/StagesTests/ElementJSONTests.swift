import Documents
import JSON
import Pipeline
import Stages
import Testing

/// Elements as JSON: what is written, and what comes back of it.
@Suite struct ElementJSONTests {
  private func lines(_ document: ParsedDocument, _ path: String = "letters/a.pdf") -> [UInt8] {
    var text = JSONText()
    ElementLines.write(document, of: DocumentIdentity(source: "", path: path), to: &text)
    return text.bytes
  }

  private func metadata(_ element: Element, _ path: String = "a.pdf") throws -> JSON {
    let json = try JSONParser.value(lines(ParsedDocument([element]), path), file: "line")
    return try #require(json["metadata"])
  }

  @Test func everythingComesBack() throws {
    let document = Sample.elements.document
    let read = try ElementReader.read(lines(document))
    #expect(read.map(\.path) == ["letters/a.pdf"])
    #expect(read.first?.document.elements == document.elements)
    #expect(read.first?.document.facts.mail == document.facts.mail)
    let again = try #require(read.first?.document)
    #expect(lines(again) == lines(document), "and gives the same bytes again")
  }

  @Test func coordinatesAreFourCorners() throws {
    let metadata = try metadata(Sample.placed)
    let coordinates = try #require(metadata["coordinates"])
    #expect(
      coordinates.compact
        == #"{"points":[[72.1,0.5],[72.1,88.25],[300,88.25],[300,0.5]],"#
        + #""system":"PixelSpace","layout_width":595.276,"layout_height":841.89}"#
    )
    let spans = try #require(metadata["spans"])
    #expect(
      spans.compact
        == #"[{"page":2,"box":[72.1,0.5,300,88.25]},"#
        + #"{"page":3,"box":[72.1,0.5,300,88.25],"layout":[841.89,595.276]}]"#
    )
  }

  @Test(arguments: [
    ("a.md", "text/markdown"), ("a.txt", "text/plain"), ("a", "text/plain"),
    ("x/a.PDF", "application/pdf"), ("a.html", "text/html"), ("a.eml", "message/rfc822"),
    ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ])
  func fileTypesAreMediaTypes(path: String, type: String) throws {
    #expect(try metadata(Element(.title, "x"), path)["filetype"]?.string == type)
  }

  @Test func headingsAboveAreNamed() throws {
    let texts: [(ElementKind, String, Int?)] = [
      (.title, "One", 0), (.title, "Two", 1), (.narrativeText, "a", nil), (.title, "Three", 1),
      (.narrativeText, "b", nil), (.title, "Four", 0), (.narrativeText, "c", nil),
    ]
    let bytes = lines(ParsedDocument(texts.map { Element($0.0, $0.1, depth: $0.2) }))
    let paths = try bytes.split(separator: 0x0A).map { line in
      let json = try JSONParser.value(Array(line), file: "line")
      return (json["metadata"]?["heading_path"]?.elements ?? []).compactMap(\.string)
    }
    #expect(
      paths == [[], ["One"], ["One", "Two"], ["One"], ["One", "Three"], [], ["Four"]]
    )
  }

  /// What their library writes, with fields that we have no place for.
  private static let theirs = #"""
    [ { "type": "Header", "element_id": "aa", "text": "Rain",
        "metadata": { "filename": "a.pdf", "file_directory": "x", "page_number": 2,
          "last_modified": "2024-01-01T00:00:00", "languages": ["eng"], "is_extracted": "true",
          "coordinates": { "points": [[10.0, 700.0], [10.0, 600.0], [90.0, 600.0], [90.0, 700.0]],
            "system": "PointSpace", "layout_width": 612, "layout_height": 792 } } },
      { "type": "Hologram", "element_id": "bb", "text": "new",
        "metadata": { "filename": "b.png", "file_directory": "x", "parent_id": "aa",
          "emphasized_text_contents": ["new"], "emphasized_text_tags": ["b"],
          "coordinates": { "points": null, "system": null, "layout_width": null, "layout_height": null },
          "attached_to_filename": ["a.pdf"], "image_mime_type": "image/png" } } ]
    """#

  @Test(
    arguments: [
      ("9223372036854775807", nil), ("-5", nil), ("2000000000", nil), ("7", 7), ("0", 0),
    ] as [(String, Int?)]
  )
  func numbersThatNoDocumentHasAreNotTaken(number: String, taken: Int?) throws {
    let line = #"{"type":"Title","text":"a","metadata":{"page_number":N,"category_depth":N}}"#
      .replacing("N", with: number)
    let element = try ElementReader.read(Array(line.utf8))[0].document.elements[0]
    #expect(element.pageNumber == taken)
    #expect(element.categoryDepth == taken)
  }

  /// A worker that was taken over may answer anything.
  @Test(
    arguments: [
      { $0.elements[0].pageNumber = .max }, { $0.elements[0].categoryDepth = -1 },
      { $0.facts.pageCount = .max }, { $0.lostPages = [-1] }, { $0.ledger.found = .max },
      { $0.remarks = Array(repeating: "", count: 10_001) },
    ] as [@Sendable (inout ParsedDocument) -> Void]
  )
  func recordsOfNoDocumentAreDamaged(_ change: @Sendable (inout ParsedDocument) -> Void) throws {
    var document = ParsedDocument([Element(.title, "a")])
    var writer = RecordWriter()
    Elements(document).encode(into: &writer)
    var reader = RecordReader(writer.bytes)
    _ = try Elements(from: &reader)
    change(&document)
    writer = RecordWriter()
    Elements(document).encode(into: &writer)
    reader = RecordReader(writer.bytes)
    #expect(throws: RecordError.self) { _ = try Elements(from: &reader) }
  }

  @Test func unstructuredsOwnIsRead() throws {
    let read = try ElementReader.read(Array(Self.theirs.utf8))
    #expect(read.map(\.path) == ["x/a.pdf"])
    let elements = try #require(read.first?.document.elements)
    #expect(elements.map(\.kind) == [.header, .uncategorizedText])
    #expect(elements[0].languages == ["eng"])
    let box = Box(left: 10, top: 92, right: 90, bottom: 192)
    #expect(elements[0].places == [Place(page: 2, box: box, pageWidth: 612, pageHeight: 792)])
    #expect(elements[1].places == [])
    #expect(elements[1].emphasis == [Element.Emphasis(text: "new", tag: "b")])
    #expect(elements[1].attachment?.path == ["b.png"])
    #expect(elements[1].image?.mediaType == "image/png")
  }

  @Test func attachmentsNameThemselvesAndTheirFile() throws {
    var element = Element(.title, "x")
    element.attachment = Element.Attachment(path: ["b.docx"], mediaType: nil)
    let outer = try metadata(element, "letters/m.eml")
    #expect(outer["filename"]?.string == "b.docx")
    #expect(outer["attached_to_filename"]?.string == "m.eml")
    #expect(outer["filetype"]?.string?.hasSuffix("wordprocessingml.document") == true)
    #expect(outer["attachment_path"] == nil)
    element.attachment = Element.Attachment(path: ["n.eml", "c.bin"], mediaType: "text/plain")
    let inner = try metadata(element, "letters/m.eml")
    #expect(inner["filename"]?.string == "c.bin")
    #expect(inner["attached_to_filename"]?.string == "m.eml")
    #expect(inner["filetype"]?.string == "text/plain")
    #expect(inner["attachment_path"]?.compact == #"["n.eml","c.bin"]"#)
    let document = ParsedDocument([Element(.title, "y"), element])
    let read = try ElementReader.read(lines(document, "letters/m.eml"))
    #expect(read.map(\.path) == ["letters/m.eml"], "and are of one document with it")
    #expect(read.first?.document.elements == document.elements)
  }

  @Test func headingsHaveTheirLabelsAndStayInTheirPart() throws {
    var title = Element(.title, "Scope", depth: 0)
    title.label = "2.1"
    var other = Element(.title, "Links", depth: 1)
    other.role = "navigation"
    let document = ParsedDocument([
      title, Element(.narrativeText, "a"), other, Element(.narrativeText, "b"),
    ])
    let paths = try lines(document).split(separator: 0x0A).map { line in
      let json = try JSONParser.value(Array(line), file: "line")
      return (json["metadata"]?["heading_path"]?.elements ?? []).compactMap(\.string)
    }
    #expect(paths == [[], ["2.1 Scope"], [], ["2.1 Scope"]])
  }

  @Test(arguments: [
    ("{\"type\":\"Title\"}\n{\"text\":\"x\"}", 2, "the element has no 'type'"),
    ("[1]", 1, "an element is an object, not a number"),
    ("\n\nnonsense", 3, ""),
  ])
  func otherThingsAreRefused(text: String, line: Int, message: String) {
    do {
      _ = try ElementReader.read(Array(text.utf8))
      Issue.record("'\(text)' was read")
    } catch {
      #expect(error.place.line == line)
      #expect(message.isEmpty || error.message == message)
    }
  }

  // MARK: The stage

  private func stage(_ text: String) async throws(StageFailure) -> Elements {
    try await ReadElements().process(
      FileContent(bytes: Array(text.utf8), hint: "json"),
      StepContext(path: "a.json")
    )
  }

  @Test func stageGivesTheElements() async throws {
    let elements = try await stage(Self.theirs)
    #expect(elements.elements.map(\.text) == ["Rain", "new"])
  }

  @Test(arguments: [
    ("# no json", "json"),
    (
      #"[{"type":"Title","metadata":{"filename":"a"}},{"type":"Title","metadata":{"filename":"b"}}]"#,
      "several-documents"
    ),
  ])
  func stageRefuses(text: String, reason: String) async {
    await #expect { try await stage(text) } throws: { ($0 as? StageFailure)?.reason == reason }
  }
}
