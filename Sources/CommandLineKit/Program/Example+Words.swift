extension Example {
  /// Returns the words that a shell would pass to the program, up to a pipe or a redirection.
  ///
  /// Knows quotes and the backslash and leaves globs and variables as they are. The result is
  /// `nil` if the line calls something else.
  func words(of program: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = line[...]
    scan: while let letter = rest.popFirst() {
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
        break scan
      default:
        word = (word ?? "") + String(letter)
      }
    }
    if let word { words.append(word) }
    return words.first == program ? Array(words.dropFirst()) : nil
  }
}
