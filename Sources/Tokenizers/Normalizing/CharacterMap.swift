import JSON

/// The rules of SentencePiece that replace characters: a trie in a double array and the texts it leads to.
struct CharacterMap: Sendable {
  private let units: [UInt32]
  private let texts: [UInt8]
  /// What each ASCII character alone becomes; nil where it stays.
  private var ascii: [[UInt8]?] = []

  /// Reads the form in which models hold it; nil where it is damaged.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    func number(at start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }
    let size = Int(number(at: 0))
    guard size >= 4, size <= bytes.count - 4 else { return nil }
    units = stride(from: 4, to: 4 + size / 4 * 4, by: 4).map(number)
    texts = Array(bytes[(4 + size / 4 * 4)...])
    guard texts.span.firstInvalidUTF8() == nil else { return nil }
    for character in UInt8(0)..<128 {
      let key = [character]
      ascii.append(replacement(for: key.span).map { Array(texts[$0]) })
    }
  }

  func replacement(forASCII byte: UInt8) -> [UInt8]? { ascii[Int(byte & 0x7F)] }

  subscript(range: Range<Int>) -> ArraySlice<UInt8> { texts[range] }

  /// Where the text stands that takes the place of a key; that of the shortest prefix with one.
  func replacement(for key: borrowing Span<UInt8>) -> Range<Int>? {
    var node = 0
    guard !units.isEmpty else { return nil }
    node ^= Self.offset(units[0])
    for index in 0..<key.count {
      let byte = key[index]
      if byte == 0 { return nil }
      node ^= Int(byte)
      guard node < units.count else { return nil }
      let unit = units[node]
      if unit & (1 << 31 | 0xFF) != UInt32(byte) { return nil }
      node ^= Self.offset(unit)
      if unit >> 8 & 1 == 1 {
        guard node < units.count else { return nil }
        let start = Int(units[node] & (1 << 31 - 1))
        guard start <= texts.count else { return nil }
        let end = texts[start...].firstIndex(of: 0) ?? texts.count
        return start..<end
      }
    }
    return nil
  }

  private static func offset(_ unit: UInt32) -> Int {
    Int(unit >> 10) << Int((unit & 1 << 9) >> 6)
  }
}
