/// Short texts that look like headings and are none.
extension TextShape {
  /// A formula on a line of its own: signs of relation between letters, and no word.
  static func isFormula(_ bytes: [UInt8]) -> Bool {
    var hasRelation = false
    var run = 0
    var index = 0
    while index < bytes.count {
      let scalar = decodeScalar(bytes, &index)
      switch scalar {
      case 0x3C...0x3E, 0x2208, 0x2211, 0x222B, 0x2243...0x2265, 0x2190...0x21FF: hasRelation = true
      default: break
      }
      let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
      run = isLetter ? run + 1 : 0
      if run >= 4 || isLetter && Script(scalar) == .unspaced { return false }
    }
    return hasRelation
  }

  /// A switch of a command, such as "-a, --all".
  static func isOption(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "-") else { return false }
    let letter = bytes[1] | 0x20
    return bytes[1] == UInt8(ascii: "-") || (0x61...0x7A).contains(letter)
  }

  /// How many names a text consists of, each of two words or more in capital letters; 0 where there is
  /// anything else.
  static func countOfNames(_ text: String) -> Int {
    var names: [[Substring]] = [[]]
    for word in text.split(separator: " ") {
      if ["and", "&", "und", "et", "y", "e", "og", "och", "en"].contains(word) {
        names.append([])
        continue
      }
      guard let first = word.unicodeScalars.first, first.properties.isUppercase else {
        return 0
      }
      names[names.count - 1].append(word)
      if word.utf8.last == UInt8(ascii: ",") || word.utf8.last == UInt8(ascii: ";") {
        names.append([])
      }
    }
    let filled = names.filter { !$0.isEmpty }
    return filled.allSatisfy { (2...4).contains($0.count) } ? filled.count : 0
  }
}
