/// The words that a document writes on one line, for telling how broken ones are to be joined.
struct Vocabulary: Sendable {
  /// Those with a hyphen inside.
  private var words: Set<[UInt8]> = []
  /// How often words come, by their hashes.
  private var counts: [UInt64: Int32] = [:]

  /// Notes a word if a hyphen stands inside of it.
  mutating func note(_ store: [UInt8], _ range: Range<Int32>) {
    guard range.count > 2, range.count < 60 else { return }
    if range.count > 4 {
      counts[Self.hash(store[Int(range.lowerBound)..<Int(range.upperBound)]), default: 0] += 1
    }
    let inner = Int(range.lowerBound) + 1..<Int(range.upperBound) - 1
    guard store[inner].contains(UInt8(ascii: "-")) else { return }
    words.insert(Self.key(store[Int(range.lowerBound)..<Int(range.upperBound)]))
  }

  func writesWithHyphen(_ head: [UInt8], _ tail: [UInt8]) -> Bool {
    words.contains(Self.key((head + [UInt8(ascii: "-")] + tail)[...]))
  }

  /// Tells whether the document writes two pieces as one word elsewhere, and more often than either
  /// piece alone.
  func writesTogether(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> Bool {
    guard head.count + tail.count > 4, let first = tail.first, first >= 0x61 else { return false }
    guard let whole = counts[Self.hash((head + tail)[...])] else { return false }
    return whole > counts[Self.hash(head), default: 0]
      && whole > counts[Self.hash(tail), default: 0]
  }

  /// A hash of a word's letters and digits in lower case; the same on every run.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word where isPart(byte) {
      hash = (hash ^ UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    return hash
  }

  /// A word without the signs around it, in lower case.
  private static func key(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var word = word
    while let first = word.first, !isPart(first) { word.removeFirst() }
    while let last = word.last, !isPart(last) { word.removeLast() }
    return word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
