extension [ParameterShape] {
  /// Tells whether a word stands for itself: no dash, a lone dash, or a negative number.
  func isOperand(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-" else { return true }
    let opensNumber = word.dropFirst().first.map { $0.isNumber || $0 == "." } ?? false
    return opensNumber && Double(word) != nil && !hasLetter(of: word)
  }

  /// Tells whether a word in the place of a value is plainly an option that this table knows.
  func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word != "-" else { return false }
    return word.hasPrefix("--") || word == "-h" || hasLetter(of: word)
  }

  /// Tells whether the value of this word's last option is the next word.
  func wantsNext(after word: String) -> Bool {
    guard !word.hasPrefix("--") else {
      return contains { $0.name == word && $0.value == .required }
    }
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let shape = first(where: { $0.letter == "-\(letter)" }) else { return false }
      if shape.value != .absent { return shape.value == .required && letters.isEmpty }
    }
    return false
  }

  private func hasLetter(of word: String) -> Bool {
    let letter = word.prefix(2)
    return contains { $0.letter.map { $0 == letter } ?? false }
  }
}

extension [String] {
  /// Whether help is asked for anywhere before the word that ends the options.
  var askForHelp: Bool { prefix { $0 != "--" }.contains { $0 == "-h" || $0 == "--help" } }
}
