import LibXML

/// How an ordered list counts its items, and how it writes the numbers.
struct HTMLListOrder {
  private var next: Int
  private let step: Int
  private let style: Style

  private enum Style: String {
    case decimal, decimalZero, lowerLetter, upperLetter, lowerRoman, upperRoman, none
  }

  init(_ tree: HTMLTree, _ index: Int) {
    step = tree.has(.reversed, index) ? -1 : 1
    let start = tree.attribute(.start, of: index).flatMap(Self.integer)
    next = start ?? (step > 0 ? 1 : Self.itemCount(tree, index))
    style = Self.style(tree, index) ?? .decimal
  }

  /// The label of the next item, as browsers draw it; nil where the list draws none.
  mutating func next(_ tree: HTMLTree, _ item: Int) -> String? {
    let number = tree.attribute(.value, of: item).flatMap(Self.integer) ?? next
    next = number + step
    let style = Self.style(tree, item) ?? style
    guard style != .none else { return nil }
    return Self.text(number, style) + "."
  }

  private static func text(_ number: Int, _ style: Style) -> String {
    switch style {
    case .lowerLetter: letters(number, from: UInt8(ascii: "a"))
    case .upperLetter: letters(number, from: UInt8(ascii: "A"))
    // Beyond these the web goes back to digits.
    case .lowerRoman, .upperRoman:
      NumberFormat.text(number, (1...3_999).contains(number) ? style.rawValue : "decimal")
    default: NumberFormat.text(number, style.rawValue)
    }
  }

  /// Letters as the web counts with them: after z comes aa, then ab.
  private static func letters(_ number: Int, from first: UInt8) -> String {
    guard number > 0 else { return "\(number)" }
    var letters: [UInt8] = []
    var rest = number
    while rest > 0 {
      letters.append(first + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The style that an element asks for, by its type or by a style of its own.
  private static func style(_ tree: HTMLTree, _ index: Int) -> Style? {
    if let style = tree.attribute(.style, of: index).flatMap(declared) { return style }
    return switch tree.attribute(.type, of: index) {
    case "1": .decimal
    case "a": .lowerLetter
    case "A": .upperLetter
    case "i": .lowerRoman
    case "I": .upperRoman
    default: nil
    }
  }

  /// What a `list-style` or `list-style-type` among declarations says.
  private static func declared(_ declarations: String) -> Style? {
    guard declarations.contains("list-style") else { return nil }
    for declaration in declarations.lowercased().split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = parts[0].split(separator: " ").joined()
      guard name == "list-style" || name == "list-style-type" else { continue }
      for word in parts[1].split(separator: " ") {
        if let style = names[String(word)] { return style }
      }
    }
    return nil
  }

  private static let names: [String: Style] = [
    "decimal": .decimal, "decimal-leading-zero": .decimalZero, "lower-alpha": .lowerLetter,
    "lower-latin": .lowerLetter, "upper-alpha": .upperLetter, "upper-latin": .upperLetter,
    "lower-roman": .lowerRoman, "upper-roman": .upperRoman, "none": .none, "disc": .none,
    "circle": .none, "square": .none,
  ]

  /// The number that a value begins with.
  private static func integer(_ value: String) -> Int? {
    let bytes = Array(value.utf8.drop { $0 <= 0x20 })
    let isNegative = bytes.first == UInt8(ascii: "-")
    var number = 0
    var digits = 0
    for byte in bytes.dropFirst(isNegative || bytes.first == UInt8(ascii: "+") ? 1 : 0) {
      guard (0x30...0x39).contains(byte), digits < 9 else { break }
      number = number * 10 + Int(byte - 0x30)
      digits += 1
    }
    guard digits > 0 else { return nil }
    return isNegative ? -number : number
  }

  /// How many items a list has itself.
  private static func itemCount(_ tree: HTMLTree, _ index: Int) -> Int {
    var count = 0
    var place = index + 1
    while place < Int(tree.nodes[index].end) {
      if tree.nodes[place].tag == .li { count += 1 }
      place = Int(tree.nodes[place].end)
    }
    return count
  }
}
