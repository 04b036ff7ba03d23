/// A table of keys, each with numbers, that is searched where it lies in its file.
package struct PersistedMap {
  package enum Kind: String {
    case text = "str"
    case integer = "i64"
    case wide = "u128"

    /// Where keys begin is a multiple of this.
    var alignment: Int {
      switch self {
      case .text: 1
      case .integer: 8
      case .wide: 16
      }
    }
  }

  private static let headSize = 4096

  package let bytes: [UInt8]

  /// Writes keys, each once, with their numbers.
  package init(_ kind: Kind, _ entries: [(key: FieldKey, numbers: [UInt32])]) {
    let function = KeyNumbering(entries.map(\.key))
    var bytes = Array(kind.rawValue.utf8)
    bytes.append(zeros: 8 - bytes.count)
    let head = 8 + 16 + function.bytes.count
    var table = (head + Self.headSize - 1) / Self.headSize * Self.headSize
    // The entries behind the table are to begin where their keys may.
    table += (kind.alignment - 8 * entries.count % kind.alignment) % kind.alignment
    bytes.append(word: table)
    bytes.append(word: entries.count)
    bytes += function.bytes
    bytes.append(zeros: table - bytes.count)

    var buckets = [UInt64](repeating: 0, count: entries.count)
    var content: [UInt8] = []
    for entry in entries {
      content.append(zeros: (kind.alignment - content.count % kind.alignment) % kind.alignment)
      buckets[function.number(of: entry.key)] = UInt64(content.count)
      content += entry.key.bytes
      if kind == .text { content.append(0xFF) }
      content.append(zeros: (4 - content.count % 4) % 4)
      content.append(half: entry.numbers.count)
      content.append(bits: entry.numbers)
    }
    for bucket in buckets { bytes.append(word: bucket) }
    self.bytes = bytes + content
  }
}

/// A function that gives every key of a set a number of its own below their count.
struct KeyNumbering {
  let bytes: [UInt8]
  private let levels: [[UInt64]]
  /// How many bits are on before each word of each level.
  private let ranks: [[Int]]

  init(_ keys: [FieldKey]) {
    var levels: [[UInt64]] = []
    var ranks: [[Int]] = []
    var left = keys
    var bits = 0
    while !left.isEmpty {
      let words = (left.count + 63) / 64
      var once = [UInt64](repeating: 0, count: words)
      var often = once
      let level = levels.count
      let places = left.map { Self.place($0, level: level, words: words) }
      for place in places {
        let bit: UInt64 = 1 << UInt64(place & 63)
        often[place >> 6] |= once[place >> 6] & bit
        once[place >> 6] |= bit
      }
      for word in 0..<words { once[word] &= ~often[word] }
      var counts: [Int] = []
      for word in once {
        counts.append(bits)
        bits += word.nonzeroBitCount
      }
      levels.append(once)
      ranks.append(counts)
      left = zip(left, places).filter { often[$1 >> 6] >> UInt64($1 & 63) & 1 != 0 }.map(\.0)
    }
    var bytes: [UInt8] = []
    Self.append(levels.count, to: &bytes)
    for level in levels { Self.append(level.count, to: &bytes) }
    for level in levels { for word in level { bytes.append(word: word) } }
    self.bytes = bytes
    self.levels = levels
    self.ranks = ranks
  }

  func number(of key: FieldKey) -> Int {
    for (index, level) in levels.enumerated() {
      let place = Self.place(key, level: index, words: level.count)
      let bit = UInt64(place & 63)
      guard level[place >> 6] >> bit & 1 != 0 else { continue }
      return ranks[index][place >> 6] + (level[place >> 6] & (1 << bit - 1)).nonzeroBitCount
    }
    return 0
  }

  private static func place(_ key: FieldKey, level: Int, words: Int) -> Int {
    Int(key.hash(seed: UInt64(level)).multipliedFullWidth(by: UInt64(64 * words)).high)
  }

  /// Seven bits to a byte, the lowest first.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
