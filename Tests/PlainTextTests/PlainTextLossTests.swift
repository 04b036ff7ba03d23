import Documents
import PlainText
import Testing

@Suite("Plain text loses nothing")
struct PlainTextLossTests {
  /// A small generator of texts, the same on every run.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  private static let pieces = [
    "word", "Word", "TITLE", "1.", "2.1", "(a)", "b)", "-", "*", "•", "o", "[x]", "[!]", "[12]",
    "漢字", "é", "😀", ".", ":", "。", "---", "=====", "~~~", "a@b.example", "{x}", "300. x", "\u{0}",
    " ", "  ", "    ", "\t", "\u{A0}", "\u{3000}", "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r",
    "\u{C}",
    "\u{2028}", "\u{85}", "\n    ", "\n  ", "\n- ", "\n1. ", "\n===\n",
  ]

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace
  }

  private static func solid(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars where !isSpace(scalar) { text.append(scalar) }
    return String(text)
  }

  @Test("Only white space, rules and markers are left out", arguments: 0..<400)
  func nothingLost(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 977 &+ 5)
    var text = ""
    for _ in 0..<dice.roll(120) { text += Self.pieces[dice.roll(Self.pieces.count)] }
    let scalars = Array(text.unicodeScalars)
    var last = 0
    for element in plainTextElements(text) {
      guard let range = element.sourceRange else {
        Issue.record("no range: \(element)")
        return
      }
      #expect(range.lowerBound >= last && range.upperBound <= scalars.count)
      let between = Self.solid(scalars[last..<range.lowerBound])
      #expect(between.unicodeScalars.allSatisfy { "-=~*".unicodeScalars.contains($0) })
      last = range.upperBound
      let source = Self.solid(scalars[range])
      let result = Self.solid(element.text.unicodeScalars)
      #expect(!result.isEmpty)
      if element.kind == .listItem {
        #expect(source.hasSuffix(result))
        #expect(source.unicodeScalars.count - result.unicodeScalars.count <= 6)
      } else {
        #expect(source == result)
      }
    }
    let rest = Self.solid(scalars[last...])
    #expect(rest.unicodeScalars.allSatisfy { "-=~*".unicodeScalars.contains($0) })
  }

  /// A text by the piece it repeats, so that a report names it without showing it.
  enum Shape: CaseIterable {
    case oneWord, manyWords, emptyLines, listItems, shortLines, brackets, everDeeper

    var text: String {
      switch self {
      case .oneWord: String(repeating: "a", count: 1_000_000)
      case .manyWords: String(repeating: "word ", count: 400_000)
      case .emptyLines: String(repeating: "\n", count: 1_000_000) + "end"
      case .listItems: String(repeating: "- x\n", count: 100_000)
      case .shortLines: String(repeating: "a\n", count: 300_000)
      case .brackets: String(repeating: "[", count: 500_000)
      case .everDeeper:
        (0..<2_000).map { String(repeating: " ", count: $0) + "- x\n" }.joined()
      }
    }

    var elements: Int {
      switch self {
      case .listItems: 100_000
      case .everDeeper: 2_000
      default: 1
      }
    }
  }

  @Test("Sizes and shapes that would hurt a careless reader", arguments: Shape.allCases)
  func shapes(shape: Shape) {
    #expect(plainTextElements(shape.text).count == shape.elements)
  }
}
