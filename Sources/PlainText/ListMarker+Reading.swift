extension ListMarker {
  /// Reads the marker at the beginning of a line, if there is one with something behind it.
  init?(_ bytes: Span<UInt8>, _ line: TextLine) {
    let first = bytes[line.start]
    let found: (kind: Kind, end: Int)?
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      found = (.bullet(Unicode.Scalar(first)), line.start + 1)
    case UInt8(ascii: "o") where line.indent > 0:
      found = (.bullet("o"), line.start + 1)
    case UInt8(ascii: "["):
      found = Self.bracket(bytes, line)
    case UInt8(ascii: "("), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      found = Self.clause(bytes, line) ?? Self.ordered(bytes, line)
    case 0x80...:
      let (scalar, length) = bytes.scalar(at: line.start)
      found = Self.bullets.contains(scalar) ? (.bullet(scalar), line.start + length) : nil
    default:
      found = nil
    }
    guard let found, let text = Self.textStart(bytes, after: found.end, in: line) else {
      return nil
    }
    kind = found.kind
    width = text - line.start
    switch kind {
    case .clause, .tag, .reference, .ordered: textStart = line.start
    case .bullet, .box: textStart = text
    }
    if case .bullet = kind { takeBox(bytes, line) }
  }

  private static let bullets: [Unicode.Scalar] = [
    "•", "·", "–", "—", "‣", "◦", "∙", "▪", "▫", "●", "○", "■", "□", "►", "▸", "➢", "✓", "✔", "・",
  ]

  /// The first byte of text after the white space that has to follow a marker.
  private static func textStart(
    _ bytes: Span<UInt8>,
    after end: Int,
    in line: TextLine
  ) -> Int? {
    var index = end
    while index < line.end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index > end && index < line.end ? index : nil
  }

  /// "- [x] done" is a box, whatever the bullet.
  private mutating func takeBox(_ bytes: Span<UInt8>, _ line: TextLine) {
    var inner = line
    inner.start = textStart
    guard bytes[textStart] == UInt8(ascii: "["), let found = Self.bracket(bytes, inner),
      case .box = found.kind, let text = Self.textStart(bytes, after: found.end, in: line)
    else { return }
    kind = found.kind
    textStart = text
  }

  private static func bracket(_ bytes: Span<UInt8>, _ line: TextLine) -> (kind: Kind, end: Int)? {
    guard line.start + 2 < line.end else { return nil }
    let sign = bytes[line.start + 1]
    if bytes[line.start + 2] == UInt8(ascii: "]") {
      switch sign {
      case 0x30...0x39: return (.reference, line.start + 3)
      case 0x20: return (.box(checked: false), line.start + 3)
      case UInt8(ascii: "x"), UInt8(ascii: "X"): return (.box(checked: true), line.start + 3)
      case 0x21...0x2F, 0x3A...0x40: return (.tag, line.start + 3)
      default: return nil
      }
    }
    let digits = number(bytes, line.start + 1, line.end)
    guard let digits, digits.end < line.end, bytes[digits.end] == UInt8(ascii: "]") else {
      return nil
    }
    return (.reference, digits.end + 1)
  }

  /// Up to three digits.
  private static func number(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    while index < end, index < start + 4, (0x30...0x39).contains(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index > start && index < start + 4 ? (value, index) : nil
  }

  /// "3.2" or "3.2.1." before a word.
  private static func clause(_ bytes: Span<UInt8>, _ line: TextLine) -> (kind: Kind, end: Int)? {
    var index = line.start
    var levels = 0
    while let part = number(bytes, index, line.end) {
      levels += 1
      index = part.end
      guard index < line.end, bytes[index] == UInt8(ascii: "."), levels < 6 else { break }
      index += 1
    }
    guard levels > 1, let text = textStart(bytes, after: index, in: line) else { return nil }
    let next = bytes[text]
    let isLetter = next >= 0x80 || (0x41...0x5A).contains(next & 0xDF)
    return isLetter ? (.clause(levels: levels), index) : nil
  }

  /// "3.", "3)", "(3)", "c.", "c)", "(c)", "iv.".
  private static func ordered(_ bytes: Span<UInt8>, _ line: TextLine) -> (kind: Kind, end: Int)? {
    let opening = bytes[line.start] == UInt8(ascii: "(")
    var index = line.start + (opening ? 1 : 0)
    guard index < line.end else { return nil }
    var isLetter = false
    var value = 0
    if let digits = number(bytes, index, line.end) {
      (value, index) = digits
    } else {
      isLetter = true
      let first = bytes[index]
      guard (0x41...0x5A).contains(first & 0xDF) else { return nil }
      let isCapital = first < 0x60
      let start = index
      while index < line.end, index < start + 5, Self.roman.contains(bytes[index] | 0x20) {
        index += 1
      }
      if index - start < 2 { index = start + 1 }
      value = first | 0x20 == UInt8(ascii: "a") || first | 0x20 == UInt8(ascii: "i") ? 1 : 2
      // "A. Smith" is a name far more often than the first of a list.
      if isCapital, !opening, index < line.end, bytes[index] != UInt8(ascii: ")") { return nil }
    }
    guard index < line.end else { return nil }
    let closing = bytes[index]
    guard closing == UInt8(ascii: ")") || (closing == UInt8(ascii: ".") && !opening) else {
      return nil
    }
    let kind = Kind.ordered(opening: opening, closing: closing, isLetter: isLetter, value: value)
    return (kind, index + 1)
  }

  private static let roman = Array("ivx".utf8)
}
