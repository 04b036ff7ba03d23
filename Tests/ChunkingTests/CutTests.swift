import Chunking
import Documents
import Testing

/// What happens where a cut is hard to place.
@Suite struct `A hard cut` {
  /// Long texts have more tokens than their parts together.
  private struct GrowingCounter: TokenCounter {
    func count(_ text: String) -> Int {
      let words = WordCounter().count(text)
      return words + words / 8
    }
  }

  @Test func `leaves each half the titles that stand above it`() throws {
    func words(_ count: Int) -> String {
      Array(repeating: "w", count: count).joined(separator: " ")
    }
    let elements = [
      Element(.title, "A", depth: 0), Element(.title, "B", depth: 1),
      Element(.title, "C", depth: 2),
      Element(.narrativeText, words(17)), Element(.narrativeText, words(4)),
      Element(.narrativeText, words(4)), Element(.narrativeText, words(4)),
      Element(.title, "D", depth: 0), Element(.title, "E", depth: 1),
      Element(.narrativeText, words(4)),
    ]
    let found = chunks(elements, .basic) {
      $0.maxTokens = 22
      $0.counter = GrowingCounter()
      $0.repeatsTitles = true
    }
    #expect(found.allSatisfy { ($0.tokens ?? .max) <= 22 })
    let last = try #require(found.last)
    #expect(last.embeddedText == "D\n\nE\n\nw w w w")
    #expect(found.dropFirst().first?.embeddedText.hasPrefix("A\nB\nC\n\n") == true)
  }

  @Test(arguments: [
    ("ab cd 👩‍👩‍👧‍👦 ef", 10, 5, ["ab cd", "👩‍👩‍👧‍👦 ef"]),
    ("👩‍👩‍👧👩‍👩‍👧", 8, 0, ["👩‍👩‍👧", "👩‍👩‍👧"]),
    ("👩‍👩‍👧", 3, 0, ["👩‍👩", "‍👧"]),
  ])
  func `divides no character that has room in a chunk`(
    _ text: String,
    _ most: Int,
    _ overlap: Int,
    _ expected: [String]
  ) {
    let found = chunks([Element(.narrativeText, text)], .basic) {
      $0.maxCharacters = most
      $0.overlap = overlap
      $0.overlapAll = overlap > 0
    }
    #expect(found.map(\.text) == expected)
  }

  @Test func `leaves no room for an overlap before a title that is too long with it`() {
    let elements = [
      Element(.codeSnippet, String(repeating: "x", count: 30)),
      Element(.title, "a a a a a a a a a", depth: 0), Element(.table, "b b"),
    ]
    let found = chunks(elements, .basic) {
      $0.maxCharacters = 20
      $0.overlap = 7
      $0.overlapAll = true
    }
    #expect(found.allSatisfy { $0.text.unicodeScalars.count <= 20 }, "\(found.map(\.text))")
  }

  @Test(.timeLimit(.minutes(1)))
  func `is found at once in a character of very many signs`() {
    let text = "a" + String(repeating: "\u{301}", count: 1 << 19)
    let found = chunks([Element(.narrativeText, text)], .basic)
    #expect(found.count == ((1 << 19) + 1 + 499) / 500)
  }

  @Test func `keeps what a row is called with some of the row`() {
    var table = Element(.table, "7 The rudder sticks when it is cold. Grease it every spring.")
    table.textAsHTML =
      "<table><tr><td>7</td><td>The rudder sticks when it is cold. Grease it every spring.</td></tr></table>"
    let found = chunks([table], .basic) { $0.maxCharacters = 50 }
    #expect(
      found.map(\.text) == ["7 The rudder sticks when it is cold.", "7 Grease it every spring."]
    )
    #expect(found.map(\.ownStart) == [0, 2])
  }
}
