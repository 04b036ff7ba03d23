import Chunking
import Documents
import Testing

/// What holds for every document and all options.
@Suite struct `Every document` {
  private static let runs = 1500

  static func options(_ random: inout SeededNumbers) -> ChunkingOptions {
    let strategies: [ChunkingOptions.Strategy] = [
      .byTitle, .byTitle, .byTitle, .basic, .sentences, .tokens, .document,
    ]
    var options = ChunkingOptions(strategies[random.below(strategies.count)])
    let maximum = random.below(4) == 0 ? random.below(60) + 1 : random.below(800) + 40
    switch options.strategy == .tokens ? 2 : random.below(3) {
    case 0: options.maxCharacters = maximum
    case 1:
      options.maxCharacters = maximum
      options.maxTokens = random.below(100) + 4
    default: options.maxTokens = random.below(100) + 4
    }
    if options.strategy == .document { (options.maxCharacters, options.maxTokens) = (nil, nil) }
    if options.maxTokens != nil {
      options.counter = random.below(2) == 0 ? WordCounter() : LetterPairs()
    }
    if random.below(2) == 0 { options.newAfterCharacters = random.below(maximum + 50) }
    if random.below(2) == 0 { options.combineTextUnderCharacters = random.below(maximum + 1) }
    if random.below(2) == 0 {
      options.overlap = random.below(options.maxCharacters ?? options.maxTokens ?? 20)
    }
    options.overlapAll = random.below(3) == 0
    options.multipageSections = random.below(2) == 0
    options.isolatesTables = random.below(4) > 0
    options.repeatsTableHeaders = random.below(3) > 0
    options.repeatsTitles = random.below(2) == 0
    if random.below(3) == 0 { options.maxSentences = random.below(4) + 1 }
    if random.below(3) == 0 { options.leavesOut = [] }
    return options
  }

