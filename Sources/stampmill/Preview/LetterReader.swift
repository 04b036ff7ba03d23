/// Takes a text apart by its characters other than white space, whose number folding does not change.
struct LetterReader {
  private var left: Substring.UnicodeScalarView

  init(_ text: String) { left = text[...].unicodeScalars }

  /// What has not been taken, white space around it removed.
  var rest: String { Self.trimmed(left) }

  /// Takes the next characters, white space around them removed; lines keep their indentation.
  mutating func take(_ count: Int) -> String {
    var missing = count
    let end = left.firstIndex { scalar in
      if missing <= 0 { return true }
      missing -= Self.isSpace(scalar) ? 0 : 1
      return false
    }
    let taken = left[..<(end ?? left.endIndex)]
    left = left[(end ?? left.endIndex)...]
    return Self.trimmed(taken)
  }

  static func count(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isSpace($1) ? 0 : 1) }
  }

  private static func trimmed(_ text: Substring.UnicodeScalarView) -> String {
    var start = text.startIndex
    var first = start
    while start < text.endIndex, isSpace(text[start]) {
      let isLineEnd = text[start] == "\n"
      start = text.index(after: start)
      if isLineEnd { first = start }
    }
    if start == text.endIndex { return "" }
    // A space at a cut is nobody's, those at the beginning of a line are.
    if first == text.startIndex { first = start }
    let end = text.lastIndex { !isSpace($0) } ?? first
    return String(text[first...end])
  }

  /// As chunks see it.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
