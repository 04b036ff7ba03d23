/// The facts of all scalars, in pages of 256 of which equal ones are kept once.
final class ScalarFacts: Sendable {
  private let pageStarts: [UInt32]
  private let kinds: [UInt8]
  private let records: [UInt32]

  static let shared = ScalarFacts()

  private init() {
    var digits = FiveBitDigits(ScalarFactTables.records)
    var records: [UInt32] = []
    while !digits.isAtEnd { records.append(digits.next()) }
    var runs = FiveBitDigits(ScalarFactTables.runs)
    var pageStarts: [UInt32] = []
    var kinds: [UInt8] = []
    var uniformPages: [UInt8: UInt32] = [:]
    var kind: UInt8 = 0
    var left = 0
    while pageStarts.count < 0x1100 {
      if left == 0 {
        kind = UInt8(truncatingIfNeeded: runs.next())
        left = max(1, Int(runs.next()))
      }
      if left >= 256 {
        if uniformPages[kind] == nil {
          uniformPages[kind] = UInt32(kinds.count)
          kinds.append(contentsOf: repeatElement(kind, count: 256))
        }
        pageStarts.append(uniformPages[kind] ?? 0)
        left -= 256
        continue
      }
      pageStarts.append(UInt32(kinds.count))
      var filled = 0
      while filled < 256 {
        if left == 0 {
          kind = UInt8(truncatingIfNeeded: runs.next())
          left = max(1, Int(runs.next()))
        }
        let count = min(left, 256 - filled)
        kinds.append(contentsOf: repeatElement(kind, count: count))
        filled += count
        left -= count
      }
    }
    self.pageStarts = pageStarts
    self.kinds = kinds
    self.records = records
  }

  subscript(scalar: UInt32) -> ScalarRecord {
    let page = pageStarts[Int(scalar >> 8)]
    return ScalarRecord(bits: records[Int(kinds[Int(page &+ scalar & 255)])])
  }
}
