/// The rules by which a line of a plain text that stands alone is a heading.
struct HeadingRule {
  /// The depth of a heading, if a line is one.
  enum Verdict: Equatable {
    case none
    case heading(depth: Int?)
  }

  private static let longest = 90
  private static let mostWords = 14

  /// Judges a line, or a few in capitals, between blank ones.
  ///
  /// - Parameters:
  ///   - line: The content.
  ///   - width: Its columns.
  ///   - lineCount: How many lines it has.
  ///   - isBeforeProse: Whether the next group of lines is prose.
  ///   - nextNumber: The number of the list item that the next group begins with, if it does.
  static func judge(
    _ line: Span<UInt8>, width: Int, lineCount: Int, isBeforeProse: Bool, nextNumber: Int?
  ) -> Verdict {
    guard width <= longest, !SentenceEnd.isPunctuated(line) else { return .none }
    let words = ProseRule(line).words
    guard words <= mostWords else { return .none }
    let letters = Letters(line)
    if letters.isCapital, letters.count >= 3 || isBeforeProse, HeadingNumber(line) == nil {
      return .heading(depth: nil)
    }
    guard lineCount == 1 else { return .none }
    if let number = HeadingNumber(line) {
      let title = line.extracting(number.length...)
      guard let first = firstLetter(of: title), !first.properties.isLowercase else { return .none }
      if number.levels > 1 { return .heading(depth: number.levels - 1) }
      let isInList = nextNumber == number.first + 1
      return isBeforeProse && !isInList ? .heading(depth: 0) : .none
    }
    guard isBeforeProse, let first = firstLetter(of: line) else { return .none }
    return first.properties.isLowercase ? .none : .heading(depth: nil)
  }

  private static func firstLetter(of line: Span<UInt8>) -> Unicode.Scalar? {
    string(line).unicodeScalars.first { $0.properties.isAlphabetic }
  }

  private static func string(_ line: Span<UInt8>) -> String {
    String(decoding: line.indices.map { line[$0] }, as: UTF8.self)
  }

  /// What letters a short line has.
  private struct Letters {
    var count = 0
    var isCapital = true

    init(_ line: Span<UInt8>) {
      var cased = 0
      for scalar in HeadingRule.string(line).unicodeScalars where scalar.properties.isAlphabetic {
        count += 1
        if scalar.properties.isUppercase { cased += 1 } else { isCapital = false }
      }
      if cased == 0 { isCapital = false }
    }
  }
}
