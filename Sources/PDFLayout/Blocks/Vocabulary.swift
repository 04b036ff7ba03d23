/// The words with hyphens inside that a document writes on one line.
struct Vocabulary: Sendable {
  private var words: Set<[UInt8]> = []

  /// Notes a word if a hyphen stands inside of it.
  mutating func note(_ store: [UInt8], _ range: Range<Int32>) {
    guard range.count > 2, range.count < 60 else { return }
    let inner = Int(range.lowerBound) + 1..<Int(range.upperBound) - 1
    guard store[inner].contains(UInt8(ascii: "-")) else { return }
    words.insert(Self.key(store[Int(range.lowerBound)..<Int(range.upperBound)]))
  }

  func writesWithHyphen(_ head: [UInt8], _ tail: [UInt8]) -> Bool {
    words.contains(Self.key((head + [UInt8(ascii: "-")] + tail)[...]))
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
