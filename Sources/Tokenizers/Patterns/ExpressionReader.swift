/// Reads the expressions that occur in tokenizers: a part of what Oniguruma knows.
///
/// Whatever is not among it is refused by name, so that no expression is ever read as another.
struct ExpressionReader {
  private let scalars: [UInt32]
  private var position = 0
  private var ignoresCase = false
  private var depth = 0
  private static let most = 1000

  private init(_ text: String) { scalars = text.unicodeScalars.map(\.value) }

  static func read(_ text: String) throws(ExpressionProblem) -> ExpressionNode {
    var reader = ExpressionReader(text)
    let node = try reader.alternatives()
    if reader.position < reader.scalars.count { throw reader.unsupported("an unmatched ')'") }
    return node
  }

  private var next: UInt32? { position < scalars.count ? scalars[position] : nil }

  private func peek(_ offset: Int) -> UInt32? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  private mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    guard position + wanted.count <= scalars.count,
      scalars[position..<position + wanted.count].elementsEqual(wanted)
    else { return false }
    position += wanted.count
    return true
  }

  private func unsupported(_ what: String) -> ExpressionProblem {
    ExpressionProblem(message: "\(what) at character \(position + 1)")
  }

  private mutating func alternatives() throws(ExpressionProblem) -> ExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw unsupported("nesting this deep") }
    let outer = ignoresCase
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    ignoresCase = outer
    return parts.count == 1 ? parts[0] : .either(parts)
  }

  private mutating func sequence() throws(ExpressionProblem) -> ExpressionNode {
    var parts: [ExpressionNode] = []
    var lastLetter: UInt32?
    while let scalar = next, scalar != 0x7C, scalar != 0x29 {
      let start = position
      let node = try repeated(try atom())
      let letter = ignoresCase && position == start + 1 ? scalar | 0x20 : nil
      if let lastLetter, let letter, Self.foldsTogether(lastLetter, letter) {
        throw unsupported("letters that fold together without regard to case")
      }
      lastLetter = letter
      parts.append(node)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// Whether two letters, without regard to case, also match one sign, such as "ss" and "ß".
  private static func foldsTogether(_ first: UInt32, _ second: UInt32) -> Bool {
    switch (first, second) {
    case (0x73, 0x73), (0x73, 0x74), (0x66, 0x66), (0x66, 0x69), (0x66, 0x6C): true
    default: false
    }
  }

  private mutating func repeated(_ atom: ExpressionNode) throws(ExpressionProblem) -> ExpressionNode
  {
    var node = atom
    while let (least, most, isInterval) = try quantifier() {
      var kind = ExpressionLoop.greedy
      if next == 0x3F {
        if isInterval && least == most { throw unsupported("a lazy fixed count") }
        position += 1
        kind = .lazy
      } else if next == 0x2B && !isInterval {
        position += 1
        kind = .possessive
      }
      if case .set = node {
      } else if node.canBeEmpty && most > 1 {
        throw unsupported("a repetition of what can be empty")
      }
      node = .loop(node, least, most, kind)
    }
    return node
  }

  private mutating func quantifier() throws(ExpressionProblem) -> (Int, Int, Bool)? {
    switch next {
    case 0x2A:
      position += 1
      return (0, .max, false)
    case 0x2B:
      position += 1
      return (1, .max, false)
    case 0x3F:
      position += 1
      return (0, 1, false)
    case 0x7B:
      let start = position
      position += 1
      let least = number()
      var most = least
      if take(",") { most = number() ?? .max }
      guard take("}"), least != nil || most != nil, most != .max || least != nil else {
        position = start
        return nil
      }
      let range = (least ?? 0, most ?? .max)
      guard range.0 <= range.1, range.0 <= Self.most, range.1 <= Self.most || range.1 == .max else {
        throw unsupported("such a count")
      }
      return (range.0, range.1, true)
    default: return nil
    }
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, (0x30...0x39).contains(scalar), (value ?? 0) < 1 << 30 {
      value = (value ?? 0) * 10 + Int(scalar - 0x30)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(ExpressionProblem) -> ExpressionNode {
    let scalar = scalars[position]
    switch scalar {
    case 0x28: return try group()
    case 0x5B:
      return .set(try scalarClass())
    case 0x2E:
      position += 1
      var set = ScalarSet()
      set.add(0x0A...0x0A)
      set.negate()
      return .set(set)
    case 0x5E:
      position += 1
      return .place(.lineStart)
    case 0x24:
      position += 1
      return .place(.lineEnd)
    case 0x5C: return try escape()
    case 0x2A, 0x2B, 0x3F: throw unsupported("a repetition of nothing")
    default:
      position += 1
      return .set(try literal(scalar))
    }
  }

  private func literal(_ scalar: UInt32) throws(ExpressionProblem) -> ScalarSet {
    var set = ScalarSet()
    set.add(scalar...scalar)
    if ignoresCase, !set.ignoreCase() { throw unsupported("such a sign without regard to case") }
    return set
  }

  private mutating func group() throws(ExpressionProblem) -> ExpressionNode {
    let outer = ignoresCase
    defer { ignoresCase = outer }
    func close(_ node: ExpressionNode) throws(ExpressionProblem) -> ExpressionNode {
      guard take(")") else { throw unsupported("a group without ')'") }
      return node
    }
    if take("(?:") { return try close(try alternatives()) }
    if take("(?i:") {
      ignoresCase = true
      return try close(try alternatives())
    }
    if take("(?>") { return .atomic(try close(try alternatives())) }
    if take("(?=") { return .look(try close(try alternatives()), isNegative: false) }
    if take("(?!") { return .look(try close(try alternatives()), isNegative: true) }
    if take("(?<=") { return try lookBehind(isNegative: false) }
    if take("(?<!") { return try lookBehind(isNegative: true) }
    if peek(1) == 0x3F { throw unsupported("a group of this kind") }
    position += 1
    return try close(try alternatives())
  }

  private mutating func lookBehind(isNegative: Bool) throws(ExpressionProblem) -> ExpressionNode {
    let body = try alternatives()
    guard take(")") else { throw unsupported("a group without ')'") }
    guard case .set(let set) = body else {
      throw unsupported("a look behind at more than one character")
    }
    return .lookBehind(set, isNegative: isNegative)
  }

  private mutating func escape() throws(ExpressionProblem) -> ExpressionNode {
    switch peek(1) {
    case 0x41:
      position += 2
      return .place(.start)
    case 0x7A:
      position += 2
      return .place(.end)
    case 0x5A:
      position += 2
      return .place(.lastLineEnd)
    default: break
    }
    var set = ScalarSet()
    if let scalar = try escaped(into: &set, isAlone: true) { return .set(try literal(scalar)) }
    return .set(set)
  }

  /// Reads an escape: one scalar, or a class that is added to a set.
  private mutating func escaped(
    into set: inout ScalarSet,
    isAlone: Bool = false
  ) throws(ExpressionProblem) -> UInt32? {
    guard let letter = peek(1) else { throw unsupported("a lone '\\'") }
    let start = position
    let word = isAlone ? ScalarSet.wordAlone : ScalarSet.word
    position += 2
    switch letter {
    case 0x73: set.add(flag: ScalarSet.space, negated: false)
    case 0x53: set.add(flag: ScalarSet.space, negated: true)
    case 0x77: set.add(flag: word, negated: false)
    case 0x57: set.add(flag: word, negated: true)
    case 0x64: set.add(flag: ScalarSet.digit, negated: false)
    case 0x44: set.add(flag: ScalarSet.digit, negated: true)
    case 0x70, 0x50:
      guard take("{") else { throw unsupported("'\\p' without '{'") }
      var isNegated = letter == 0x50
      if take("^") { isNegated.toggle() }
      var name = ""
      while let scalar = next, scalar != 0x7D {
        name.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ")
        position += 1
      }
      guard take("}"), let categories = GeneralCategory.set(name) else {
        throw unsupported("the property '\(name)'")
      }
      set.add(categories: isNegated ? ~categories : categories)
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x66: return 0x0C
    case 0x76: return 0x0B
    case 0x75: return try hexadecimal(4...4)
    case 0x78:
      if take("{") {
        let value = try hexadecimal(1...8)
        guard take("}") else { throw unsupported("'\\x{' without '}'") }
        return value
      }
      let value = try hexadecimal(2...2)
      // Above ASCII this form means a byte and not a character.
      guard value < 0x80 else { throw unsupported("a byte that is no ASCII") }
      return value
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      position = start
      throw unsupported("'\\\(Unicode.Scalar(letter) ?? " ")'")
    default: return letter
    }
    return nil
  }

  private mutating func hexadecimal(_ count: ClosedRange<Int>) throws(ExpressionProblem) -> UInt32 {
    var digits = ""
    while digits.utf8.count < count.upperBound, let scalar = next.flatMap(Unicode.Scalar.init),
      scalar.properties.isASCIIHexDigit
    {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    guard digits.utf8.count >= count.lowerBound, let value = UInt32(digits, radix: 16),
      Unicode.Scalar(value) != nil
    else { throw unsupported("such a number of a character") }
    return value
  }

  private mutating func scalarClass() throws(ExpressionProblem) -> ScalarSet {
    position += 1
    var set = ScalarSet()
    if take("^") { set.negate() }
    var isFirst = true
    while true {
      guard let scalar = next else { throw unsupported("a class without ']'") }
      if scalar == 0x5D && !isFirst { break }
      if scalar == 0x5D { throw unsupported("']' in front of a class") }
      if scalar == 0x5B {
        if peek(1) == 0x3A { throw unsupported("a class with a name") }
        let inner = try scalarClass()
        guard !inner.isNegated else { throw unsupported("a negated class within a class") }
        set.add(inner)
        isFirst = false
        continue
      }
      if scalar == 0x26 && peek(1) == 0x26 { throw unsupported("an intersection of classes") }
      isFirst = false
      guard let first = try classMember(into: &set) else { continue }
      if next == 0x2D, let end = peek(1), end != 0x5D {
        position += 1
        var other = ScalarSet()
        guard end != 0x5B, let last = try classMember(into: &other), first <= last else {
          throw unsupported("such a range")
        }
        set.add(first...last)
      } else {
        set.add(first...first)
      }
    }
    position += 1
    if ignoresCase, !set.ignoreCase() { throw unsupported("such a class without regard to case") }
    return set
  }

  private mutating func classMember(into set: inout ScalarSet) throws(ExpressionProblem) -> UInt32?
  {
    if next == 0x5C { return try escaped(into: &set) }
    guard let scalar = next else { throw unsupported("a class without ']'") }
    position += 1
    return scalar
  }
}
