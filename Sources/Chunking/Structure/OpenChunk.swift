/// The chunk that is being filled.
struct OpenChunk {
  private(set) var parts: [Part] = []
  private(set) var size = Size.zero
  /// What of it is not the parts'.
  private var frontSize = Size.zero
  var ownSize: Size { size - frontSize }
  /// What is repeated from the chunk before, and the space after it.
  private(set) var prefix = ""
  private(set) var prefixSize = Size.zero
  /// The titles in front of what is embedded; they count as tokens, but are no part of the text.
  private(set) var context: Range<Int> = 0..<0
  /// Whether its section begins with it.
  var beginsSection = false

  private var hasHeadingsOnly = true

  var isEmpty: Bool { parts.isEmpty }
  /// Whether it is known what stands in front of the parts.
  private(set) var isBegun = false

  /// Whether it has headings alone, or what else must not be the last of a chunk.
  var isUnfinished: Bool {
    guard !parts.isEmpty else { return false }
    return hasHeadingsOnly || parts.count == 1 && parts[0].role == .caption
  }

  mutating func begin(prefix: String, _ prefixSize: Size, context: Range<Int>, _ contextTokens: Int)
  {
    isBegun = true
    self.prefix = prefix
    self.prefixSize = prefixSize
    self.context = context
    size = prefixSize + Size(scalars: 0, tokens: contextTokens)
    frontSize = size
  }

  /// How large it were with one more part.
  func size(with part: Part, _ limits: SizeLimits) -> Size {
    size + separator(before: part, limits) + part.size
  }

  func separator(before part: Part, _ limits: SizeLimits) -> Size {
    guard !parts.isEmpty else { return .zero }
    let separator = parts[parts.count - 1].separator(before: part)
    return limits.size(ofSeparator: separator)
  }

  mutating func append(_ part: Part, _ limits: SizeLimits) {
    append(part, size: size(with: part, limits))
  }

  /// Takes a part with which it is known how large it is.
  mutating func append(_ part: Part, size: Size) {
    self.size = size
    hasHeadingsOnly = hasHeadingsOnly && part.role == .heading
    // As many as most chunks have, rather than room for one, two, four of them.
    if parts.isEmpty { parts.reserveCapacity(4) }
    parts.append(part)
  }

  /// What holds the last part and the next together.
  func glue(to next: Part) -> Part.Glue {
    parts.isEmpty ? .none : parts[parts.count - 1].glue(to: next)
  }

  /// Takes the last parts away again.
  mutating func removeLast(_ count: Int, _ limits: SizeLimits) {
    let kept = parts.dropLast(count)
    parts = []
    hasHeadingsOnly = true
    size = frontSize
    for part in kept { append(part, limits) }
  }

  /// The prefix goes where there is no room for it.
  mutating func dropPrefix() {
    size = size - prefixSize
    frontSize = frontSize - prefixSize
    (prefix, prefixSize) = ("", .zero)
  }
}
