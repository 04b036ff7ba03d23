/// How large something is, in characters and, where they are counted, in tokens.
struct Size: Equatable {
  var scalars: Int
  var tokens: Int

  static let zero = Size(scalars: 0, tokens: 0)

  func fits(_ limit: Size) -> Bool { scalars <= limit.scalars && tokens <= limit.tokens }

  static func + (left: Size, right: Size) -> Size {
    Size(scalars: left.scalars + right.scalars, tokens: left.tokens + right.tokens)
  }

  static func - (left: Size, right: Size) -> Size {
    Size(scalars: left.scalars - right.scalars, tokens: left.tokens - right.tokens)
  }
}

/// How large chunks may be.
final class SizeLimits {
  /// Larger than this no chunk is.
  let hard: Size
  /// A chunk that is larger takes nothing more.
  let soft: Size
  let counter: (any TokenCounter)?
  /// What a blank line, or a space, between two texts adds.
  let blankLine: Size
  let space: Size

  private static let unlimited = Int.max / 4

  init(
    characters: Int?,
    newAfterCharacters: Int? = nil,
    tokens: Int?,
    newAfterTokens: Int? = nil,
    counter: (any TokenCounter)?
  ) {
    self.counter = counter
    let countsTokens = tokens != nil && counter != nil
    let added = counter?.added ?? 0
    let hard = Size(
      scalars: characters.map { max(1, $0) } ?? Self.unlimited,
      tokens: countsTokens ? max(1, (tokens ?? 0) - added) : Self.unlimited
    )
    self.hard = hard
    soft = Size(
      scalars: newAfterCharacters.map { min(max(0, $0), hard.scalars) } ?? hard.scalars,
      tokens: newAfterTokens.map { min(max(0, $0 - added), hard.tokens) } ?? hard.tokens
    )
    blankLine = Size(scalars: 2, tokens: Self.between("\n\n", counter))
    space = Size(scalars: 1, tokens: Self.between(" ", counter))
  }

  private static func between(_ separator: String, _ counter: (any TokenCounter)?) -> Int {
    guard let counter else { return 0 }
    return max(0, counter.count("a\(separator)a") - 2 * counter.count("a"))
  }

  func size(ofSeparator separator: String) -> Size {
    separator.isEmpty ? .zero : separator.utf8.count == 1 ? space : blankLine
  }

  /// Whether tokens are limited, and not only counted.
  var hasTokens: Bool { hard.tokens < Self.unlimited }

  var hasCharacters: Bool { hard.scalars < Self.unlimited }

  /// How many tokens a text has, where they are counted.
  func tokens(_ text: String) -> Int { counter?.count(text) ?? 0 }

  func fits(_ size: Size) -> Bool { size.scalars <= hard.scalars && size.tokens <= hard.tokens }

  func isFull(_ size: Size) -> Bool { size.scalars > soft.scalars || size.tokens > soft.tokens }
}
