import Documents

/// The text of a block, with what stands out in it.
struct TextRun: Sendable {
  var bytes: [UInt8] = []
  /// Runs that are bold or italic in a block that is not, with their tags.
  var emphasis: [Mark] = []
  /// Runs that lead somewhere, with their targets.
  var links: [Mark] = []
  /// Hyphens at ends of lines that are not in the text.
  var hyphens = 0
  /// Scalars other than white space.
  var characters = 0
  /// Whether it ends in a hyphen that may belong to a word broken at the end of the line.
  var endsHyphenated = false
  var endsUnspaced = false
  /// Whether the next line goes on within a word.
  private var isGlued = false

  /// A run of bytes that stands out.
  struct Mark: Sendable {
    var range: Range<Int>
    var value: String
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }

  init() {}

  /// A text on one line, without control characters.
  init(plain text: String) {
    for scalar in text.unicodeScalars where !isControl(scalar.value) || isWhitespace(scalar.value) {
      if isWhitespace(scalar.value) {
        if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      } else if scalar.value != 0xFEFF {
        bytes += Array(String(scalar).utf8)
        characters += 1
      }
    }
    while bytes.last == 0x20 { bytes.removeLast() }
  }

  /// Takes the bytes before an offset away, with what marks them.
  mutating func removeFirst(_ count: Int) {
    characters -= Self.characters(bytes[..<count])
    bytes.removeFirst(count)
    func moved(_ range: Range<Int>) -> Range<Int> {
      max(0, range.lowerBound - count)..<max(0, range.upperBound - count)
    }
    changeMarks { marks in
      marks = marks.map { Mark(range: moved($0.range), value: $0.value) }
      marks.removeAll { $0.range.isEmpty }
    }
  }

  /// Puts one space in the place of some bytes; gives back how many characters they held.
  mutating func replaceWithSpace(_ range: Range<Int>) -> Int {
    let count = Self.characters(bytes[range])
    characters -= count
    bytes.replaceSubrange(range, with: [0x20])
    func moved(_ offset: Int) -> Int {
      offset <= range.lowerBound
        ? offset : offset < range.upperBound ? range.lowerBound : offset - range.count + 1
    }
    func moved(_ own: Range<Int>) -> Range<Int> {
      let end = own.upperBound > range.lowerBound && own.upperBound <= range.upperBound
      return moved(own.lowerBound)..<(end ? range.lowerBound : moved(own.upperBound))
    }
    changeMarks { marks in
      marks.removeAll { $0.range.isEmpty || $0.range.clamped(to: range) == $0.range }
      marks = marks.map { Mark(range: moved($0.range), value: $0.value) }
    }
    return count
  }

  /// Parts what stands before an offset from what follows.
  mutating func insertSpace(at offset: Int) {
    bytes.insert(0x20, at: offset)
    func moved(_ range: Range<Int>) -> Range<Int> {
      let start = range.lowerBound >= offset ? range.lowerBound + 1 : range.lowerBound
      return start..<(range.upperBound > offset ? range.upperBound + 1 : range.upperBound)
    }
    changeMarks { marks in marks = marks.map { Mark(range: moved($0.range), value: $0.value) } }
  }

  private mutating func changeMarks(_ change: (inout [Mark]) -> Void) {
    change(&emphasis)
    change(&links)
  }

  /// Goes on with the text of the next line, column or page.
  mutating func join(_ other: TextRun, _ vocabulary: Vocabulary) {
    guard !bytes.isEmpty else {
      let earlier = hyphens
      self = other
      hyphens += earlier
      return
    }
    guard !other.bytes.isEmpty else {
      hyphens += other.hyphens
      return
    }
    if endsHyphenated, HyphenRule.joins(bytes, other.bytes),
      !HyphenRule.suspends(bytes, other.bytes, vocabulary)
    {
      if !HyphenRule.keeps(bytes, other.bytes, vocabulary) {
        bytes.removeLast(HyphenRule.hyphenLength(bytes))
        characters -= 1
        hyphens += 1
      }
    } else if dropSoftHyphen() {
      // It broke the line before something that is no word.
      bytes.append(0x20)
    } else if !isGlued, !(endsUnspaced && other.startsUnspaced), !breaksAtSlash(other) {
      bytes.append(0x20)
    }
    append(other)
  }

  /// Puts another text right behind this one.
  mutating func append(_ other: TextRun) {
    let offset = bytes.count
    bytes += other.bytes
    characters += other.characters
    hyphens += other.hyphens
    func moved(_ mark: Mark) -> Mark {
      let range = mark.range.lowerBound + offset..<mark.range.upperBound + offset
      return Mark(range: range, value: mark.value)
    }
    emphasis += other.emphasis.map(moved)
    links += other.links.map(moved)
    endsHyphenated = other.endsHyphenated
    endsUnspaced = other.endsUnspaced
  }

  /// Whether a line was broken behind a slash between two words, as "and/or" may be.
  private func breaksAtSlash(_ next: TextRun) -> Bool {
    guard bytes.last == UInt8(ascii: "/"), bytes.count > 1, let first = next.bytes.first else {
      return false
    }
    let isLetter = { (byte: UInt8) in byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 }
    return isLetter(bytes[bytes.count - 2]) && isLetter(first)
  }

  /// Takes a soft hyphen away that the text ends in; false where there is none.
  @discardableResult
  mutating func dropSoftHyphen() -> Bool {
    guard bytes.suffix(2).elementsEqual([0xC2, 0xAD]) else { return false }
    bytes.removeLast(2)
    characters -= 1
    hyphens += 1
    endsHyphenated = false
    let end = bytes.count
    func cut(_ range: Range<Int>) -> Range<Int> {
      min(range.lowerBound, end)..<min(range.upperBound, end)
    }
    changeMarks { marks in marks = marks.map { Mark(range: cut($0.range), value: $0.value) } }
    return true
  }

  /// Goes on with more lines of code.
  mutating func joinLines(_ other: TextRun) {
    bytes.append(0x0A)
    bytes += other.bytes
    characters += other.characters
    hyphens += other.hyphens
  }

  /// Goes on with the next line of a cell, which may break a word without any hyphen.
  mutating func joinInCell(_ other: TextRun, _ vocabulary: Vocabulary) {
    let head = bytes[(bytes.lastIndex(of: 0x20) ?? -1) + 1..<bytes.count]
    let tail = other.bytes[..<(other.bytes.firstIndex(of: 0x20) ?? other.bytes.count)]
    let isBroken = !endsHyphenated && vocabulary.writesTogether(head, tail)
    isGlued = isBroken
    join(other, vocabulary)
    isGlued = false
  }

  var startsUnspaced: Bool {
    guard !bytes.isEmpty else { return false }
    var index = 0
    return Script(decodeScalar(bytes, &index)) == .unspaced
  }

  /// The scalars of a text other than white space and control characters.
  static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    let text = Array(bytes)
    var index = 0
    while index < text.count {
      let scalar = decodeScalar(text, &index)
      if !isWhitespace(scalar), !isControl(scalar) { count += 1 }
    }
    return count
  }
}
