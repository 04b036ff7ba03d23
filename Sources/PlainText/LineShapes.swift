extension Span where Element == UInt8 {
  /// The sign that a line repeats three times or more and holds nothing else but spaces.
  func ruleSign(_ line: TextLine) -> UInt8? {
    let sign = self[line.start]
    switch sign {
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "^"),
      UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "+"):
      break
    default: return nil
    }
    var count = 0
    for index in line.start..<line.end {
      if self[index] == sign { count += 1 } else if self[index] != 0x20 { return nil }
    }
    return count >= 3 ? sign : nil
  }

  func isRule(_ line: TextLine) -> Bool { ruleSign(line) != nil }

  /// Whether a rule without gaps is about as wide as the title above it.
  func isUnderline(_ rule: TextLine, of title: TextLine) -> Bool {
    guard isSolidRule(rule), title.scalarCount <= 200 else { return false }
    return rule.scalarCount * 2 >= title.scalarCount
  }

  /// Whether a rule is just as wide as the line above it.
  func isUnderline(_ rule: TextLine, exactlyOf title: TextLine) -> Bool {
    rule.scalarCount == title.scalarCount && rule.indent == title.indent && isSolidRule(rule)
      && !isRule(title)
  }

  private func isSolidRule(_ line: TextLine) -> Bool {
    guard isRule(line) else { return false }
    for index in line.start..<line.end where self[index] == 0x20 { return false }
    return true
  }

  /// Whether a line is one address of electronic mail and nothing else.
  func isEmailAddress(_ line: TextLine) -> Bool {
    guard line.end - line.start <= 254 else { return false }
    var at: Int?
    var lastDot: Int?
    for index in line.start..<line.end {
      switch self[index] {
      case UInt8(ascii: "@"):
        guard at == nil, index > line.start else { return false }
        at = index
      case UInt8(ascii: "."): lastDot = index
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "+"), UInt8(ascii: "%"), 0x80...:
        continue
      default: return false
      }
    }
    guard let at, let lastDot else { return false }
    return lastDot > at + 1 && lastDot < line.end - 2
  }
}
