package import Documents

/// How large chunks may be, where they may break, and what they carry.
///
/// Sizes are counts of Unicode scalars, or of tokens.
package struct ChunkingOptions: Sendable {
  package enum Strategy: Sendable, Hashable {
    /// Chunks begin at titles, and at pages if asked.
    case byTitle
    /// Chunks are filled with whatever elements follow one another.
    case basic
    /// Chunks hold whole sentences.
    case sentences
    /// Chunks are as full as words let them be.
    case tokens
    /// A chunk holds all of a document.
    case document
  }

  package var strategy: Strategy
  /// Whether chunks are those of Unstructured, defects and all.
  package var isCompatible = false

  /// The hard maximum of a chunk's text; nil is 500, or no such limit where tokens are counted.
  package var maxCharacters: Int?
  /// The soft maximum: a chunk longer than this takes nothing more; nil is the hard maximum.
  package var newAfterCharacters: Int?
  /// By title only: shorter sections are joined to the next; nil is the hard maximum, 0 joins none.
  package var combineTextUnderCharacters: Int?
  /// The hard maximum in tokens.
  package var maxTokens: Int?
  package var newAfterTokens: Int?
  /// What counts tokens.
  package var counter: (any TokenCounter)?
  /// How much of a piece is repeated in the next where one long element is cut: characters, or tokens where
  /// only they are limited.
  package var overlap = 0
  /// Whether the overlap is also repeated between ordinary chunks.
  package var overlapAll = false
  /// By title only: whether a section may go on over a change of page.
  package var multipageSections = true
  /// Whether a table is alone in its chunk.
  package var isolatesTables = true
  /// Whether the pieces of a table begin with its heads.
  package var repeatsTableHeaders = true
  /// Whether tables pass whole, however long.
  package var skipsTables = false
  /// What texts are cut at, the best first; for compatible chunks only.
  package var separators = ["\n", " "]
  /// Whether chunks carry the elements that they are made of.
  package var includesOriginals = false
  /// Whether the titles above a chunk stand in front of what is embedded.
  package var repeatsTitles = false
  /// By sentences only: the most in a chunk.
  package var maxSentences: Int?
  /// What is in no chunk.
  package var leavesOut: Set<LeftOut> = LeftOut.standard
  /// The size of the parents of which chunks are pieces; nil makes none.
  package var parentCharacters: Int?
  package var parentTokens: Int?

  /// The hard maximum where none is given.
  package static let standardMaximum = 500

  package init(_ strategy: Strategy = .byTitle) { self.strategy = strategy }
}

extension ChunkingOptions {
  /// Whether an element is in no chunk by these options.
  package func leavesOut(_ element: Element) -> Bool {
    guard !isCompatible, let sort = LeftOut(element) else { return false }
    return leavesOut.contains(sort)
  }
}

/// What of a document may be left out of its chunks.
package enum LeftOut: String, Sendable, CaseIterable, Hashable {
  case headers
  case footers
  case pageNumbers = "page_numbers"
  case watermarks
  case contents
  case comments
  case navigation

  /// What nobody searches for.
  package static let standard: Set<LeftOut> = [.headers, .footers, .pageNumbers, .watermarks]

  /// The sort of an element that is left out where such are; nil for all else.
  package init?(_ element: Element) {
    switch element.kind {
    case .header: self = element.role == "watermark" ? .watermarks : .headers
    case .footer: self = .footers
    case .pageNumber: self = .pageNumbers
    default:
      guard element.hasDetails, let role = element.role else { return nil }
      switch role {
      case "watermark": self = .watermarks
      case "toc": self = .contents
      case "comment": self = .comments
      case "navigation": self = .navigation
      default: return nil
      }
    }
  }
}
