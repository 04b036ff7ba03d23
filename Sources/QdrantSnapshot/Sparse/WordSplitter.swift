/// Cuts a text into words as Qdrant's tokenizer `word` does: at whatever is neither letter nor digit.
package enum WordSplitter {
  /// The words of a text in lower case, as bytes of UTF-8.
  package static func words(of text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var scalars: [Unicode.Scalar] = []
    func end() {
      if !scalars.isEmpty { word = Array(lowercased(scalars).utf8) }
      if !word.isEmpty { words.append(word) }
      word.removeAll(keepingCapacity: true)
      scalars.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        var byte = UInt8(truncatingIfNeeded: scalar.value)
        guard isLetterOrDigit(byte) else {
          end()
          continue
        }
        if scalars.isEmpty {
          if (0x41...0x5A).contains(byte) { byte |= 0x20 }
          word.append(byte)
        } else {
          scalars.append(scalar)
        }
      } else if isAlphanumeric(scalar) {
        if scalars.isEmpty {
          scalars += word.map { Unicode.Scalar($0) }
          // So that a word that begins with another letter is one of scalars too.
          word.removeAll(keepingCapacity: true)
        }
        scalars.append(scalar)
      } else {
        end()
      }
    }
    end()
    return words
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20)
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isAlphabetic { return true }
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return true
    default: return false
    }
  }

  private static func lowercased(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{3A3}", endsWord(scalars, at: index) {
        text.unicodeScalars.append("\u{3C2}")
      } else {
        text += scalar.properties.lowercaseMapping
      }
    }
    return text
  }

  /// Whether a sigma stands behind a letter that has cases and before none.
  private static func endsWord(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    func isCased(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
      scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased == true
    }
    return isCased(scalars[..<index].reversed()) && !isCased(scalars[(index + 1)...])
  }
}
