import Documents

extension PlainTextParser {
  /// Takes an indented block that looks like code, verbatim but for the common indentation.
  mutating func parseCode(_ block: [TextLine], in bytes: Span<UInt8>) -> Bool {
    guard let first = block.first, let last = block.last, !list.isOpen,
      block.allSatisfy({ $0.indent >= 4 })
    else { return false }
    // Blank lines inside code do not end it.
    let goesOn = codeEnd != nil
    guard goesOn || (!Self.isCentered(block) && looksLikeCode(block, in: bytes)) else {
      return false
    }
    let common = block.map { $0.start - $0.lineStart }.min() ?? 0
    var code = ""
    code.reserveCapacity(last.end - first.lineStart)
    for line in block {
      if !code.isEmpty { code += "\n" }
      code += slice(Self.dedented(line, by: common, in: bytes), line.end)
    }
    codeEnd = last.end
    if goesOn, let previous = elements.indices.last, let range = elements[previous].sourceRange {
      elements[previous].text += "\n\n" + code
      elements[previous].sourceRange = range.lowerBound..<last.scalarEnd
      return true
    }
    append(.codeSnippet, block[...], text: code)
    return true
  }

  /// Whether lines of different lengths have one middle, as on a title page.
  private static func isCentered(_ block: [TextLine]) -> Bool {
    guard block.count > 1, let first = block.first, first.indent >= 8 else { return false }
    let middle = first.indent * 2 + first.scalarCount
    return Set(block.map(\.scalarCount)).count > 1
      && block.allSatisfy { abs($0.indent * 2 + $0.scalarCount - middle) <= 6 }
  }

  /// The byte from which a line is kept; never inside a character.
  private static func dedented(_ line: TextLine, by common: Int, in bytes: Span<UInt8>) -> Int {
    let start = line.lineStart + common
    return bytes[start] & 0xC0 == 0x80 ? line.start : start
  }

  /// Uneven indentation, columns, or the punctuation of code.
  private func looksLikeCode(_ block: [TextLine], in bytes: Span<UInt8>) -> Bool {
    var signs = 0
    var columns = 0
    for line in block.prefix(20) {
      if Set(block.prefix(20).map(\.indent)).count > 2 { return true }
      if ProseMeasure(bytes, from: line.start, to: line.end).hasColumns { columns += 1 }
      if Self.hasCodeSigns(bytes, line) { signs += 1 }
    }
    return (signs + columns) * 2 >= min(block.count, 20)
  }

  /// Words that lines of programs begin with and sentences hardly do.
  private static let keywords: [[UInt8]] = [
    "return ", "def ", "import ", "elif ", "else:", "const ", "var ", "func ", "fn ", "struct ",
    "#include", "printf", "echo ", "sudo ", "apt-get ", "git ", "pip ", "npm ", "$ ",
  ].map { Array($0.utf8) }

  private static func beginsWithKeyword(_ bytes: Span<UInt8>, _ line: TextLine) -> Bool {
    keywords.contains { word in
      line.end - line.start >= word.count
        && word.indices.allSatisfy { bytes[line.start + $0] == word[$0] }
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
  }

  private static func hasCodeSigns(_ bytes: Span<UInt8>, _ line: TextLine) -> Bool {
    if beginsWithKeyword(bytes, line) { return true }
    var count = 0
    for index in line.start..<min(line.end, line.start + 200) {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "="), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "$"),
        UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: "@"):
        count += 2
      // What a function is called with stands right behind its name.
      case UInt8(ascii: "(") where index > line.start && isNamePart(bytes[index - 1]): count += 2
      case UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: "["): count += 1
      case UInt8(ascii: ";") where index == line.end - 1: count += 2
      default: continue
      }
      if count >= 2 { return true }
    }
    return false
  }
}
