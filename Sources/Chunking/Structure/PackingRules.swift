/// How parts are put into chunks.
final class PackingRules {
  /// What is done with a part that has no room in the open chunk.
  enum Filling {
    /// It begins the next chunk, and is cut between sentences only where it is too long for any.
    case elements
    /// It fills the chunk up, word by word.
    case words
  }

  let limits: SizeLimits
  let filling: Filling
  let breaksAtTitles: Bool
  let breaksAtPages: Bool
  /// Sections shorter than this are joined to the next; nil joins none.
  let combineUnder: Size?
  let overlap: Int
  let overlapsAll: Bool
  let repeatsTitles: Bool
  let isolatesTables: Bool
  let repeatsTableHeaders: Bool
  let skipsTables: Bool
  /// Whether every sentence is a part of its own, and how many a chunk may have.
  let dividesSentences: Bool
  let maxSentences: Int?

  init(_ options: ChunkingOptions) {
    let characters: Int? =
      switch options.strategy {
      case .document: options.maxCharacters
      default:
        options.maxCharacters
          ?? (options.maxTokens == nil ? ChunkingOptions.standardMaximum : nil)
      }
    let limits = SizeLimits(
      characters: characters,
      newAfterCharacters: options.newAfterCharacters,
      tokens: options.maxTokens,
      newAfterTokens: options.newAfterTokens,
      counter: options.counter
    )
    self.limits = limits
    filling = options.strategy == .tokens ? .words : .elements
    let byTitle = options.strategy == .byTitle
    breaksAtTitles = byTitle
    breaksAtPages = byTitle && !options.multipageSections
    if byTitle {
      // A part of the limit in characters is the same part of that in tokens.
      let threshold = options.combineTextUnderCharacters.map { max(0, $0) }
      combineUnder = Size(
        scalars: threshold.map { min($0, limits.hard.scalars) } ?? limits.hard.scalars,
        tokens: limits.hard.tokens
      )
    } else {
      combineUnder = nil
    }
    overlap = max(0, options.overlap)
    overlapsAll = options.overlapAll
    repeatsTitles = options.repeatsTitles
    isolatesTables = options.isolatesTables && options.strategy != .document
    repeatsTableHeaders = options.repeatsTableHeaders
    skipsTables = options.skipsTables
    dividesSentences = options.strategy == .sentences
    maxSentences = options.strategy == .sentences ? options.maxSentences.map { max(1, $0) } : nil
  }

  /// The rules for the pieces of a larger chunk, or for the larger chunks.
  convenience init(parentsOf options: ChunkingOptions) {
    var parents = options
    parents.maxCharacters = options.parentCharacters
    parents.maxTokens = options.parentTokens
    parents.newAfterCharacters = nil
    parents.newAfterTokens = nil
    parents.combineTextUnderCharacters = nil
    parents.overlap = 0
    parents.repeatsTitles = false
    parents.maxSentences = nil
    self.init(parents)
  }

  /// Whether the overlap counts tokens, which it does where nothing else is limited.
  var overlapsTokens: Bool { limits.hasTokens && !limits.hasCharacters }
}
