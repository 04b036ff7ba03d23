import LibXML

/// A formula as a line of text, built while its structure goes by.
struct MathText {
  private struct Node {
    var kind: OfficeName
    var text: [UInt8] = []
    /// The arguments of a structure, in order.
    var parts: [(kind: OfficeName, text: [UInt8])] = []
    var signs: [OfficeName: String] = [:]
  }

  private var nodes: [Node] = []
  /// The characters that were read into it.
  private(set) var ink = 0

  init() { nodes = [Node(kind: .math)] }

  mutating func append(_ text: borrowing Span<UInt8>, ink: Int) {
    nodes[nodes.count - 1].text.append(copying: text)
    self.ink += ink
  }

  /// Hears of an element of a formula.
  mutating func open(_ name: OfficeName) {
    if Self.isStructure(name) || Self.isArgument(name) { nodes.append(Node(kind: name)) }
  }

  /// Hears of a sign or a setting of the innermost structure.
  mutating func set(_ name: OfficeName, _ value: String) {
    nodes[nodes.count - 1].signs[name] = value
  }

  mutating func close(_ name: OfficeName) {
    guard Self.isStructure(name) || Self.isArgument(name), nodes.count > 1,
      nodes.last?.kind == name
    else { return }
    let node = nodes.removeLast()
    let parent = nodes.count - 1
    if Self.isArgument(name), Self.isStructure(nodes[parent].kind) {
      nodes[parent].parts.append((name, node.text))
    } else if Self.isArgument(name) {
      let isNext = nodes[parent].kind == .matrixRow && !nodes[parent].text.isEmpty
      nodes[parent].text += (isNext ? Array(", ".utf8) : []) + node.text
    } else {
      nodes[parent].text += Self.text(of: node) + node.text
    }
  }

  consuming func finished() -> [UInt8] { nodes[0].text }

  private static func isStructure(_ name: OfficeName) -> Bool {
    switch name {
    case .fraction, .raised, .lowered, .subSuperscript, .preScript, .radical, .nary,
      .delimiters, .function, .matrix, .accent, .limitLow, .limitUpp, .groupCharacter, .bar,
      .equationArray:
      true
    default: false
    }
  }

  private static func isArgument(_ name: OfficeName) -> Bool {
    switch name {
    case .numerator, .denominator, .base, .sub, .sup, .degree, .functionName, .limit, .matrixRow:
      true
    default: false
    }
  }

  private static func text(of node: Node) -> [UInt8] {
    func part(_ kind: OfficeName) -> [UInt8] { node.parts.first { $0.kind == kind }?.text ?? [] }
    func scripts(_ base: [UInt8]) -> [UInt8] {
      var text = base
      let (sub, sup) = (part(.sub), part(.sup))
      if !sub.isEmpty { text += [UInt8(ascii: "_")] + grouped(sub) }
      if !sup.isEmpty { text += [UInt8(ascii: "^")] + grouped(sup) }
      return text
    }
    let bases = node.parts.filter { $0.kind == .base }.map(\.text)
    switch node.kind {
    case .fraction:
      let line = node.signs[.fractionType] == "noBar" ? "¦" : "/"
      return grouped(part(.numerator)) + Array(line.utf8) + grouped(part(.denominator))
    case .raised, .lowered, .subSuperscript: return scripts(grouped(part(.base)))
    case .preScript: return scripts([]) + part(.base)
    case .radical:
      let degree = part(.degree)
      let index = degree.isEmpty ? [] : [UInt8(ascii: "[")] + degree + [UInt8(ascii: "]")]
      return Array("√".utf8) + index + [UInt8(ascii: "(")] + part(.base) + [UInt8(ascii: ")")]
    case .nary:
      return scripts(Array((node.signs[.character] ?? "∫").utf8)) + [0x20] + part(.base)
    case .delimiters:
      let separator = Array((node.signs[.separatorCharacter] ?? "|").utf8)
      return Array((node.signs[.beginCharacter] ?? "(").utf8)
        + Array(bases.joined(separator: separator))
        + Array((node.signs[.endCharacter] ?? ")").utf8)
    case .function: return part(.functionName) + [0x20] + part(.base)
    case .matrix:
      let rows = node.parts.filter { $0.kind == .matrixRow }.map(\.text)
      return Array(rows.joined(separator: Array("; ".utf8)))
    case .equationArray: return Array(bases.joined(separator: Array("; ".utf8)))
    case .accent:
      return part(.base) + Array((node.signs[.character] ?? "\u{0302}").utf8)
    case .limitLow: return part(.base) + [UInt8(ascii: "_")] + grouped(part(.limit))
    case .limitUpp: return part(.base) + [UInt8(ascii: "^")] + grouped(part(.limit))
    default: return Array(bases.joined())
    }
  }

  /// A text in brackets, unless it is one word or number.
  private static func grouped(_ text: [UInt8]) -> [UInt8] {
    let isWord = text.allSatisfy { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    return isWord ? text : [UInt8(ascii: "(")] + text + [UInt8(ascii: ")")]
  }
}
