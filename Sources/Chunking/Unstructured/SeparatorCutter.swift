/// Cuts a text that is too long for one chunk at separators of any sort, by characters or tokens.
///
/// Like `TextCutter`, which is the fast way for the usual separators.
struct SeparatorCutter {
  private let source: [Unicode.Scalar]
  private let limits: UnstructuredLimits
  private let separators: [[Unicode.Scalar]]
  /// The overlap before what is left of the source.
  private var carry: [Unicode.Scalar] = []
  private var offset = 0

  init(_ text: String, limits: UnstructuredLimits) {
    source = Array(text.unicodeScalars)
    self.limits = limits
    separators = limits.separators.map { Array($0.unicodeScalars) }
  }

  private var count: Int { carry.count + source.count - offset }

  /// How much of the source the pieces have had so far.
  private var given = 0

  mutating func next() -> CutPiece? {
    guard count > 0 else { return nil }
    let begin = max(given, offset)
    let ownStart = carry.count + begin - offset
    let origin = offset - carry.count
    let text = limits.counter.map { nextByTokens($0) } ?? nextByCharacters()
    let length = text.scalarCount
    given = max(given, origin + length)
    return CutPiece(text: text, ownStart: min(ownStart, length), begin: begin)
  }

  private subscript(place: Int) -> Unicode.Scalar {
    place < carry.count ? carry[place] : source[offset + place - carry.count]
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    for place in range { text.unicodeScalars.append(self[place]) }
    return text
  }

  /// The start of what remains after white space at a place.
  private func skipSpace(_ place: Int) -> Int {
    var place = place
    while place < count, self[place].isSpace { place += 1 }
    return place
  }

  private func trimmedEnd(_ end: Int) -> Int {
    var end = end
    while end > 0, self[end - 1].isSpace { end -= 1 }
    return end
  }

  private func isSeparator(_ separator: [Unicode.Scalar], at place: Int) -> Bool {
    place + separator.count <= count
      && separator.indices.allSatisfy { self[place + $0] == separator[$0] }
  }

  /// Leaves what follows a place, with an overlap in front.
  private mutating func leave(from place: Int, overlap: [Unicode.Scalar]) {
    offset += place - carry.count
    carry = overlap
    // A place within the old overlap leaves a part of it.
    if offset < 0 { offset = 0 }
  }

  // MARK: By characters

  private mutating func nextByCharacters() -> String {
    let maximum = limits.hardMaximum
    guard count > maximum else {
      defer { (carry, offset) = ([], source.count) }
      return text(0..<count)
    }
    for separator in separators {
      guard let start = last(separator, upTo: maximum) else { continue }
      let end = trimmedEnd(start)
      guard end > 0 else { continue }
      let rest = skipSpace(start + separator.count)
      var tail: [Unicode.Scalar] = []
      if limits.overlap > 1 {
        tail = ((max(0, end - limits.overlap + 1))..<end).map { self[$0] }
        tail = Array(tail.drop { $0.isSpace }) + [" "]
      }
      guard tail.count + count - rest < count else { continue }
      let piece = text(0..<end)
      leaveRest(rest, tail)
      return piece
    }
    let piece = text(0..<trimmedEnd(maximum))
    leaveRest(skipSpace(maximum - limits.overlap), [])
    return piece
  }

  /// The last place of a separator that begins after the overlap and at the maximum at the latest.
  private func last(_ separator: [Unicode.Scalar], upTo maximum: Int) -> Int? {
    var place = min(maximum, count - separator.count)
    while place > limits.overlap {
      if isSeparator(separator, at: place) { return place }
      place -= 1
    }
    return nil
  }

  private mutating func leaveRest(_ place: Int, _ tail: [Unicode.Scalar]) {
    if place < carry.count {
      carry = tail + carry[place...]
    } else {
      leave(from: place, overlap: tail)
    }
  }

  // MARK: By tokens

  private mutating func nextByTokens(_ counter: any TokenCounter) -> String {
    let maximum = limits.hardMaximum
    func fits(_ end: Int) -> Bool { counter.count(text(0..<end)) <= maximum }
    let furthest = reach(fits)
    guard furthest < count else {
      defer { (carry, offset) = ([], source.count) }
      return text(0..<count)
    }
    for separator in separators {
      var place = min(furthest + separator.count, count - separator.count)
      while place >= 0 {
        if isSeparator(separator, at: place) {
          let end = trimmedEnd(place)
          if end > 0, fits(end), counter.count(text(0..<end)) > 0 {
            return cut(end, rest: skipSpace(place + separator.count), counter)
          }
        }
        place -= 1
      }
    }
    var place = max(furthest, max(limits.overlap + 1, 1))
    place = min(place, count)
    let best = place
    while place > max(limits.overlap, 0) {
      if place < count, self[place].isSpace { break }
      place -= 1
    }
    if place <= max(limits.overlap, 0) { place = best }
    return cut(max(1, trimmedEnd(place)), rest: skipSpace(place), counter)
  }

  /// The most characters from the beginning that have no more tokens than there may be.
  private func reach(_ fits: (Int) -> Bool) -> Int {
    var low = 0
    var step = 64
    while low + step < count, fits(low + step) {
      low += step
      step *= 2
    }
    if low + step >= count, fits(count) { return count }
    var high = min(low + step, count)
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private mutating func cut(_ end: Int, rest: Int, _ counter: any TokenCounter) -> String {
    let piece = text(0..<end)
    var tail: [Unicode.Scalar] = []
    if limits.overlap > 0 {
      tail = Self.tail(Array(piece.unicodeScalars), limits.overlap, counter) + [" "]
      // Without this the same would come again for ever.
      if tail.count >= rest { tail = [] }
    }
    leaveRest(max(1, rest), tail)
    return piece
  }

  /// The end of a piece that has so many tokens, from the beginning of a word on.
  private static func tail(
    _ piece: [Unicode.Scalar],
    _ tokens: Int,
    _ counter: any TokenCounter
  ) -> [Unicode.Scalar] {
    func text(_ start: Int) -> String {
      var text = ""
      text.unicodeScalars.append(contentsOf: piece[start...])
      return text
    }
    if counter.count(text(0)) <= tokens { return piece }
    var (low, high) = (0, piece.count)
    while low < high {
      let middle = (low + high) / 2
      if counter.count(text(middle)) > tokens { low = middle + 1 } else { high = middle }
    }
    var place = low
    while place < piece.count, !piece[place].isSpace { place += 1 }
    while place < piece.count, piece[place].isSpace { place += 1 }
    if place >= piece.count { return Array(piece[low...].drop { $0.isSpace }) }
    return Array(piece[place...])
  }
}

extension Unicode.Scalar {
  /// White space in the sense of `Whitespace`.
  fileprivate var isSpace: Bool {
    properties.isWhitespace || (0x1C...0x1F).contains(value)
  }
}
