/// The estimated width of text in a generic sans-serif face.
///
/// A drawing is laid out before any font is known. The advances are those of a rather wide
/// face, and every sum gets a margin, so that text keeps inside its box in most fonts.
struct FontMetrics {
  var size: Int
  var isBold = false

  /// The width of the text in whole pixels, rounded up.
  func width(of text: String) -> Int {
    (text.reduce(0) { $0 + milliWidth(of: $1) } + 999) / 1000
  }

  /// The text itself, or shortened in its middle to fit the pixels given.
  func elided(_ text: String, toFit pixels: Int) -> String {
    MiddleElision.elided(text, limit: pixels * 1000, ellipsisWidth: milliWidth(of: "…")) {
      milliWidth(of: $0)
    }
  }

  /// The width of one character in thousandths of a pixel.
  private func milliWidth(of character: Character) -> Int {
    let advance =
      if DisplayWidth.columns(of: character) > 1 {
        // An ideograph or an emoji fills its square in every font.
        104
      } else {
        character.unicodeScalars.reduce(0) { $0 + Self.advance(of: $1) }
      }
    return advance * size * (isBold ? 11 : 10)
  }

  /// The advance of a scalar in hundredths of the font's size.
  private static func advance(of scalar: Unicode.Scalar) -> Int {
    guard scalar.isASCII else {
      return switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      case .uppercaseLetter: 76
      default: scalar == "·" ? 34 : scalar == "…" ? 100 : 64
      }
    }
    return switch Character(scalar) {
    case "i", "j", "l": 26
    case " ", "I", "'", "|", ".", ",", ":", ";", "!": 30
    case "f", "r", "t", "(", ")", "[", "]", "/", "\\", "-", "`", "\"", "{", "}": 38
    case "c", "k", "s", "v", "x", "y", "z", "J", "*": 54
    case "m", "M", "%": 90
    case "w", "C", "D", "H", "N", "R", "U": 76
    case "G", "O", "Q": 81
    case "W", "@": 102
    case "A", "B", "E", "K", "P", "S", "V", "X", "Y", "&": 70
    case "F", "T", "Z", "L", "+", "=", "<", ">", "~", "^": 63
    default: 59
    }
  }
}