  /// The document's text by the definition: what is not left out, folded, with a blank line between.
  private static func text(_ elements: [Element], _ options: ChunkingOptions) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    for element in elements where !options.leavesOut(element) {
      let isCode = element.kind == .codeSnippet
      let own = isCode ? code(element.labelledText) : folded(element.labelledText)
      guard !own.allSatisfy(isSpace) else { continue }
      if !text.isEmpty { text += ["\n", "\n"] }
      text += own
    }
    return text
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    Array(text.unicodeScalars.split(whereSeparator: isSpace).joined(separator: [" "]))
  }

  private static func code(_ text: String) -> [Unicode.Scalar] {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    let lead = scalars.prefix { isSpace($0) }
    if let line = lead.lastIndex(of: "\n") { scalars.removeFirst(line + 1) }
    return scalars
  }

  private static func solid(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.filter { !isSpace($0) }
  }

  private static func own(_ chunk: Chunk) -> [Unicode.Scalar] {
    Array(chunk.text.unicodeScalars.dropFirst(chunk.ownStart))
  }

  /// Whether ranges follow each other and leave nothing but white space between them.
  private static func covers(_ ranges: [Range<Int>], _ whole: Range<Int>, of text: [Unicode.Scalar])
    -> Bool
  {
    var end = whole.lowerBound
    for range in ranges {
      guard range.lowerBound >= end, text[end..<range.lowerBound].allSatisfy(isSpace) else {
        return false
      }
      end = range.upperBound
    }
    return end <= whole.upperBound && text[end..<whole.upperBound].allSatisfy(isSpace)
  }

  @Test(arguments: 0..<runs) func `is in its chunks once and within the limits`(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let options = Self.options(&random)
    try #require(problems(in: options).isEmpty, "\(problems(in: options))")
    let document = RandomDocument(seed: seed)
    let (text, ledger) = Chunker.cut(document.elements, options)
    let all = Self.text(document.elements, options)
    for chunk in text.chunks {
      #expect(!chunk.text.isEmpty)
      if let most = options.maxCharacters { #expect(chunk.text.unicodeScalars.count <= most) }
      if let most = options.maxTokens, let counter = options.counter {
        #expect(chunk.tokens == counter.count(chunk.embeddedText) + counter.added)
        // A limit that has room for hardly anything gives way to one character.
        let isLeast = Self.own(chunk).count <= 1
        #expect(chunk.tokens ?? 0 <= most || isLeast, "\(chunk)")
      }
      #expect(Self.solid(Self.own(chunk)) == Self.solid(all[chunk.characters]), "\(chunk)")
      let hasCode = document.elements[chunk.elements].contains { $0.kind == .codeSnippet }
      if chunk.kind == .compositeElement, options.isolatesTables, !hasCode {
        #expect(Self.own(chunk) == Array(all[chunk.characters]), "\(chunk)")
      }
      #expect(!chunk.elements.isEmpty)
      let places = document.elements[chunk.elements]
        .filter {
          !options.leavesOut($0) && !$0.labelledText.unicodeScalars.allSatisfy(Self.isSpace)
        }
        .flatMap(\.places).map { Chunk.Span(page: $0.page, box: $0.box) }
      #expect(chunk.spans == places)
      #expect(chunk.context.upperBound <= chunk.titlePath.count)
    }
    #expect(Self.covers(text.chunks.map(\.characters), 0..<all.count, of: all))
    #expect(ledger.isClosed, "\(ledger)")
    #expect(ledger.own == Self.solid(all).count)
  }

  @Test(arguments: 0..<runs) func `repeats what was asked for and no more`(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    var options = Self.options(&random)
    options.maxTokens = nil
    options.maxCharacters = random.below(300) + 20
    options.strategy = .basic
    options.newAfterCharacters = nil
    options.combineTextUnderCharacters = nil
    options.overlap = random.below((options.maxCharacters ?? 20) - 1) + 1
    options.overlapAll = true
    let document = RandomDocument(seed: seed)
    let chunks = Chunker.cut(document.elements, options).text.chunks
    for (chunk, next) in zip(chunks, chunks.dropFirst())
    where next.ownStart > 0 && next.piece == nil {
      let prefix = String(String.UnicodeScalarView(next.text.unicodeScalars.prefix(next.ownStart)))
      let repeated = Self.solid(prefix.unicodeScalars)
      #expect(!repeated.isEmpty)
      #expect(Self.solid(Self.own(chunk)).suffix(repeated.count) == repeated[...])
      let words = prefix.unicodeScalars.reversed().drop(while: Self.isSpace).count
      #expect(words <= options.overlap)
    }
  }

  @Test(arguments: 0..<runs / 3) func `is in chunks that are pieces of larger ones`(seed: Int)
    throws
  {
    var random = SeededNumbers(seed: UInt64(seed))
    var options = Self.options(&random)
    options.strategy = [.byTitle, .basic, .sentences][random.below(3)]
    options.combineTextUnderCharacters = nil
    if options.maxTokens == nil || random.below(2) == 0 {
      options.parentCharacters = (options.maxCharacters ?? 500) * (random.below(5) + 1)
    }
    if let most = options.maxTokens, random.below(2) == 0 || options.parentCharacters == nil {
      options.parentTokens = most * (random.below(5) + 1)
    }
    try #require(problems(in: options).isEmpty, "\(problems(in: options))")
    let document = RandomDocument(seed: seed)
    let (text, ledger) = Chunker.cut(document.elements, options)
    let all = Self.text(document.elements, options)
    #expect(ledger.isClosed)
    #expect(Self.covers(text.parents.map(\.characters), 0..<all.count, of: all))
    #expect(Self.covers(text.chunks.map(\.characters), 0..<all.count, of: all))
    for (number, parent) in text.parents.enumerated() {
      if let most = options.parentCharacters { #expect(parent.text.unicodeScalars.count <= most) }
      if let most = options.parentTokens {
        #expect(parent.tokens ?? 0 <= most || Self.own(parent).count <= 1, "\(parent)")
      }
      #expect(parent.parent == nil && parent.context.isEmpty)
      #expect(Self.solid(Self.own(parent)) == Self.solid(all[parent.characters]))
      let children = text.chunks.filter { $0.parent == number }
      #expect(!children.isEmpty)
      #expect(Self.covers(children.map(\.characters), parent.characters, of: all), "\(parent)")
      #expect(children.first.map { $0.ownStart == 0 || $0.piece != nil } ?? false)
      for child in children {
        if let most = options.maxCharacters { #expect(child.text.unicodeScalars.count <= most) }
        if let most = options.maxTokens {
          #expect(child.tokens ?? 0 <= most || Self.own(child).count <= 1, "\(child)")
        }
        #expect(Self.solid(Self.own(child)) == Self.solid(all[child.characters]))
        #expect(child.context.upperBound <= child.titlePath.count)
        #expect(options.repeatsTitles || child.context.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<runs / 5) func `has its chunks one element after the other`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let options = Self.options(&random)
    let document = RandomDocument(seed: seed)
    var chunker = Chunker(options)
    var output = ChunkedText()
    var gathered: [Chunk] = []
    for element in document.elements {
      chunker.add(element, to: &output)
      gathered += output.chunks
      output.chunks = []
    }
    chunker.finish(&output)
    #expect(gathered + output.chunks == Chunker.cut(document.elements, options).text.chunks)
  }
}
