/// The options with every default filled in and every value brought into its range.
///
/// Bad options are refused long before this, by `problems(in:)`; bringing them into range here
/// keeps chunking from running for ever whatever it is given.
struct UnstructuredLimits {
  let hardMaximum: Int
  let softMaximum: Int
  /// Compared with characters even where tokens are counted.
  let combineUnder: Int
  let overlap: Int
  let overlapBetweenChunks: Int
  let breaksAtTitles: Bool
  let breaksAtPages: Bool
  let isolatesTables: Bool
  let repeatsTableHeaders: Bool
  let skipsTables: Bool
  let includesOriginals: Bool
  let separators: [String]
  /// Nil where characters are counted.
  let counter: (any TokenCounter)?

  init(_ options: ChunkingOptions) {
    let byTitle = options.strategy == .byTitle
    if let tokens = options.maxTokens, let counter = options.counter {
      self.counter = counter
      hardMaximum = max(1, tokens)
      softMaximum = min(hardMaximum, max(0, options.newAfterTokens ?? hardMaximum))
    } else {
      counter = nil
      hardMaximum = max(1, options.maxCharacters ?? ChunkingOptions.standardMaximum)
      softMaximum = min(hardMaximum, max(0, options.newAfterCharacters ?? hardMaximum))
    }
    combineUnder =
      byTitle ? min(hardMaximum, max(0, options.combineTextUnderCharacters ?? hardMaximum)) : 0
    overlap = min(hardMaximum - 1, max(0, options.overlap))
    overlapBetweenChunks = options.overlapAll ? overlap : 0
    breaksAtTitles = byTitle
    breaksAtPages = byTitle && !options.multipageSections
    isolatesTables = options.isolatesTables
    repeatsTableHeaders = options.repeatsTableHeaders
    skipsTables = options.skipsTables
    includesOriginals = options.includesOriginals
    separators = options.separators.filter { !$0.isEmpty }
    cutsAway = separators.contains { !$0.folded.isEmpty }
  }

  /// The limits of the pieces of a cell, which leave room for the tags around it.
  init(cellOf limits: UnstructuredLimits, maximum: Int) {
    let room = limits.counter == nil ? 33 : 10
    hardMaximum = max(1, maximum - room)
    softMaximum = hardMaximum
    combineUnder = 0
    overlap = 0
    overlapBetweenChunks = 0
    breaksAtTitles = false
    breaksAtPages = false
    isolatesTables = true
    repeatsTableHeaders = false
    skipsTables = false
    includesOriginals = false
    separators = ["\n", " "]
    cutsAway = false
    counter = limits.counter
  }

  /// Whether texts are cut at more than white space.
  let cutsAway: Bool

  func size(_ text: String) -> Int { counter?.count(text) ?? text.scalarCount }

  /// The pieces of a text, one after another.
  func pieces(of text: String, _ take: (CutPiece) -> Void) {
    if counter == nil, separators == ["\n", " "] {
      var cutter = TextCutter(text, scalars: text.scalarCount, limits: self)
      while let piece = cutter.next() { take(piece) }
    } else {
      var cutter = SeparatorCutter(text, limits: self)
      while let piece = cutter.next() { take(piece) }
    }
  }
}
