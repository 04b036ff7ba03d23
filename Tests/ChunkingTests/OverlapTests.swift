import Chunking
import Documents
import Testing

/// What is repeated is just what the rules say, and where they say so, for texts of plain words.
///
/// Such texts have nothing but letters and single spaces, and no word is longer than the least overlap.
@Suite struct `An overlap of plain words` {
  private static let runs = 1000
  private static let longestWord = 10

  private static func words(_ count: Int, _ random: inout SeededNumbers) -> String {
    (0..<max(1, count)).map { _ in
      String((0...random.below(longestWord)).map { _ in Character(letter(&random)) })
    }.joined(separator: " ")
  }

  private static func letter(_ random: inout SeededNumbers) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(ascii: "a") + UInt8(random.below(26)))
  }

  private static func document(_ random: inout SeededNumbers, most: Int) -> [Element] {
    (0..<random.below(12) + 2).map { _ in
      let count = random.below(5) == 0 ? most / 2 : most / 12
      return Element(.narrativeText, words(random.below(count + 1), &random))
    }
  }

  /// The end of a text from the first word on from which there is not too much.
  private static func lastWords(of text: String, fits: (String) -> Bool) -> String {
    var words = text.split(separator: " ")[...]
    while !words.isEmpty, !fits(words.joined(separator: " ")) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static func prefix(_ chunk: Chunk) -> String { String(chunk.text.prefix(chunk.ownStart)) }
  private static func own(_ chunk: Chunk) -> String {
    String(chunk.text.dropFirst(chunk.ownStart))
  }

  /// How often something was repeated, and how often it had to make room.
  private struct Tally {
    var repeated = 0
    var dropped = 0
  }

  /// Checks what each chunk repeats of the own text of the one before.
  private static func check(
    _ elements: [Element],
    _ options: ChunkingOptions,
    _ size: (String) -> Int,
    most: Int,
    into tally: inout Tally
  ) {
    let chunks = Chunker.cut(elements, options).text.chunks
    #expect(chunks.allSatisfy { $0.text == $0.text.trimmed })
    // A chunk has more of its own than of others.
    let overlap = min(options.overlap, most / 2)
    #expect(chunks.first.map { $0.ownStart == 0 } ?? true)
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      let first = elements[next.elements.lowerBound].text
      #expect(next.isContinuation == (next.elements.lowerBound < chunk.elements.upperBound))
      // What is all of the chunk before with more than an element in it has blank lines, too.
      let paragraphs = own(chunk).split(separator: "\n\n").map(String.init)
      var tail = lastWords(of: paragraphs.last ?? "") { size($0) <= overlap }
      var rest = paragraphs.dropLast()
      if tail == paragraphs.last {
        while let before = rest.popLast() {
          let more = lastWords(of: before) { size($0 + "\n\n" + tail) <= overlap }
          if more.isEmpty { break }
          tail = more + "\n\n" + tail
          if more != before { break }
        }
      }
      let expected = tail + (next.isContinuation ? " " : "\n\n")
      if !next.isContinuation, !options.overlapAll {
        #expect(next.ownStart == 0)
      } else if !next.isContinuation, size(first) <= most, size(expected + first) > most {
        #expect(next.ownStart == 0, "an element that has room without it is not cut for it")
        tally.dropped += 1
      } else {
        #expect(prefix(next) == expected, "\(options.overlap) of \(most)")
        tally.repeated += 1
      }
    }
  }

  @Test func `is as many characters as words let it be`() {
    var tally = Tally()
    for seed in 0..<Self.runs {
      var random = SeededNumbers(seed: UInt64(seed))
      let most = random.below(400) + 60
      var options = ChunkingOptions(.basic)
      options.maxCharacters = most
      options.overlap = random.below(most - 20) + 15
      options.overlapAll = random.below(3) > 0
      let elements = Self.document(&random, most: most)
      Self.check(elements, options, { $0.unicodeScalars.count }, most: most, into: &tally)
    }
    #expect(tally.repeated > 1000 && tally.dropped > 100, "\(tally)")
  }

  @Test func `is as many tokens where only they are limited`() {
    var tally = Tally()
    for seed in 0..<Self.runs {
      var random = SeededNumbers(seed: UInt64(seed))
      let most = random.below(60) + 8
      var options = ChunkingOptions(.basic)
      options.maxTokens = most
      options.counter = WordCounter()
      options.overlap = random.below(most - 4) + 2
      options.overlapAll = random.below(3) > 0
      let elements = Self.document(&random, most: most * 8)
      Self.check(elements, options, { WordCounter().count($0) }, most: most, into: &tally)
    }
    #expect(tally.repeated > 1000 && tally.dropped > 100, "\(tally)")
  }

  // MARK: In the chunks of Unstructured

  @Test(arguments: 0..<runs / 10) func `is cut off by its length with compat`(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let most = random.below(300) + 60
    var options = ChunkingOptions(.basic)
    (options.isCompatible, options.maxCharacters) = (true, most)
    options.overlap = random.below(most - 20)
    let text = Self.words(random.below(300) + most / 2, &random)
    let chunks = Chunker.cut([Element(.narrativeText, text)], options).text.chunks
    if text.count > most { #expect(chunks.count > 1) }
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      // The space after it counts, and one at its beginning is gone.
      let tail = chunk.text.suffix(max(0, options.overlap - 1)).drop { $0 == " " }
      #expect(Self.prefix(next) == (options.overlap > 1 ? tail + " " : ""))
    }
  }

  @Test(arguments: 0..<runs / 10) func `is repeated between all chunks with compat`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let most = random.below(300) + 100
    var options = ChunkingOptions(.basic)
    (options.isCompatible, options.maxCharacters, options.overlapAll) = (true, most, true)
    options.overlap = random.below(most / 2) + 1
    // Each has room beside the overlap, so that none is cut.
    let elements = (0..<20).map { _ in
      Element(.narrativeText, String(Self.words(most, &random).prefix(most / 2 - 2)).folded)
    }
    let chunks = Chunker.cut(elements, options).text.chunks
    #expect(chunks.count > 1)
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      let tail = chunk.text.suffix(options.overlap).drop { $0 == " " || $0 == "\n" }
      #expect(Self.prefix(next) == tail + "\n\n")
    }
  }

  @Test(arguments: 0..<runs / 10) func `is so many words with compat`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let most = random.below(40) + 5
    var options = ChunkingOptions(.basic)
    (options.isCompatible, options.maxTokens, options.counter) = (true, most, WordCounter())
    options.overlap = random.below(most)
    let text = Self.words(random.below(300) + most, &random)
    let chunks = Chunker.cut([Element(.narrativeText, text)], options).text.chunks
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      let tail = chunk.text.split(separator: " ").suffix(options.overlap).joined(separator: " ")
      #expect(Self.prefix(next) == (options.overlap > 0 ? tail + " " : ""))
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let isSpace = { (character: Character) in character == " " || character == "\n" }
    return String(String(drop(while: isSpace).reversed()).drop(while: isSpace).reversed())
  }

  /// Without the space at its end, where a cut has left one.
  fileprivate var folded: String { hasSuffix(" ") ? String(dropLast()) : self }
}
