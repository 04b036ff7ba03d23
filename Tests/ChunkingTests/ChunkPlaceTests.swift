import Chunking
import Documents
import Testing

/// What a chunk knows of its place: the headings above it, its elements, its ranges, pages and languages.
@Suite struct `The place of a chunk` {
  @Test func `has the titles above it, outermost first`() {
    let elements = [
      Element(.narrativeText, "before"),
      Element(.title, " One \n day ", depth: 0), Element(.narrativeText, "a"),
      Element(.title, "Deep", depth: 2), Element(.narrativeText, "b"),
      Element(.title, "Middle", depth: 1), Element(.narrativeText, "c"),
      Element(.title, " ", depth: 0),
      Element(.title, "Two"), Element(.table, "t"),
    ]
    let paths = chunks(elements) { $0.combineTextUnderCharacters = 0 }.map(\.titlePath)
    #expect(paths == [[], ["One day"], ["One day", "Deep"], ["One day", "Middle"], ["Two"]])
  }

  @Test func `has a path that no document can make long`() {
    let elements = (0..<500).map { Element(.title, "t", depth: $0) } + [Element(.listItem, "x")]
    #expect(chunks(elements).last?.titlePath.count == 64)
  }

  @Test func `spans the ranges and pages of its elements`() throws {
    func box(_ left: Float) -> Box { Box(left: left, top: 1, right: left + 5, bottom: 9) }
    var elements = [
      Element(.pageBreak, ""), Element(.title, "A", sourceRange: 10..<11),
      Element(.narrativeText, "b"), Element(.narrativeText, "c", sourceRange: 2..<5),
    ]
    elements[1].pageNumber = 3
    elements[1].languages = ["eng"]
    elements[3].pageNumber = 2
    elements[3].languages = ["deu", "eng"]
    elements[3].places = [2, 4].map {
      Place(page: $0, box: box(Float($0)), pageWidth: 595, pageHeight: 842)
    }
    let chunk = try #require(chunks(elements, .basic).first)
    #expect(chunk.elements == 1..<4)
    #expect(chunk.sourceRange == 2..<11)
    #expect(chunk.characters == 0..<7)
    #expect(chunk.pages == 2...4)
    #expect(
      chunk.spans == [
        Chunk.Span(page: 3, box: nil), Chunk.Span(page: 2, box: box(2)),
        Chunk.Span(page: 4, box: box(4)),
      ]
    )
    #expect(chunk.languages == ["eng", "deu"])
    #expect(chunk.titlePath == ["A"])
    let bare = try #require(chunks([Element(.listItem, "x")], .basic).first)
    #expect(bare.sourceRange == nil && bare.pages == nil && bare.spans.isEmpty)
  }

  @Test func `is told for each piece of a long element`() {
    let text = "one two three four five"
    let elements = [Element(.title, "T"), Element(.narrativeText, text, sourceRange: 4..<27)]
    let found = chunks(elements) { $0.maxCharacters = 10 }
    #expect(found.map(\.text) == ["T\n\none two", "three four", "five"])
    #expect(found.map(\.isContinuation) == [false, true, true])
    #expect(found.map(\.characters) == [0..<10, 11..<21, 22..<26])
    #expect(found.map(\.elements) == [0..<2, 1..<2, 1..<2])
    #expect(found.allSatisfy { $0.titlePath == ["T"] && $0.sourceRange == 4..<27 })
  }

  @Test func `is found by the labels that its format counts`() {
    var title = Element(.title, "Scope", depth: 0)
    title.label = "2.1"
    var item = Element(.listItem, "see there", depth: 0)
    item.label = "b)"
    var picture = Element(.uncategorizedText, "")
    picture.label = "iv."
    let found = chunks([title, item, picture])
    #expect(found.map(\.text) == ["2.1 Scope\n\nb) see there\n\niv."])
    #expect(found.map(\.titlePath) == [["2.1 Scope"]])
    let short = chunks([item]) { $0.maxCharacters = 6 }
    #expect(short.map(\.text) == ["b) see", "there"], "and they count in its length")
  }

  @Test func `ends with the part of the document that it is in`() {
    func part(_ text: String, role: String? = nil, from path: [String] = [], _ kind: ElementKind)
      -> Element
    {
      var element = Element(kind, text, depth: kind == .title ? 0 : nil)
      element.role = role
      if !path.isEmpty { element.attachment = Element.Attachment(path: path, mediaType: nil) }
      return element
    }
    let elements = [
      part("head", role: "header", .uncategorizedText), part("A", .title), part("b", .listItem),
      part("home", role: "navigation", .listItem), part("c", role: "footnote", .narrativeText),
      part("d", from: ["x.txt"], .narrativeText), part("e", from: ["x.txt", "y"], .title),
      part("f", from: ["x.txt", "y"], .narrativeText), part("g", from: ["z"], .narrativeText),
    ]
    let found = chunks(elements)
    #expect(found.map(\.text) == ["head", "A\n\nb", "home", "c", "d", "e\n\nf", "g"])
    #expect(found.map(\.titlePath) == [[], ["A"], [], ["A"], [], ["e"], []])
    #expect(
      found.map { $0.attachment?.path ?? [] }
        == [[], [], [], [], ["x.txt"], ["x.txt", "y"], ["z"]]
    )
  }

  @Test func `has titles in front of what is embedded, none of them twice`() {
    let elements = [
      Element(.title, "A", depth: 0), Element(.title, "B", depth: 1),
      Element(.narrativeText, "One sentence. Another one."), Element(.title, "C", depth: 1),
      Element(.narrativeText, "c"),
    ]
    let found = chunks(elements) {
      $0.maxCharacters = 22
      $0.repeatsTitles = true
      $0.combineTextUnderCharacters = 0
    }
    #expect(
      found.map(\.embeddedText)
        == ["A\n\nB\n\nOne sentence.", "A\nB\n\nAnother one.", "A\n\nC\n\nc"]
    )
    #expect(found.map(\.text) == ["A\n\nB\n\nOne sentence.", "Another one.", "C\n\nc"])
  }
}
