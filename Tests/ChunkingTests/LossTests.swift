import Chunking
import Documents
import Testing

/// Whatever the elements and the options, every letter comes out, in order, with the chunks of Unstructured too.
@Suite struct `No letter is lost` {
  /// Elements whose letters, one to four bytes long, only rise, so that any loss can be told.
  private struct Document {
    var elements: [Element] = []
    /// The place of each letter in the whole document.
    var places: [Unicode.Scalar: Int] = [:]

    init(_ random: inout SeededNumbers, tables: Bool) {
      let kinds: [ElementKind] = [
        .title, .narrativeText, .narrativeText, .listItem, .codeSnippet, .pageBreak,
        tables ? .table : .footer,
      ]
      let spaces = [
        " ", " ", " ", " ", "\n", "\r\n", "  ", "\t", "\u{1F}", "\u{85}", "\u{A0}", "\u{2028}",
        "\u{3000}", " \u{2003}\n ",
      ]
      let stride = random.below(60) + 1
      var next: UInt32 = 0x21
      for _ in 0..<random.below(30) {
        let kind = kinds[random.below(kinds.count)]
        var text = random.below(5) == 0 ? spaces[random.below(spaces.count)] : ""
        let wordLength = random.below(4) == 0 ? 60 : 8
        for _ in 0..<(kind == .pageBreak ? 0 : random.below(random.below(3) == 0 ? 40 : 6)) {
          for _ in 0...random.below(wordLength) {
            next += UInt32(random.below(stride) + 1)
            while true {
              if let scalar = Unicode.Scalar(next), !`No letter is lost`.isSpace(scalar) { break }
              next += 1
            }
            guard let scalar = Unicode.Scalar(next) else { continue }
            places[scalar] = places.count
            text.unicodeScalars.append(scalar)
          }
          text += spaces[random.below(spaces.count)]
        }
        var element = Element(kind, text, depth: random.below(2) == 0 ? nil : random.below(4))
        if random.below(2) == 0 { element.pageNumber = random.below(3) + 1 }
        elements.append(element)
      }
    }
  }

  fileprivate static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  private static func options(_ random: inout SeededNumbers) -> ChunkingOptions {
    let maximum = random.below(3) == 0 ? random.below(12) + 1 : random.below(200) + 1
    return .with {
      $0.isCompatible = true
      $0.maxCharacters = maximum
      $0.newAfterCharacters = random.below(2) == 0 ? nil : random.below(maximum + 20)
      $0.combineTextUnderCharacters = random.below(2) == 0 ? nil : random.below(maximum + 1)
      $0.overlap = random.below(2) == 0 ? 0 : random.below(maximum)
      $0.overlapAll = random.below(3) == 0
      $0.multipageSections = random.below(2) == 0
    }
  }

  @Test(arguments: 0..<400) func `from any document`(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let document = Document(&random, tables: seed % 2 == 0)
    let options = Self.options(&random)
    try #require(problems(in: options).isEmpty)
    for strategy in [ChunkingOptions.Strategy.byTitle, .basic] {
      var options = options
      options.strategy = strategy
      let (text, ledger) = Chunker.cut(document.elements, options)
      let chunks = text.chunks
      #expect(ledger.isClosed && ledger.missing == 0, "\(ledger)")
      var seen = 0
      var lastElement = 0
      for chunk in chunks {
        #expect(!chunk.text.isEmpty)
        #expect(chunk.text.unicodeScalars.count <= options.maxCharacters ?? 0, "\(options)")
        #expect(chunk.elements.lowerBound >= lastElement && !chunk.elements.isEmpty)
        lastElement = chunk.elements.lowerBound
        let places = chunk.text.unicodeScalars.filter { !Self.isSpace($0) }
          .map { document.places[$0] ?? -1 }
        guard let first = places.first, let last = places.last else { continue }
        #expect(places == Array(first..<(first + places.count)), "\(options)")
        #expect(first <= seen && first >= seen - options.overlap, "\(options)")
        seen = max(seen, last + 1)
      }
      #expect(seen == document.places.count, "\(options)")
    }
  }
}
