import Documents

/// A text as it grows, with its links and emphasis.
struct MarkedText {
  var bytes: [UInt8] = []
  var marks = TextMarks()

  /// The text without white space at its ends.
  func trimmed(start: Bool = true) -> MarkedText {
    var range = bytes.indices
    while start, let first = range.first, Self.isSpace(bytes[first]) { range = range.dropFirst() }
    while let last = range.last, Self.isSpace(bytes[last]) { range = range.dropLast() }
    return part(range)
  }

  /// The text without some bytes at its beginning.
  func dropping(first count: Int) -> MarkedText { part(bytes.indices.dropFirst(count)) }

  private func part(_ range: Range<Int>) -> MarkedText {
    guard range.count < bytes.count else { return self }
    var trimmed = MarkedText(bytes: Array(bytes[range]))
    for link in marks.links {
      let kept = link.bytes.clamped(to: range).moved(by: -range.lowerBound)
      if !kept.isEmpty { trimmed.marks.links.append(.init(bytes: kept, url: link.url)) }
    }
    for mark in marks.emphasis {
      let kept = mark.bytes.clamped(to: range).moved(by: -range.lowerBound)
      if !kept.isEmpty { trimmed.marks.emphasis.append(.init(bytes: kept, tag: mark.tag)) }
    }
    return trimmed
  }

  /// Adds another text after a sign that parts them.
  mutating func append(_ other: MarkedText, after separator: UInt8) {
    guard !other.bytes.isEmpty else { return }
    if !bytes.isEmpty { bytes.append(separator) }
    marks.add(other.marks, at: bytes.count)
    bytes += other.bytes
  }

  func element(_ kind: ElementKind, depth: Int? = nil) -> Element {
    var element = Element(kind, String(decoding: bytes, as: UTF8.self), depth: depth)
    guard !marks.isEmpty else { return element }
    var place = (byte: 0, scalar: 0)
    for link in marks.links.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
      let range = inner(link.bytes)
      guard !range.isEmpty else { continue }
      if range.lowerBound < place.byte { place = (0, 0) }
      for byte in bytes[place.byte..<range.lowerBound] where byte & 0xC0 != 0x80 {
        place.scalar += 1
      }
      place.byte = range.lowerBound
      element.links.append(
        Element.Link(text: string(range), url: link.url, start: place.scalar)
      )
    }
    for mark in marks.emphasis {
      let range = inner(mark.bytes)
      guard !range.isEmpty else { continue }
      element.emphasis.append(Element.Emphasis(text: string(range), tag: mark.tag))
    }
    return element
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// A range without white space at its ends.
  private func inner(_ range: Range<Int>) -> Range<Int> {
    var range = range.clamped(to: bytes.indices)
    while let first = range.first, Self.isSpace(bytes[first]) { range = range.dropFirst() }
    while let last = range.last, Self.isSpace(bytes[last]) { range = range.dropLast() }
    return range
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
}
