import TestSupport

/// Ways to break an archive that reach what is in it: most of its bytes are zeros that nobody looks at.
enum SnapshotMutation {
  private struct Entry {
    var head: Int
    var content: Range<Int>
    var end: Int { content.lowerBound + (content.count + 511) / 512 * 512 }
  }

  static func broken(_ sound: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = sound
    let entries = entries(of: sound)
    for _ in 0...numbers.below(3) {
      let entry = numbers.pick(entries)
      guard entry.end <= bytes.count else { break }
      switch numbers.below(30) {
      case 0: bytes.removeLast(numbers.below(bytes.count))
      case 1: bytes.removeSubrange(entry.head..<entry.end)
      case 2: bytes.insert(contentsOf: bytes[entry.head..<entry.end], at: entry.head)
      case 3: setSize(&bytes, entry, numbers.below(1 << numbers.below(31)))
      case 4: setKind(&bytes, entry, numbers.pick(Array("LxS521g".utf8)))
      case 5: bytes.removeFirst(numbers.below(1024))
      default: changeContent(&bytes, entry, &numbers)
      }
      guard !bytes.isEmpty else { return [] }
    }
    return bytes
  }

  private static func changeContent(
    _ bytes: inout [UInt8],
    _ entry: Entry,
    _ numbers: inout SeededNumbers
  ) {
    // Heads are at the beginning, and what is behind the last byte that is not zero says nothing.
    let used = bytes[entry.content].lastIndex { $0 != 0 }.map { $0 - entry.content.lowerBound + 1 }
    guard let used else { return }
    let place =
      entry.content.lowerBound
      + (numbers.below(2) == 0 ? numbers.below(used) : numbers.below(min(used, 64)))
    switch numbers.below(4) {
    case 0: bytes[place] ^= 1 << UInt8(numbers.below(8))
    case 1: bytes[place] = UInt8(numbers.below(256))
    case 2:
      for index in place..<min(place + 8, entry.content.upperBound) { bytes[index] = 0xFF }
    default:
      let other = entry.content.lowerBound + numbers.below(used)
      for index in 0..<min(8, entry.content.upperBound - max(place, other)) {
        bytes[place + index] = bytes[other + index]
      }
    }
  }

  private static func setSize(_ bytes: inout [UInt8], _ entry: Entry, _ size: Int) {
    let digits = String(size, radix: 8)
    let text = String(repeating: "0", count: 11 - digits.utf8.count) + digits
    bytes.replaceSubrange(entry.head + 124..<entry.head + 135, with: text.utf8)
    sum(&bytes, entry)
  }

  private static func setKind(_ bytes: inout [UInt8], _ entry: Entry, _ kind: UInt8) {
    bytes[entry.head + 156] = kind
    sum(&bytes, entry)
  }

  /// Makes the head's own sum right, so that it is believed.
  private static func sum(_ bytes: inout [UInt8], _ entry: Entry) {
    for index in 148..<156 { bytes[entry.head + index] = 0x20 }
    let sum = bytes[entry.head..<entry.head + 512].reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    let text = String(repeating: "0", count: 6 - digits.utf8.count) + digits
    bytes.replaceSubrange(entry.head + 148..<entry.head + 155, with: Array(text.utf8) + [0])
  }

  private static func entries(of bytes: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    var place = 0
    while place + 512 <= bytes.count, bytes[place] != 0 {
      let digits = String(decoding: bytes[place + 124..<place + 135], as: UTF8.self)
      let size = Int(digits, radix: 8) ?? 0
      let entry = Entry(head: place, content: place + 512..<place + 512 + size)
      entries.append(entry)
      place = entry.end
    }
    return entries
  }
}
