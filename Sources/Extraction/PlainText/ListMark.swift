/// The mark that a list item of a plain text begins with.
struct ListMark {
  enum Kind: Equatable {
    case bullet
    /// A dash, which also begins what people say in many languages.
    case dash
    case number(Int)
    case letter
  }

  private(set) var kind: Kind
  /// The bytes before the item's text, white space included.
  private(set) var length: Int

  /// Whether it is a sign, not a label that people refer to.
  var isBullet: Bool { kind == .bullet || kind == .dash }

  /// Reads the mark at the start of a line's content.
  init?(_ line: Span<UInt8>) {
    guard let (kind, end) = Self.bullet(line) ?? Self.label(line) else { return nil }
    var text = end
    while text < line.count, line[text] <= 0x20 { text += 1 }
    guard text < line.count else { return nil }
    self.kind = kind
    length = text
  }

  private static func bullet(_ line: Span<UInt8>) -> (Kind, Int)? {
    switch line[0] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      return isSpace(line, 1) ? (.bullet, 1) : nil
    case 0xC2 where line.count > 1 && line[1] == 0xB7:
      return isSpace(line, 2) ? (.bullet, 2) : nil
    case 0xE2 where line.count > 2:
      let code = UInt32(line[1] & 0x3F) << 6 | UInt32(line[2] & 0x3F) | 0x2000
      switch code {
      case 0x2013: return isSpace(line, 3) ? (.dash, 3) : nil
      case 0x2022, 0x2023, 0x2043, 0x2219, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B8, 0x25BA,
        0x25CB, 0x25CF, 0x25E6, 0x2714, 0x2713, 0x27A2:
        return (.bullet, 3)
      default: return nil
      }
    default: return nil
    }
  }

  /// A number or a letter with a full stop or a bracket: `1.`, `2)`, `(3)`, `a)`, `(b)`.
  private static func label(_ line: Span<UInt8>) -> (Kind, Int)? {
    let isOpened = line[0] == UInt8(ascii: "(")
    let start = isOpened ? 1 : 0
    var end = start
    var number = 0
    while end < line.count, end - start < 4, (0x30...0x39).contains(line[end]) {
      number = number * 10 + Int(line[end] - 0x30)
      end += 1
    }
    var kind = Kind.number(number)
    if end == start, end < line.count, (0x61...0x7A).contains(line[end] | 0x20) {
      kind = .letter
      end += 1
    }
    guard end > start, end - start <= 3, end < line.count else { return nil }
    let isClosed = line[end] == UInt8(ascii: ")")
    let isStopped = line[end] == UInt8(ascii: ".") && !isOpened && kind != .letter
    guard isClosed || isStopped, isSpace(line, end + 1) else { return nil }
    return (kind, end + 1)
  }

  private static func isSpace(_ line: Span<UInt8>, _ index: Int) -> Bool {
    index < line.count && (line[index] <= 0x20 || line[index] == 0xC2)
  }
}
