import Chunking
import Documents
import Testing

/// What stays together, and where chunks end.
@Suite struct `Chunks by structure` {
  private static func title(_ text: String, _ depth: Int = 0) -> Element {
    Element(.title, text, depth: depth)
  }

  private static func text(_ count: Int, _ letter: Character = "x") -> Element {
    Element(.narrativeText, String(repeating: letter, count: count))
  }

  private static func item(_ text: String, _ depth: Int = 0) -> Element {
    Element(.listItem, text, depth: depth)
  }

  @Test func `a heading is never the last of a chunk`() {
    let elements = [Self.text(60), Self.title("Heading"), Self.text(60, "y")]
    let found = chunks(elements, .basic) { $0.maxCharacters = 75 }
    #expect(found.map { $0.text.prefix(7) } == ["xxxxxxx", "Heading"])
  }

  @Test func `a heading stands before the first piece of a long text`() {
    let elements = [
      Self.title("Heading"), Element(.narrativeText, "One is here. Two is there. Three."),
    ]
    let found = chunks(elements) { $0.maxCharacters = 24 }
    #expect(found.map(\.text) == ["Heading\n\nOne is here.", "Two is there. Three."])
  }

  @Test func `a title without text joins what follows, whatever combining says`() {
    let elements = [
      Self.title("A"), Self.title("B", 1), Self.text(3), Self.title("C", 1), Self.text(3, "y"),
    ]
    let found = chunks(elements) { $0.combineTextUnderCharacters = 0 }
    #expect(found.map(\.text) == ["A\n\nB\n\nxxx", "C\n\nyyy"])
  }

  @Test func `short sections are joined to equals and to those below, never to one above`() {
    let elements = [
      Self.title("1"), Self.text(3), Self.title("1.1", 1), Self.text(3), Self.title("1.2", 1),
      Self.text(3), Self.title("2"), Self.text(3), Self.title("2.1", 1), Self.text(3),
    ]
    #expect(
      chunks(elements).map(\.text)
        == ["1\n\nxxx\n\n1.1\n\nxxx\n\n1.2\n\nxxx\n\n2\n\nxxx\n\n2.1\n\nxxx"]
    )
    let deep = [Self.title("1.2", 1), Self.text(3), Self.title("2"), Self.text(3)]
    #expect(chunks(deep).map(\.text) == ["1.2\n\nxxx", "2\n\nxxx"])
  }

  @Test func `joining stops at the soft maximum`() {
    let elements = (0..<4).flatMap { [Self.title("T\($0)"), Self.text(10)] }
    let found = chunks(elements) { $0.newAfterCharacters = 30 }
    #expect(found.map(\.text.count) == [30, 30])
  }

  @Test func `a list moves to the next chunk as a whole`() {
    let elements =
      [Self.text(50), Element(.narrativeText, "Take these:")]
      + ["one", "two", "three"].map { Self.item($0) }
    let found = chunks(elements, .basic) { $0.maxCharacters = 75 }
    #expect(found.map(\.text) == [Self.text(50).text, "Take these:\n\none\n\ntwo\n\nthree"])
  }

  @Test func `a list that is too long is cut before an item of its first level`() {
    let elements = [
      Self.item("alpha"), Self.item("beta"), Self.item("gamma", 1), Self.item("delta", 1),
    ]
    let found = chunks(elements, .basic) { $0.maxCharacters = 21 }
    #expect(found.map(\.text) == ["alpha", "beta\n\ngamma\n\ndelta"])
  }

  @Test func `code is cut between lines and keeps its indentation`() {
    let code = "func a() {\n  one()\n  two()\n}\n\nfunc b() {\n  three()\n}"
    let found = chunks([Element(.codeSnippet, code)]) { $0.maxCharacters = 32 }
    #expect(found.map(\.text) == ["func a() {\n  one()\n  two()\n}", "func b() {\n  three()\n}"])
  }

  @Test func `the rest of a long text goes on with what follows`() {
    let elements = [
      Element(.narrativeText, "One is here now. Two is there."), Element(.narrativeText, "Three."),
    ]
    let found = chunks(elements) { $0.maxCharacters = 24 }
    #expect(found.map(\.text) == ["One is here now.", "Two is there.\n\nThree."])
    #expect(found.map(\.isContinuation) == [false, true])
  }

  @Test func `an overlap begins with a sentence or a word, and is never alone`() {
    let text = "The gauge was wet. It rained for days on end, and nobody came. Then it stopped."
    let found = chunks([Element(.narrativeText, text)]) {
      ($0.maxCharacters, $0.overlap) = (64, 18)
    }
    #expect(
      found.map(\.text) == [
        "The gauge was wet. It rained for days on end, and nobody came.",
        "and nobody came. Then it stopped.",
      ]
    )
    #expect(found.map(\.ownStart) == [0, 17])
  }

  @Test func `headers, footers and page numbers are left out and counted`() {
    let elements = [
      Element(.header, "Running head"), Self.text(4), Element(.pageNumber, "12"),
      Element(.footer, "Foot"),
    ]
    let (text, ledger) = Chunker.cut(elements, ChunkingOptions())
    #expect(text.chunks.map(\.text) == ["xxxx"])
    #expect(ledger.drops == [.headers: 11, .pageNumbers: 2, .footers: 4])
    #expect(ledger.found == 21 && ledger.own == 4 && ledger.isClosed)
    #expect(
      chunks(elements) { $0.leavesOut = [] }.map(\.text) == ["Running head\n\nxxxx\n\n12\n\nFoot"]
    )
  }

  @Test func `sentences, tokens and whole documents are other ways`() {
    let elements = [
      Self.title("Head"), Element(.narrativeText, "One is here. Two is there. Three."),
      Self.text(5),
    ]
    #expect(
      chunks(elements, .sentences) { $0.maxSentences = 2 }.map(\.text)
        == ["Head\n\nOne is here. Two is there.", "Three.\n\nxxxxx"]
    )
    #expect(
      chunks(elements, .tokens) { ($0.maxTokens, $0.counter) = (4, WordCounter()) }.map(\.text)
        == ["Head\n\nOne is here.", "Two is there. Three.", "xxxxx"]
    )
    #expect(
      chunks(elements, .document).map(\.text)
        == ["Head\n\nOne is here. Two is there. Three.\n\nxxxxx"]
    )
  }

  @Test func `small chunks know the larger ones that they are pieces of`() {
    let elements = [
      Self.title("Head"), Element(.narrativeText, "One is here. Two is there."), Self.title("Next"),
      Self.text(5),
    ]
    let options = ChunkingOptions.with {
      ($0.maxCharacters, $0.parentCharacters) = (20, 100)
      $0.combineTextUnderCharacters = 0
    }
    let text = Chunker.cut(elements, options).text
    #expect(
      text.parents.map(\.text)
        == ["Head\n\nOne is here. Two is there.\n\nNext\n\nxxxxx"]
        || text.parents.map(\.text) == ["Head\n\nOne is here. Two is there.", "Next\n\nxxxxx"]
    )
    #expect(text.chunks.map(\.text) == ["Head\n\nOne is here.", "Two is there.", "Next\n\nxxxxx"])
    #expect(text.chunks.allSatisfy { $0.parent.map(text.parents.indices.contains) == true })
  }
}
