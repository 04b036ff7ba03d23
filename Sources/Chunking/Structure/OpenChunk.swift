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

  var isEmpty: Bool { parts.isEmpty }
  /// Whether it is known what stands in front of the parts.
  private(set) var isBegun = false

  /// Whether it has headings alone, or what else must not be the last of a chunk.
  var isUnfinished: Bool {
    guard let last = parts.last else { return false }
    return parts.allSatisfy { $0.role == .heading } || last.role == .caption && parts.count == 1
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
    guard let last = parts.last else { return .zero }
    return limits.size(ofSeparator: last.separator(before: part))
  }

  mutating func append(_ part: Part, _ limits: SizeLimits) {
    size = size(with: part, limits)
    parts.append(part)
  }

  /// Takes the last parts away again.
  mutating func removeLast(_ count: Int, _ limits: SizeLimits) {
    let kept = parts.dropLast(count)
    parts = []
    size = frontSize
    for part in kept { append(part, limits) }
  }

  /// The prefix goes where there is no room for it.
  mutating func dropPrefix() {
    size = size - prefixSize
    frontSize = frontSize - prefixSize
    (prefix, prefixSize) = ("", .zero)
  }

  /// The text of the parts, with what stands between them.
  var ownText: String { Self.text(of: parts) }

  static func text(of parts: [Part]) -> String {
    guard let first = parts.first else { return "" }
    if parts.count == 1 { return first.text }
    var text = ""
    text.reserveCapacity(parts.reduce(0) { $0 + $1.text.utf8.count + 2 })
    text += first.text
    for (part, next) in zip(parts, parts.dropFirst()) {
      text += part.separator(before: next)
      text += next.text
    }
    return text
  }
}
