import Chunking
import Documents
import Testing

/// What a chunk knows of its place: the headings above it, its elements, its range and pages.
@Suite struct `The place of a chunk` {
  private let alone = ChunkingOptions(maxCharacters: 100, combineTextUnderCharacters: 0)

  @Test func `has the titles above it, outermost first`() {
    let elements = [
      Element(.narrativeText, "before"),
      Element(.title, " One \n day ", depth: 0), Element(.narrativeText, "a"),
      Element(.title, "Deep", depth: 2), Element(.narrativeText, "b"),
      Element(.title, "Middle", depth: 1),
      Element(.title, " ", depth: 0),
      Element(.title, "Two"), Element(.table, "t"),
    ]
    let paths = chunkByTitle(elements, alone).map(\.titlePath)
    #expect(
      paths == [
        [], ["One day"], ["One day", "Deep"], ["One day", "Middle"], ["Two"], ["Two"],
      ]
    )
  }

  @Test func `has a path that no document can make long`() {
    let elements = (0..<500).map { Element(.title, "t", depth: $0) }
    #expect(chunkByTitle(elements, alone).last?.titlePath.count == 64)
  }

  @Test func `spans the ranges and pages of its elements`() throws {
    var elements = [
      Element(.pageBreak, ""), Element(.title, "A", sourceRange: 10..<11),
      Element(.narrativeText, "b"), Element(.narrativeText, "c", sourceRange: 2..<5),
    ]
    elements[1].pageNumber = 3
    elements[3].pageNumber = 2
    let chunk = try #require(chunkBasic(elements, ChunkingOptions()).first)
    #expect(chunk.elements == 0..<4)
    #expect(chunk.sourceRange == 2..<11)
    #expect(chunk.pages == 2...3)
    #expect(chunk.titlePath == ["A"])
    let bare = try #require(chunkBasic([Element(.listItem, "x")], ChunkingOptions()).first)
    #expect(bare.sourceRange == nil && bare.pages == nil)
  }

  @Test func `is the same for each piece of a long element`() {
    let text = "one two three four five"
    let elements = [Element(.title, "T"), Element(.narrativeText, text, sourceRange: 4..<27)]
    let options = ChunkingOptions(maxCharacters: 10)
    let chunks = chunkByTitle(elements, options)
    #expect(chunks.map(\.text) == ["T", "one two", "three four", "five"])
    #expect(chunks.map(\.isContinuation) == [false, false, true, true])
    #expect(chunks.dropFirst().allSatisfy { $0.elements == 1..<2 && $0.sourceRange == 4..<27 })
    #expect(chunks.allSatisfy { $0.titlePath == ["T"] })
  }

  @Test func `is found by the labels that its format counts`() {
    var title = Element(.title, "Scope", depth: 0)
    title.label = "2.1"
    var item = Element(.listItem, "see there", depth: 0)
    item.label = "b)"
    var picture = Element(.uncategorizedText, "")
    picture.label = "iv."
    let chunks = chunkByTitle([title, item, picture], ChunkingOptions())
    #expect(chunks.map(\.text) == ["2.1 Scope\n\nb) see there\n\niv."])
    #expect(chunks.map(\.titlePath) == [["2.1 Scope"]])
    let short = chunkByTitle([item], ChunkingOptions(maxCharacters: 6))
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
    let chunks = chunkByTitle(elements, ChunkingOptions())
    #expect(chunks.map(\.text) == ["head", "A\n\nb", "home", "c", "d", "e\n\nf", "g"])
    #expect(chunks.map(\.titlePath) == [[], ["A"], [], ["A"], [], ["e"], []])
    #expect(
      chunks.map { $0.attachment?.path ?? [] }
        == [[], [], [], [], ["x.txt"], ["x.txt", "y"], ["z"]]
    )
  }
}
