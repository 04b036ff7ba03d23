/// A shell for which completions can be written.
package enum Shell: String, CaseIterable, ParameterValue {
  case bash, zsh, fish
}

extension Program {
  /// Returns a script that completes the program's commands, options, choices and files.
  package func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion(program: self).script
    case .zsh: ZshCompletion(program: self).script
    case .fish: FishCompletion(program: self).script
    }
  }

  /// The program's name as part of the name of a shell function.
  var functionName: String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}

extension String {
  /// The text as one word of a shell that knows the quoting of `sh`.
  var singleQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The first sentence without its full stop, for lists with room for one line.
  var headline: String {
    let sentence = firstRange(of: ". ").map { self[..<$0.lowerBound] } ?? self[...]
    return String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence)
  }
}
