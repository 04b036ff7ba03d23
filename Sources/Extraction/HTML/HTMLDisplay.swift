/// How an element's own style says that it is shown, as far as it parts words.
enum HTMLDisplay {
  /// On lines of its own.
  case line
  /// On lines of its own, with a gap between its parts.
  case box
  /// In a line, apart from what stands beside it.
  case word
  /// The same, with a gap between its parts.
  case wordBox

  /// Reads the last `display` among declarations; nil where there is none that parts anything.
  init?(_ style: Span<UInt8>) {
    guard style.count > 10, let value = Self.value(style) else { return nil }
    switch value {
    case "block", "table", "table-row", "list-item", "flow-root": self = .line
    case "flex", "grid": self = .box
    case "inline-block", "table-cell", "inline-table": self = .word
    case "inline-flex", "inline-grid": self = .wordBox
    default: return nil
    }
  }

  private static let name = Array("display".utf8)

  private static func value(_ style: Span<UInt8>) -> String? {
    let name = name
    var found: String?
    var index = 0
    while index + name.count < style.count {
      guard style[index] | 0x20 == name[0],
        name.indices.allSatisfy({ style[index + $0] | 0x20 == name[$0] })
      else {
        index += 1
        continue
      }
      index += name.count
      while index < style.count, style[index] <= 0x20 { index += 1 }
      guard index < style.count, style[index] == UInt8(ascii: ":") else { continue }
      index += 1
      while index < style.count, style[index] <= 0x20 { index += 1 }
      var value: [UInt8] = []
      while index < style.count, style[index] > 0x20, style[index] != UInt8(ascii: ";"),
        style[index] != UInt8(ascii: "!")
      {
        let byte = style[index]
        value.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        index += 1
      }
      found = String(decoding: value, as: UTF8.self)
    }
    return found
  }
}
