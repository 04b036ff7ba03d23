/// An archive in memory of which entries can be found and changed.
struct ArchiveBytes {
  struct Entry {
    var name: String
    /// Where the head begins.
    var head: Int
    var content: Range<Int>
  }

  private(set) var bytes: [UInt8]
  let entries: [Entry]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var entries: [Entry] = []
    var place = 0
    while place + 512 <= bytes.count, bytes[place] != 0 {
      func text(_ range: Range<Int>) -> String {
        String(
          decoding: bytes[place + range.lowerBound..<place + range.upperBound].prefix { $0 != 0 },
          as: UTF8.self
        )
      }
      let prefix = text(345..<500)
      let name = prefix.isEmpty ? text(0..<100) : "\(prefix)/\(text(0..<100))"
      let size = Int(text(124..<135), radix: 8) ?? 0
      entries.append(Entry(name: name, head: place, content: place + 512..<place + 512 + size))
      place += 512 + (size + 511) / 512 * 512
    }
    self.entries = entries
  }

  func entry(_ suffix: String) -> Entry? { entries.first { $0.name.hasSuffix(suffix) } }

  mutating func change(_ suffix: String, at offset: Int, to new: [UInt8]) {
    guard let entry = entry(suffix) else { return }
    for (index, byte) in new.enumerated() {
      bytes[entry.content.lowerBound + offset + index] = byte
    }
  }

  /// Puts a part of an entry into the place of another.
  mutating func copy(_ suffix: String, from range: Range<Int>, to offset: Int) {
    guard let start = entry(suffix)?.content.lowerBound else { return }
    change(
      suffix,
      at: offset,
      to: Array(bytes[start + range.lowerBound..<start + range.upperBound])
    )
  }

  mutating func flip(_ suffix: String, at offset: Int, _ mask: UInt8 = 0x40) {
    guard let entry = entry(suffix) else { return }
    bytes[entry.content.lowerBound + offset] ^= mask
  }

  /// Puts another text into the place of one, of the same length.
  mutating func replace(_ suffix: String, _ old: String, _ new: String) {
    guard let entry = entry(suffix),
      let range = bytes[entry.content].firstRange(of: Array(old.utf8))
    else { return }
    bytes.replaceSubrange(range, with: new.utf8)
  }

  /// Takes an entry out.
  mutating func remove(_ suffix: String) {
    guard let entry = entry(suffix) else { return }
    bytes.removeSubrange(entry.head..<entry.head + 512 + (entry.content.count + 511) / 512 * 512)
  }
}
