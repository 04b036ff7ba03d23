/// A set of scalars as an expression writes it, by ranges, categories and the classes `\s`, `\w`, `\d`.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var categories: UInt32 = 0
  /// Bits of records of which one puts a scalar into the set.
  private var flags: UInt32 = 0
  /// Bits of records of which the lack of one puts a scalar into the set.
  private var lacking: UInt32 = 0
  private(set) var isNegated = false

  static let space: UInt32 = 1 << 13
  static let word: UInt32 = 1 << 14
  /// The same outside of a class in brackets, where the engine of the reference takes more.
  static let wordAlone: UInt32 = 1 << 22
  static let digit: UInt32 = 1 << 15

  mutating func add(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func add(categories: UInt32) { self.categories |= categories }

  mutating func add(flag: UInt32, negated: Bool) {
    if negated { lacking |= flag } else { flags |= flag }
  }

  /// Adds the members of a set that is not negated.
  mutating func add(_ other: ScalarSet) {
    ranges += other.ranges
    categories |= other.categories
    flags |= other.flags
    lacking |= other.lacking
  }

  mutating func negate() { isNegated.toggle() }

  /// Makes the letters of ASCII ranges match in both cases, with the signs that fold to them; false
  /// where the set holds more than such ranges.
  mutating func ignoreCase() -> Bool {
    guard categories == 0, flags == 0, lacking == 0, ranges.allSatisfy({ $0.upperBound < 0x80 })
    else { return false }
    for range in ranges {
      for scalar in range {
        let letter = scalar | 0x20
        guard (0x61...0x7A).contains(letter) else { continue }
        ranges.append(letter...letter)
        ranges.append(letter - 0x20...letter - 0x20)
        if letter == 0x73 { ranges.append(0x17F...0x17F) }
        if letter == 0x6B { ranges.append(0x212A...0x212A) }
      }
    }
    return true
  }

  fileprivate func contains(_ scalar: UInt32, _ record: ScalarRecord) -> Bool {
    if categories >> record.category & 1 == 1 || record.bits & flags != 0
      || ~record.bits & lacking != 0
    {
      return !isNegated
    }
    for range in ranges where range.contains(scalar) { return !isNegated }
    return isNegated
  }
}

/// A set made ready for matching, with the answers for ASCII at hand.
final class PreparedSet: Sendable {
  private let set: ScalarSet
  private let low: UInt64
  private let high: UInt64
  private let facts = ScalarFacts.shared

  init(_ set: ScalarSet) {
    self.set = set
    var (low, high) = (UInt64(0), UInt64(0))
    for scalar in UInt32(0)..<64 {
      if set.contains(scalar, facts[scalar]) { low |= 1 << UInt64(scalar) }
      if set.contains(scalar + 64, facts[scalar + 64]) { high |= 1 << UInt64(scalar) }
    }
    (self.low, self.high) = (low, high)
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low &>> UInt64(scalar) & 1 == 1 }
    if scalar < 128 { return high &>> UInt64(scalar &- 64) & 1 == 1 }
    return set.contains(scalar, facts[scalar])
  }
}
