/// Cuts a snippet around the first word of a question where the full-text index cannot.
enum PlainSnippet {
  /// How many characters stand for a word of a script without spaces.
  private static let charactersPerWord = 3

  static func of(_ text: String, _ query: QueryText, _ options: SearchOptions) -> String {
    let places = query.terms.filter { !$0.isExcluded }.compactMap { text.firstRange(of: $0.text) }
    guard let place = places.min(by: { $0.lowerBound < $1.lowerBound }) else {
      return String(text.prefix(options.snippetWords * charactersPerWord))
    }
    let around = options.snippetWords * charactersPerWord / 2
    let start =
      text.index(place.lowerBound, offsetBy: -around, limitedBy: text.startIndex) ?? text.startIndex
    let end =
      text.index(place.upperBound, offsetBy: around, limitedBy: text.endIndex) ?? text.endIndex
    let before = (start > text.startIndex ? "…" : "") + text[start..<place.lowerBound]
    let after = text[place.upperBound..<end] + (end < text.endIndex ? "…" : "")
    return before + options.marks.before + text[place] + options.marks.after + after
  }
}
