/// What a command line asks for.
package enum Invocation<Common: ParameterGroup>: Sendable {
  /// A command whose properties are filled in, ready to run.
  case run(any Command<Common>)
  /// Text for standard output; the program then ends with success.
  case show(String)
  /// Text for standard error, since nothing was asked for; the program then ends as after misuse.
  case guide(String)
}

extension Program {
  /// Reads the words after the program's name.
  ///
  /// Common options may also stand before the command. Text is laid out for `page`.
  package func invocation(
    of words: [String],
    on page: Page = Page()
  ) throws(UsageError) -> Invocation<Common> {
    var rest = words[...]
    var leading: [String] = []
    while let word = rest.first, !commonShapes.isOperand(word), word != "--" {
      if word == "-h" || word == "--help" { return .show(overview(on: page)) }
      if word == "-V" || word == "--version" { return .show(versionLine) }
      rest.removeFirst()
      leading.append(word)
      if commonShapes.wantsNext(after: word), let value = rest.popFirst() { leading.append(value) }
    }
    if rest.first == "--" { rest.removeFirst() }
    try checkLeading(leading)
    guard let name = rest.popFirst() else { return .guide(overview(on: page)) }

    let command = try command(named: name)
    switch try command.read(leading + rest) {
    case .help: return .show(help(for: command, on: page))
    case .work(let command): return .run(command)
    case .reflection(let command): return .show(try command.answer(about: self, on: page))
    }
  }

  var versionLine: String { "\(name) \(version)\n" }

  /// Refuses what is no common option, in the name of the program rather than of the command.
  private func checkLeading(_ words: [String]) throws(UsageError) {
    var reader = WordReader(name, Common.slots, defaults: Common())
    try reader.read(words)
  }
}
