import Documents

/// A text that grows piece by piece with its white space folded, and what its marks say of it.
struct InlineText {
  private(set) var bytes: [UInt8] = []
  private(set) var scalars = 0
  private(set) var links: [Element.Link] = []
  private(set) var emphasis: [Element.Emphasis] = []
  /// The part of the source that it comes from, in bytes.
  private(set) var source: Range<Int>?
  /// Line breaks that will stand before the next piece.
  private(set) var breaks = 0
  private var hasSpace = false
  private var open: [Mark] = []

  enum MarkKind {
    case link(url: String)
    case emphasis(tag: String)
  }

  private struct Mark {
    var kind: MarkKind
    /// Whether a mark of its kind is open already, which says all.
    var isWithinSame: Bool
    var byte: Int
    var scalar: Int
  }

  var isEmpty: Bool { bytes.isEmpty }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds text; white space at its edges and within becomes one space.
  mutating func append(_ text: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    let end = range.upperBound
    let span = text.span
    while index < end {
      if isSpace(span[index]) {
        hasSpace = true
        index &+= 1
        continue
      }
      let start = index
      var count = 0
      while index < end, !isSpace(span[index]) {
        if span[index] & 0xC0 != 0x80 { count &+= 1 }
        index &+= 1
      }
      writeGap()
      bytes += text[start..<index]
      scalars += count
    }
  }

  mutating func append(_ text: String) {
    let utf8 = Array(text.utf8)
    append(utf8, 0..<utf8.count)
  }

  /// Adds text as it is.
  mutating func appendVerbatim(_ text: String) {
    writeGap()
    bytes += Array(text.utf8)
    scalars += text.unicodeScalars.count
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private mutating func writeGap() {
    guard hasSpace || breaks > 0 else { return }
    if !bytes.isEmpty {
      bytes.append(breaks > 0 ? 0x0A : 0x20)
      scalars += 1
    }
    hasSpace = false
    breaks = 0
  }

  /// Takes text off the beginning; marks that lie in it wholly go with it.
  mutating func removeFirst(_ count: Int) {
    let removed = bytes[..<count].count { $0 & 0xC0 != 0x80 }
    bytes.removeFirst(count)
    scalars -= removed
    links = links.compactMap { link in
      guard link.start >= removed else { return nil }
      return Element.Link(text: link.text, url: link.url, start: link.start - removed)
    }
  }

  mutating func addSpace() { hasSpace = true }

  mutating func addBreak() { breaks += 1 }

  mutating func add(source range: Range<Int>) {
    let start = source?.lowerBound ?? range.lowerBound
    source = start..<max(range.upperBound, start)
  }

  mutating func open(_ kind: MarkKind) {
    let isWithinSame = open.contains { mark in
      switch (mark.kind, kind) {
      case (.link, .link): true
      case (.emphasis(let one), .emphasis(let two)): one == two
      default: false
      }
    }
    open.append(
      Mark(kind: kind, isWithinSame: isWithinSame, byte: bytes.count, scalar: scalars)
    )
  }

  mutating func closeMark() {
    guard let mark = open.popLast() else { return }
    record(mark)
  }

  private mutating func record(_ mark: Mark) {
    guard !mark.isWithinSame else { return }
    var start = mark.byte
    var scalar = mark.scalar
    while start < bytes.count, isSpace(bytes[start]) {
      start += 1
      scalar += 1
    }
    guard start < bytes.count else { return }
    let text = String(decoding: bytes[start...], as: UTF8.self)
    switch mark.kind {
    case .link(let url): links.append(Element.Link(text: text, url: url, start: scalar))
    case .emphasis(let tag): emphasis.append(Element.Emphasis(text: text, tag: tag))
    }
  }

  /// Hands over what there is and begins anew, with the marks that are open going on.
  mutating func take() -> InlineText {
    let kinds = open.map(\.kind)
    var taken = self
    for mark in open { taken.record(mark) }
    taken.open = []
    self = InlineText()
    for kind in kinds { open(kind) }
    return taken
  }
}
