/// What some scalars become: each a short list of scalars, found through pages of 256.
struct ScalarMapping: Sendable {
  private let pageStarts: [UInt16]
  private let entries: [UInt16]
  private let starts: [UInt32]
  private let targets: [UInt32]

  static let canonical = ScalarMapping(MappingTables.canonical)
  static let compatible = ScalarMapping(MappingTables.compatible)
  static let lowercase = ScalarMapping(MappingTables.lowercase)

  private init(_ text: String) {
    var digits = FiveBitDigits(text)
    var pageStarts = [UInt16](repeating: 0, count: 0x1100)
    var entries = [UInt16](repeating: 0, count: 256)
    var starts: [UInt32] = [0]
    var targets: [UInt32] = []
    var scalar = 0
    while !digits.isAtEnd {
      scalar += Int(digits.next())
      let count = digits.next()
      var last = scalar
      for _ in 0..<count {
        last += digits.nextSigned()
        targets.append(UInt32(truncatingIfNeeded: last))
      }
      let page = scalar >> 8
      if pageStarts[page] == 0 {
        pageStarts[page] = UInt16(entries.count >> 8)
        entries.append(contentsOf: repeatElement(0, count: 256))
      }
      entries[Int(pageStarts[page]) << 8 + scalar & 255] = UInt16(starts.count)
      starts.append(UInt32(targets.count))
    }
    self.pageStarts = pageStarts
    self.entries = entries
    self.starts = starts
    self.targets = targets
  }

  /// Where the targets of a scalar stand; nil for one that stays as it is.
  func range(of scalar: UInt32) -> Range<Int>? {
    let entry = Int(entries[Int(pageStarts[Int(scalar >> 8)]) << 8 + Int(scalar & 255)])
    return entry == 0 ? nil : Int(starts[entry - 1])..<Int(starts[entry])
  }

  func target(at index: Int) -> UInt32 { targets[index] }
}
