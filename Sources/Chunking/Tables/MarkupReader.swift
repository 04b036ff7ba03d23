import LibXML

/// Takes HTML apart into tags and texts.
struct MarkupReader {
  enum Token {
    /// Where the text stands in the source; `decode` gives what it says.
    case text(Range<Int>)
    case start(MarkupTree.Name, [MarkupTree.Attribute], isClosed: Bool)
    case end(MarkupTree.Name)
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ source: String) { bytes = Array(source.utf8) }

  mutating func next() -> Token? {
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else { return .text(text()) }
      switch byte(offset + 1) {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipComment()
      case UInt8(ascii: "/") where Self.isLetter(byte(offset + 2)): return end()
      case let letter where Self.isLetter(letter): return start()
      default: return .text(text())
      }
    }
    return nil
  }

  private func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func skipComment() {
    let isComment = byte(offset + 2) == UInt8(ascii: "-") && byte(offset + 3) == UInt8(ascii: "-")
    offset += isComment ? 4 : 2
    while offset < bytes.count {
      defer { offset += 1 }
      guard bytes[offset] == UInt8(ascii: ">") else { continue }
      if !isComment { return }
      if bytes[offset - 1] == UInt8(ascii: "-"), bytes[offset - 2] == UInt8(ascii: "-") { return }
    }
  }

  /// Text up to the next tag, a lone "<" with it.
  private mutating func text() -> Range<Int> {
    let begin = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    return begin..<offset
  }

  private mutating func nameRange() -> Range<Int> {
    let begin = offset
    while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ">"),
      bytes[offset] != UInt8(ascii: "/"), bytes[offset] != UInt8(ascii: "=")
    { offset += 1 }
    return begin..<offset
  }

  private func lowercased(_ range: Range<Int>) -> String {
    let name = bytes[range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func tag() -> MarkupTree.Name {
    let range = nameRange()
    if let tag = MarkupTag(bytes.span.extracting(range)) { return .tag(tag) }
    let name = lowercased(range)
    return MarkupTag(name.utf8Span.span).map { .tag($0) } ?? .other(name)
  }

  private mutating func end() -> Token {
    offset += 2
    let name = tag()
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    offset += 1
    return .end(name)
  }

  private mutating func start() -> Token {
    offset += 1
    let tag = tag()
    var attributes: [MarkupTree.Attribute] = []
    var isClosed = false
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") {
      let byte = bytes[offset]
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") {
        isClosed = byte == UInt8(ascii: "/")
        offset += 1
        continue
      }
      isClosed = false
      let name = lowercased(nameRange())
      let value = value()
      if !attributes.contains(where: { $0.name == name }) {
        attributes.append(MarkupTree.Attribute(name: name, value: value))
      }
    }
    offset += 1
    return .start(tag, attributes, isClosed: isClosed)
  }

  private mutating func value() -> String {
    var place = offset
    while byte(place) == 0x20 || (0x09...0x0D).contains(byte(place)) { place += 1 }
    guard byte(place) == UInt8(ascii: "=") else { return "" }
    place += 1
    while byte(place) == 0x20 || (0x09...0x0D).contains(byte(place)) { place += 1 }
    let quote = byte(place)
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { place += 1 }
    let begin = place
    while place < bytes.count {
      let byte = bytes[place]
      if isQuoted ? byte == quote : byte <= 0x20 || byte == UInt8(ascii: ">") { break }
      place += 1
    }
    offset = min(bytes.count, isQuoted ? place + 1 : place)
    var value: [UInt8] = []
    decode(min(begin, bytes.count)..<place, to: &value)
    return String(decoding: value, as: UTF8.self)
  }

  // MARK: Character references

  /// Adds what a part of the source says.
  func decode(_ range: Range<Int>, to text: inout [UInt8]) {
    var place = range.lowerBound
    while place < range.upperBound {
      var end = place
      while end < range.upperBound, bytes[end] != UInt8(ascii: "&") { end += 1 }
      text += bytes[place..<end]
      guard end < range.upperBound else { return }
      if let (scalar, next) = reference(bytes[end..<range.upperBound]) {
        text += String(Character(scalar)).utf8
        place = next
      } else {
        text.append(bytes[end])
        place = end + 1
      }
    }
  }

  private func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let start = bytes.startIndex
    guard let end = bytes.prefix(40).firstIndex(of: UInt8(ascii: ";")), end > start + 1
    else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    return HTMLEntity.scalar(of: name).map { ($0, end + 1) }
  }
}
