/// What a short text is made of.
struct TextShape {
  private(set) var characters = 0
  private(set) var letters = 0
  private(set) var unspaced = 0
  private(set) var endsSentence = false
  private(set) var endsPause = false

  init(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      let value = decodeScalar(bytes, &index)
      guard value > 0x20, let scalar = Unicode.Scalar(value) else { continue }
      characters += 1
      // Unicode's tables cost much beside a comparison.
      let isLetter =
        value < 0x80
        ? (0x61...0x7A).contains(value | 0x20) : scalar.properties.isAlphabetic
      if isLetter { letters += 1 }
      if Script(value) == .unspaced { unspaced += 1 }
      switch value {
      case 0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0x61F, 0x6D4, 0x2026: endsSentence = true
      case 0x2C, 0x3B, 0x3A, 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0x60C, 0x61B, 0x2D: endsPause = true
      case 0x22, 0x27, 0x29, 0x2019, 0x201D, 0xBB: break
      default: (endsSentence, endsPause) = (false, false)
      }
    }
    // A question may be a heading.
    if let last = bytes.last, last == UInt8(ascii: "?") { endsSentence = false }
  }

  /// Looks at the end of a text only.
  init(ending bytes: [UInt8]) {
    var start = max(0, bytes.count - 64)
    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    self.init(Array(bytes[start...]))
  }

  /// The depth that a section number tells: 0 for "3" and "3.", 2 for "3.1.2".
  static func sectionDepth(_ bytes: [UInt8]) -> Int? {
    var index = 0
    var parts = 0
    while true {
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]), index - start < 3 {
        index += 1
      }
      guard index > start else { break }
      parts += 1
      guard index < bytes.count, bytes[index] == 0x2E else { break }
      index += 1
    }
    guard parts > 0, parts <= 6, index + 1 < bytes.count, bytes[index] == 0x20 else { return nil }
    var next = index + 1
    guard let scalar = Unicode.Scalar(decodeScalar(bytes, &next)), scalar.properties.isAlphabetic
    else { return nil }
    return parts - 1
  }

  /// A text's letters and digits in lower case, for comparing.
  static func key(_ bytes: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let value = decodeScalar(bytes, &index)
      if value < 0x80 {
        let lower = UInt8(value | 0x20)
        if (0x61...0x7A).contains(lower) { key.append(lower) }
        if (0x30...0x39).contains(value) { key.append(UInt8(value)) }
        continue
      }
      guard let scalar = Unicode.Scalar(value) else { continue }
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { continue }
      key += Array(scalar.properties.lowercaseMapping.utf8)
    }
    return key
  }
}
