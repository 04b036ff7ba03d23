/// The words that a document writes on one line, for telling how broken ones are to be joined.
struct Vocabulary: Sendable {
  /// How often words come, by their hashes; those with a hyphen inside are counted apart.
  private var counts: [UInt64: Int32] = [:]
  private var hyphenated: [UInt64: Int32] = [:]
  /// How often words are no more than the part before or behind a hyphen at the end of a line.
  private var fragments: [UInt64: Int32] = [:]
  private var breaks: [Break] = []
  private var lineCount = 0
  /// Whether words seem to be broken at ends of lines wherever they may be; otherwise such hyphens are
  /// those that words are written with.
  private var breaksWords = true
  /// Whether so many breaks stand between two words that hardly all of them can be accidents.
  private var breaksBetweenWords = false

  private static let breakLimit = 20_000

  /// A hyphen at the end of a line, by the hashes of what stands around it.
  private struct Break {
    var head: UInt64
    var tail: UInt64
    var whole: UInt64
  }

  /// Notes the words of a part of a page, in the order in which they are drawn.
  mutating func note(_ words: [Word], _ store: [UInt8]) {
    for (index, word) in words.enumerated() {
      let bytes = store[Int(word.text.lowerBound)..<Int(word.text.upperBound)]
      note(bytes)
      guard index + 1 < words.count else { break }
      let next = words[index + 1]
      guard next.baseline > word.baseline + 0.5 * word.size else { continue }
      lineCount += 1
      if HyphenRule.hyphenLength(bytes) == 0 || HyphenRule.hyphenLength(bytes) == 2 { continue }
      let tail = store[Int(next.text.lowerBound)..<Int(next.text.upperBound)]
      guard breaks.count < Self.breakLimit, let first = tail.first, first >= 0x61 else { continue }
      let found = Break(
        head: Self.hash(bytes),
        tail: Self.hash(tail),
        whole: Self.hash(tail, after: Self.hash(bytes))
      )
      breaks.append(found)
      fragments[found.head, default: 0] += 1
      fragments[found.tail, default: 0] += 1
    }
  }

  private mutating func note(_ word: ArraySlice<UInt8>) {
    guard word.count > 1, word.count < 60 else { return }
    if word.dropFirst().dropLast().contains(UInt8(ascii: "-")) {
      hyphenated[Self.hash(word), default: 0] += 1
    } else {
      counts[Self.hash(word), default: 0] += 1
    }
  }

  /// Finds out, once the words of some pages are noted, whether lines end within words.
  mutating func judgeBreaks() {
    var (proven, unknown, between) = (0, 0, 0)
    for found in breaks {
      if counts[found.whole] != nil {
        proven += 1
      } else if !isAlone(found.head) || !isAlone(found.tail) {
        unknown += 1
      } else {
        between += 1
      }
    }
    breaksBetweenWords = between * 8 >= proven + unknown
    if proven > 0, proven * 5 >= breaks.count {
      breaksWords = true
    } else if lineCount >= 60, breaks.count * 80 <= lineCount {
      // Some one line in thirty ends within a word where lines may.
      breaksWords = false
    } else {
      breaksWords = unknown * 2 >= breaks.count
    }
  }

  /// Whether a word comes anywhere but before or behind the end of a line.
  private func isAlone(_ word: UInt64) -> Bool {
    counts[word, default: 0] > fragments[word, default: 0]
  }

  /// Tells whether two pieces around the end of a line are one word with a hyphen: as the document writes
  /// it elsewhere, or else as it writes words.
  func writesWithHyphen(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> Bool {
    let (first, second) = (Self.hash(head), Self.hash(tail))
    let whole = Self.hash(tail, after: first)
    let (with, without) = (hyphenated[whole, default: 0], counts[whole, default: 0])
    if with > 0 || without > 0 { return with >= without }
    if !breaksWords { return true }
    guard isAlone(second) else { return false }
    // What is written with a hyphen already is not broken elsewhere.
    return head.contains(UInt8(ascii: "-"))
      || (breaksBetweenWords || min(head.count, tail.count) > 5) && isAlone(first)
  }

  /// Tells whether a hyphen stands for the rest of a word that comes later, as in "in- and outside".
  func suspends(_ head: ArraySlice<UInt8>, before tail: ArraySlice<UInt8>) -> Bool {
    guard Self.conjunctions.contains(where: { tail.elementsEqual($0.utf8) }) else { return false }
    let first = Self.hash(head)
    return counts[Self.hash(tail, after: first)] == nil && (!breaksWords || isAlone(first))
  }

  private static let conjunctions: [String] = [
    "and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "og", "eller", "en", "of",
    "och",
  ]

  /// Tells whether the document writes two pieces as one word elsewhere, and more often than either
  /// piece alone.
  func writesTogether(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> Bool {
    guard head.count + tail.count > 4, let first = tail.first, first >= 0x61 else { return false }
    let start = Self.hash(head)
    guard let whole = counts[Self.hash(tail, after: start)] else { return false }
    // Short words are parts of many others.
    func count(_ piece: ArraySlice<UInt8>, _ hash: UInt64) -> Int32 {
      piece.count > 4 ? counts[hash, default: 0] : 0
    }
    return whole > count(head, start) && whole > count(tail, Self.hash(tail))
  }

  /// A hash of a word's letters and digits in lower case, going on behind another; the same on every run.
  private static func hash(_ word: ArraySlice<UInt8>, after start: UInt64 = 0xCBF2_9CE4_8422_2325)
    -> UInt64
  {
    var hash = start
    for byte in word where isPart(byte) {
      hash = (hash ^ UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    return hash
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
