extension Program {
  /// Finds mistakes in the declarations themselves, for a test to expect none.
  ///
  /// Among them is an example that the program would refuse.
  package var faults: [String] {
    var faults = commands.map(\.name).repeated.map { "The command '\($0)' is declared twice." }
    for command in commands {
      faults += command.faults.map { "\(command.name): \($0)" }
      faults += refused(command.examples).map { "\(command.name): \($0)" }
    }
    return faults + refused(examples)
  }

  private func refused(_ examples: [Example]) -> [String] {
    examples.compactMap { example in
      guard let words = example.words(of: name) else {
        return "The example '\(example.line)' does not call '\(name)'."
      }
      do throws(UsageError) {
        _ = try invocation(of: words)
        return nil
      } catch {
        return "The example '\(example.line)' is refused: \(error.message)"
      }
    }
  }
}

extension CommandEntry {
  fileprivate var faults: [String] {
    let reserved = ["--help", "-h", "--version", "-V"]
    let names = shapes.flatMap(\.names)
    var faults = (names + reserved).repeated.map { "The option '\($0)' has two meanings." }
    if !summary.hasSuffix(".") { faults.append("The summary lacks its full stop.") }
    if shapes.count(where: { $0.isOperand && $0.repeats }) > 1 {
      faults.append("Two operands take all the words.")
    }
    for shape in shapes { faults += shape.faults.map { "\(shape.spelling) \($0)." } }
    return faults
  }
}

extension ParameterShape {
  fileprivate var faults: [String] {
    var faults: [String] = []
    if !help.hasSuffix(".") { faults.append("has a help text without its full stop") }
    if value != .absent, label.isEmpty { faults.append("has no label for its value") }
    if isOperand, value != .required { faults.append("may lack its value") }
    if let name, !name.hasPrefix("--") || name.count < 4 || name.contains("=") {
      faults.append("has no name of the form '--name'")
    }
    if let letter, letter.count != 2 || !letter.hasPrefix("-") || letter == "--" {
      faults.append("has no letter of the form '-n'")
    }
    if case .choices(let words) = hint {
      for word in words
      where !word.allSatisfy({ $0.isLetter || $0.isNumber || "._+-".contains($0) }) {
        faults.append("has a choice that shells would take apart, '\(word)'")
      }
    }
    return faults
  }
}

extension [String] {
  /// The words that occur more than once.
  fileprivate var repeated: [String] {
    var seen: Set<String> = []
    return filter { !seen.insert($0).inserted }
  }
}
