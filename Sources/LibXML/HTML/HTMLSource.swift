/// The source in a form that keeps the parser's work in proportion to its size, and its texts.
///
/// Every change puts spaces in the place of something, so that places stay as they were.
struct HTMLSource {
  /// The parser compares each attribute of a tag with all before it.
  private static let mostAttributes = 400

  /// Blanks what would make the parser slow, or lose text that follows.
  ///
  /// That is: attributes beyond a number that no page has; a quote in a tag that nothing closes;
  /// comments that are closed as soon as they are opened; and the marks around XML's raw text.
  static func bounded(_ source: [UInt8]) -> [UInt8] {
    var reader = HTMLSource(result: source)
    reader.read(source.span)
    return reader.result
  }

  private var result: [UInt8]
  /// Whether a search from some place on has found nothing, so that later ones need not be made.
  private var hasNoQuote = false
  private var hasNoApostrophe = false
  private var hasNoCommentEnd = false

  private init(result: [UInt8]) { self.result = result }

  private mutating func read(_ bytes: Span<UInt8>) {
    var index = 0
    var isXMLText = false
    while index + 1 < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "<") else {
        if isXMLText, byte == UInt8(ascii: "]"), Self.starts("]]>", bytes, index) {
          blank(index..<(index + 3))
          isXMLText = false
        }
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "!"):
        if Self.starts("<![CDATA[", bytes, index) {
          blank(index..<(index + 9))
          isXMLText = true
          index += 9
        } else {
          index = comment(bytes, index)
        }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        index = tag(bytes, index)
      default: index += 2
      }
    }
  }

  private mutating func comment(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard Self.starts("<!--", bytes, start) else { return condition(bytes, start) }
    for short in ["<!-->", "<!--->"] as [StaticString] where Self.starts(short, bytes, start) {
      // An element that says nothing is as long, and does not part words as spaces would.
      blank(start..<(start + short.utf8CodeUnitCount))
      for (place, byte) in "<wbr".utf8.enumerated() { result[start + place] = byte }
      result[start + short.utf8CodeUnitCount - 1] = UInt8(ascii: ">")
      return start + short.utf8CodeUnitCount
    }
    var index = start + 4
    while !hasNoCommentEnd, index + 2 < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"),
        bytes[index + 2] == UInt8(ascii: ">")
          || (bytes[index + 2] == UInt8(ascii: "!") && Self.starts("--!>", bytes, index))
      {
        return index + 3
      }
      index += 1
    }
    hasNoCommentEnd = true
    // A comment that is never closed would take the rest of the page with it.
    blank(start..<(start + 4))
    return start + 4
  }

  /// Blanks "<![if ...]>" and "<![endif]>", which show what they enclose to all browsers.
  private mutating func condition(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard Self.starts("<![", bytes, start), Self.isCondition(bytes, start + 3) else {
      return start + 2
    }
    let limit = min(bytes.count, start + Self.longestCondition)
    for index in (start + 3)..<limit where bytes[index] == UInt8(ascii: ">") {
      blank(start..<index)
      // An element that says nothing does not part words as spaces would.
      for (place, byte) in "<wbr".utf8.enumerated() { result[start + place] = byte }
      return index + 1
    }
    return start + 2
  }

  private static let longestCondition = 200

  private static func isCondition(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return starts("if", bytes, after: index) || starts("endif", bytes, after: index)
  }

  /// Reads over a tag, and over the content of a script or style.
  private mutating func tag(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    var attributes = 0
    var wasSpace = false
    var excess: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { break }
      if byte <= 0x20 || byte == UInt8(ascii: "/") {
        wasSpace = true
      } else {
        if wasSpace {
          attributes += 1
          if attributes > Self.mostAttributes, excess == nil { excess = index }
        }
        wasSpace = false
        if byte == UInt8(ascii: "=") {
          var value = index + 1
          while value < bytes.count, bytes[value] <= 0x20 { value += 1 }
          guard value < bytes.count else { break }
          let quote = bytes[value]
          if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = find(quote, bytes, value + 1) else {
              blank(value..<(value + 1))
              index = value + 1
              continue
            }
            index = end + 1
            // Quoted values may follow one another without a space.
            wasSpace = true
            continue
          }
          index = value
          continue
        }
      }
      index += 1
    }
    if let excess { blank(excess..<index) }
    for name in ["script", "style"] where Self.starts(name, bytes, after: start + 1) {
      let after = start + 1 + name.utf8.count
      guard after < bytes.count, bytes[after] <= 0x20 || bytes[after] == UInt8(ascii: ">") else {
        continue
      }
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "/"),
          Self.starts(name, bytes, after: index + 2)
        {
          return index + 2
        }
        index += 1
      }
    }
    return index
  }

  /// Looks for a closing quote.
  private mutating func find(_ quote: UInt8, _ bytes: Span<UInt8>, _ start: Int) -> Int? {
    if quote == UInt8(ascii: "\"") ? hasNoQuote : hasNoApostrophe { return nil }
    var index = start
    while index < bytes.count {
      if bytes[index] == quote { return index }
      index += 1
    }
    if quote == UInt8(ascii: "\"") { hasNoQuote = true } else { hasNoApostrophe = true }
    return nil
  }

  private static func starts(
    _ word: StaticString,
    _ bytes: Span<UInt8>,
    _ start: Int
  ) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    for place in 0..<word.utf8CodeUnitCount where bytes[start + place] != word.utf8Start[place] {
      return false
    }
    return true
  }

  private static func starts(
    _ word: String,
    _ bytes: Span<UInt8>,
    after start: Int
  ) -> Bool {
    var index = start
    for byte in word.utf8 {
      guard index < bytes.count, bytes[index] | 0x20 == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func blank(_ range: Range<Int>) {
    for index in range where index < result.count { result[index] = 0x20 }
  }
}
