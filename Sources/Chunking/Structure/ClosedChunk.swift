import Documents

/// A chunk that takes no more parts.
struct ClosedChunk {
  var parts: [Part]
  var prefix: String
  var context: Range<Int>
  /// With all that stands in front of its parts, and of the parts alone.
  private var size: Size
  private var ownSize: Size
  /// Whether a section begins and ends with it.
  var beginsSection: Bool
  var endsSection = true
  /// Set where it is a table or a piece of one.
  var table: TablePart?

  init(_ open: OpenChunk) {
    parts = open.parts
    prefix = open.prefix
    context = open.context
    size = open.size
    ownSize = open.ownSize
    beginsSection = open.beginsSection
  }

  /// A table, or a piece of one.
  init(_ table: TablePart, parts: [Part]) {
    self.parts = parts
    prefix = ""
    context = table.context
    (size, ownSize) = (.zero, .zero)
    beginsSection = false
    self.table = table
  }

  /// The titles above the text: those of the first part that is no heading, else of the last heading.
  func titlePath(_ window: PartWindow) -> [String] {
    guard !parts.isEmpty else { return [] }
    let place = parts.indices.first { parts[$0].role != .heading } ?? parts.count - 1
    return window.path(of: parts[place])
  }

  /// The titles in front of what is embedded, which are those of the path that the text does not have.
  func repeatedTitles(_ window: PartWindow) -> Range<Int> {
    guard !context.isEmpty, let first = parts.first else { return 0..<0 }
    let path = titlePath(window)
    let own = window.path(of: first)
    var shared = context.lowerBound
    while shared < context.upperBound, shared < path.count, path[shared] == own[shared] {
      shared += 1
    }
    return context.lowerBound..<shared
  }

  func text(_ window: PartWindow) -> String {
    if let table { return table.text }
    let own = window.text(of: parts)
    return prefix.isEmpty ? own : prefix + own
  }

  func embeddedText(_ window: PartWindow) -> String {
    let titles = repeatedTitles(window)
    let text = text(window)
    guard !titles.isEmpty else { return text }
    return Packer.joined(titlePath(window)[titles]) + Part.blankLine + text
  }

  // MARK: Short sections

  private func depth(_ window: PartWindow) -> Int? {
    guard !parts.isEmpty, parts[0].role == .heading else { return nil }
    return window.element(of: parts[0]).categoryDepth ?? 0
  }

  /// Whether the next chunk may be joined to this one, which is short, and all of its section.
  ///
  /// No section is joined to one above it: what follows begins with a title as deep or deeper.
  func combines(with next: ClosedChunk, _ rules: PackingRules, _ window: PartWindow) -> Bool {
    guard let threshold = rules.combineUnder, table == nil, next.table == nil, beginsSection,
      endsSection, next.beginsSection, ownSize.scalars < threshold.scalars,
      ownSize.tokens < threshold.tokens
    else { return false }
    if let depth = depth(window), let nextDepth = next.depth(window), nextDepth < depth {
      return false
    }
    if rules.breaksAtPages, parts.last?.page != next.parts.first?.page { return false }
    let joined = size + rules.limits.blankLine + next.ownSize
    return rules.limits.fits(joined) && !rules.limits.isFull(joined)
  }

  mutating func combine(_ next: ClosedChunk, _ limits: SizeLimits) {
    parts += next.parts
    size = size + limits.blankLine + next.ownSize
    ownSize = ownSize + limits.blankLine + next.ownSize
    endsSection = next.endsSection
  }

  // MARK: Chunks with too many tokens

  /// How many titles of its path the first part does not have itself.
  private func titlesBefore(_ window: PartWindow) -> Int {
    guard let first = parts.first else { return 0 }
    let titles = window.path(of: first).count
    return max(0, titles - (first.role == .heading && !first.continues ? 1 : 0))
  }

  /// The chunk without what it repeats, or as two; nil where it cannot be less.
  func halves(_ limits: SizeLimits, _ window: PartWindow) -> [ClosedChunk]? {
    var (first, second) = (self, self)
    if !prefix.isEmpty {
      first.prefix = ""
      return [first]
    }
    second.prefix = ""
    if parts.count > 1 {
      let middle = parts.count / 2
      first.parts = Array(parts[..<middle])
      second.parts = Array(parts[middle...])
      second.context = context.clamped(to: 0..<second.titlesBefore(window))
      return [first, second]
    }
    guard table == nil, let part = parts.first else { return nil }
    let room = Size(scalars: part.size.scalars / 2, tokens: limits.hard.tokens)
    let text = window.text(of: part)
    let breaks = TextBreaks(text, limits, part.role == .code ? .lines : .words)
    guard let end = breaks.cut(from: 0, room: room) else { return nil }
    var pieces = PieceReader(part, text, limits)
    guard let head = pieces.take(upTo: end), !pieces.isAtEnd,
      let rest = pieces.take(upTo: text.utf8.count)
    else { return nil }
    (first.parts, second.parts) = ([head], [rest])
    return [first, second]
  }
}
