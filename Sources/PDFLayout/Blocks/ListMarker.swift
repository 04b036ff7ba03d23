/// The sign or number that an item of a list begins with.
struct ListMarker: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case bullet, number, letter, roman, composite }

  var kind: Kind
  var label: String
  /// Where the item's own text begins, in bytes.
  var textStart: Int
  /// The value of a number, 0 for others.
  var value: Int

  private static let bullets: Set<UInt32> = [
    0x2022, 0x25CF, 0x25CB, 0x25E6, 0x25AA, 0x25AB, 0x25A0, 0x25A1, 0x2023, 0x2043, 0x2219, 0xB7,
    0x27A2, 0x2192, 0x21D2, 0x25BA, 0x25B6, 0x25B8, 0x2756, 0x2713, 0x2714, 0x2717, 0x2718,
    0x2605, 0x2606, 0x25C6, 0x25C7, 0x2794, 0x27A4, 0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF0A8,
    0xF076, 0xF06E, 0xF0E0, 0xF02D, 0xF0F0, 0x2012, 0x2013, 0x2014, 0x2212, 0x2D, 0x2A, 0x2010,
    0x2666, 0x30FB, 0x204C, 0x204D, 0xF06C, 0xF071, 0xF0B2, 0x2B25, 0x2B1D, 0x2610, 0x2611,
    0x2612, 0xF0D0, 0xF0E8,
  ]

  /// Reads a marker at the beginning of a text; something must follow it.
  static func read(_ text: [UInt8]) -> ListMarker? {
    guard let first = text.first else { return nil }
    var index = 0
    let scalar = decodeScalar(text, &index)
    if bullets.contains(scalar) || (scalar == 0x6F && text.count > 1 && text[1] == 0x20) {
      guard index < text.count else { return nil }
      let isSpaced = text[index] == 0x20
      // A dash may begin a word, a dot may not.
      guard isSpaced || scalar > 0x7F && !(0x2010...0x2014).contains(scalar) else { return nil }
      let start = isSpaced ? index + 1 : index
      guard start < text.count else { return nil }
      return ListMarker(
        kind: .bullet,
        label: String(decoding: text[..<index], as: UTF8.self),
        textStart: start,
        value: 0
      )
    }
    guard first == UInt8(ascii: "(") || isAlphanumeric(first) else { return nil }
    return readNumbered(text)
  }

  /// Whether a word alone is a marker, or the label of a reference such as "[12]".
  static func isLabel(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count <= 12 else { return false }
    if read(Array(word) + [0x20, 0x78]) != nil { return true }
    guard word.first == UInt8(ascii: "["), word.last == UInt8(ascii: "]") else { return false }
    return word.count > 2
      && word.dropFirst().dropLast().allSatisfy { isAlphanumeric($0) || $0 == 0x2B }
  }

  private static func readNumbered(_ text: [UInt8]) -> ListMarker? {
    let isBracketed = text[0] == UInt8(ascii: "(")
    var index = isBracketed ? 1 : 0
    let start = index
    while index < text.count, index - start < 12, isAlphanumeric(text[index]) || text[index] == 0x2E
    {
      index += 1
    }
    var body = text[start..<index]
    var isClosed = false
    if index < text.count, text[index] == UInt8(ascii: ")") {
      isClosed = true
      index += 1
    } else if body.last == 0x2E {
      body.removeLast()
      isClosed = true
    }
    guard !body.isEmpty, index < text.count, text[index] == 0x20, index + 1 < text.count else {
      return nil
    }
    if isBracketed, text[index - 1] != UInt8(ascii: ")") { return nil }
    let label = String(decoding: text[..<index], as: UTF8.self)
    let parts = body.split(separator: 0x2E, omittingEmptySubsequences: false)
    func marker(_ kind: Kind, _ value: Int) -> ListMarker {
      ListMarker(kind: kind, label: label, textStart: index + 1, value: value)
    }
    if parts.count == 1 {
      guard isClosed else { return nil }
      let word = String(decoding: body, as: UTF8.self)
      if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        guard word.utf8.count <= 3, let value = Int(word) else { return nil }
        return marker(.number, value)
      }
      if let value = romanValue(word), word.utf8.count > 1 || "ivx".contains(word.lowercased()) {
        return marker(.roman, value)
      }
      guard word.utf8.count == 1, let letter = body.first, !(0x30...0x39).contains(letter) else {
        return nil
      }
      return marker(.letter, Int(letter | 0x20) - 0x60)
    }
    guard parts.count <= 6, parts.allSatisfy({ !$0.isEmpty && $0.count <= 3 }),
      parts.dropFirst().allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return marker(.composite, parts.count)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func romanValue(_ word: String) -> Int? {
    let values: [Character: Int] = ["i": 1, "v": 5, "x": 10, "l": 50, "c": 100]
    guard word == word.lowercased() || word == word.uppercased() else { return nil }
    var total = 0
    var largest = 0
    for character in word.lowercased().reversed() {
      guard let value = values[character] else { return nil }
      if value < largest { total -= value } else { total += value }
      largest = max(largest, value)
    }
    return total > 0 ? total : nil
  }
}
