/// The words that ends of lines divide, and what the rest of the text says of them.
///
/// A hyphen at the end of a line may be one of the word's own or one that came with the line's end. The
/// text itself knows best: the word may stand elsewhere undivided.
struct DividedWords {
  enum Form {
    /// One word, in which the hyphen was put.
    case joined
    /// A word with a hyphen of its own.
    case hyphenated
    case unknown
  }

  /// What is known of each word or part of a word in question: whether it stands in the text.
  private var occurs: [UInt64: Bool] = [:]

  /// Whether no word is divided.
  var isEmpty: Bool { occurs.isEmpty }

  init(_ bytes: Span<UInt8>) {
    findCandidates(bytes)
    if !occurs.isEmpty { findOccurrences(bytes) }
  }

  /// How the two parts of a word belong together, by the text around the end of the line.
  func form(_ bytes: Span<UInt8>, left: Range<Int>, right: Range<Int>) -> Form {
    guard !occurs.isEmpty else { return .unknown }
    let first = Self.hash(bytes, left, Self.seed)
    if occurs[Self.hash(bytes, right, first)] == true { return .joined }
    if occurs[Self.hash(bytes, right, Self.step(first, Self.hyphen))] == true { return .hyphenated }
    guard left.count >= 3, right.count >= 3, occurs[first] == true,
      occurs[Self.hash(bytes, right, Self.seed)] == true
    else { return .unknown }
    return .hyphenated
  }

  /// The parts of a word that is divided between two bytes: after a hyphen, and where the text goes on.
  static func parts(
    _ bytes: Span<UInt8>,
    before end: Int,
    from start: Int,
    next: Int
  ) -> (left: Range<Int>, right: Range<Int>)? {
    guard end - start > 1, bytes[end - 1] == hyphen, isSmall(bytes, next) else { return nil }
    var left = end - 1
    while left > start, isLetter(bytes[left - 1]) { left -= 1 }
    var right = next
    while right < bytes.count, isLetter(bytes[right]) { right += 1 }
    return left < end - 1 && right > next ? (left..<(end - 1), next..<right) : nil
  }

  private mutating func findCandidates(_ bytes: Span<UInt8>) {
    var index = 1
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard bytes[index] == Self.hyphen, Self.isLetter(bytes[index - 1]) else { continue }
      var next = index + 1
      var hasEnd = false
      while next < bytes.count, bytes[next] <= 0x20 {
        if bytes[next] == 0x0A || bytes[next] == 0x0D { hasEnd = true }
        next += 1
      }
      guard hasEnd, next < bytes.count,
        let (left, right) = Self.parts(bytes, before: index + 1, from: 0, next: next)
      else { continue }
      let first = Self.hash(bytes, left, Self.seed)
      occurs[first] = false
      occurs[Self.hash(bytes, right, Self.seed)] = false
      occurs[Self.hash(bytes, right, first)] = false
      occurs[Self.hash(bytes, right, Self.step(first, Self.hyphen))] = false
    }
  }

  /// Looks for the words; parts at the ends of lines that a hyphen divides are no words.
  private mutating func findOccurrences(_ bytes: Span<UInt8>) {
    var index = 0
    var isRest = false
    while index < bytes.count {
      guard Self.isLetter(bytes[index]) else {
        index += 1
        continue
      }
      var word = Self.seed
      while index < bytes.count {
        let isInner =
          bytes[index] == Self.hyphen && index + 1 < bytes.count && Self.isLetter(bytes[index + 1])
        guard isInner || Self.isLetter(bytes[index]) else { break }
        word = Self.step(word, bytes[index])
        index += 1
      }
      let isDivided = index < bytes.count && bytes[index] == Self.hyphen
      if !isRest, !isDivided { note(word) }
      isRest = isDivided
    }
  }

  private mutating func note(_ word: UInt64) {
    if occurs[word] == false { occurs[word] = true }
  }

  private static let hyphen = UInt8(ascii: "-")
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ start: UInt64) -> UInt64 {
    var hash = start
    for index in range { hash = step(hash, bytes[index]) }
    return hash
  }

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    return (hash ^ UInt64(small)) &* 0x100_0000_01B3
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func isSmall(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    guard bytes[index] >= 0x80 else { return (0x61...0x7A).contains(bytes[index]) }
    return bytes.scalar(at: index).scalar.properties.isLowercase
  }
}
