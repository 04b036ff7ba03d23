extension Example {
  /// Returns the words that a shell would pass to the program where the line first calls it.
  ///
  /// Knows quotes, the backslash, pipes and redirections; leaves globs and variables as they are.
  /// The result is `nil` if the line calls only others.
  func words(of program: String) -> [String]? {
    calls.first { $0.first == program }.map { Array($0.dropFirst()) }
  }

  /// The words of each command in the line.
  private var calls: [[String]] {
    var calls: [[String]] = []
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = line[...]
    while let letter = rest.popFirst() {
      switch letter {
      case quote:
        quote = nil
      case _ where quote != nil:
        word = (word ?? "") + String(letter)
      case "'", "\"":
        quote = letter
        word = word ?? ""
      case "\\":
        word = (word ?? "") + (rest.popFirst().map { String($0) } ?? "")
      case " ":
        if let word { words.append(word) }
        word = nil
      case "|", ">", "<", ";", "&":
        if let word { words.append(word) }
        calls.append(words)
        (word, words) = (nil, [])
      default:
        word = (word ?? "") + String(letter)
      }
    }
    if let word { words.append(word) }
    return calls + [words]
  }
}
