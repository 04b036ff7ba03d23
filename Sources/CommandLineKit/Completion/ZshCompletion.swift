/// Writes the script for zsh, to be read from a file in `fpath` or by `source`.
struct ZshCompletion<Common: ParameterGroup> {
  let program: Program<Common>

  var script: String {
    """
    #compdef \(program.name)
    # Completes the command lines of \(program.name) in zsh.

    _\(program.functionName)() {
      local curcontext=$curcontext state state_descr line ret=1
      typeset -A opt_args
      local -a common=(
    \(lines(program.commonShapes.options.flatMap(specifications) + [help], indent: 4))
      )
      _arguments -s -S -C $common \\
        '(- : *)'{-V,--version}'[Print the version of the program]' \\
        '1:command:_\(program.functionName)_commands' '*::operand:->operands' && ret=0
      if [[ $state == operands ]]; then
        curcontext=${curcontext%:*:*}:\(program.name)-$line[1]:
        case $line[1] in
    \(program.commands.map(branch).joined(separator: "\n"))
        esac
      fi
      return ret
    }

    _\(program.functionName)_commands() {
      local -a commands=(
    \(lines(program.commands.map(listing), indent: 4))
      )
      _describe -t commands command commands "$@"
    }

    # The file may be run as the completion function itself, or only define it.
    if [[ $funcstack[1] == _\(program.functionName) ]]; then
      _\(program.functionName) "$@"
    else
      compdef _\(program.functionName) \(program.name)
    fi

    """
  }

  private let help = "'(- : *)'{-h,--help}'[Explain the command]'"

  private func listing(_ command: CommandEntry<Common>) -> String {
    "\(command.name):\(command.summary.headline)".singleQuoted
  }

  private func branch(for command: CommandEntry<Common>) -> String {
    let own = command.shapes(besides: program.commonShapes)
    let operands = own.operands.enumerated().map { place, shape in
      let position = shape.repeats ? "*" : String(place + 1)
      let separator = shape.minimum == 0 && !shape.repeats ? "::" : ":"
      return "\(position)\(separator)\(label(shape)):\(action(shape))".singleQuoted
    }
    let specifications = (own.options.flatMap(specifications) + operands).map {
      " \\\n        \($0)"
    }
    return "      \(command.name)) _arguments -s -S $common\(specifications.joined()) && ret=0 ;;"
  }

  /// Returns one specification for each name of an option, which exclude each other.
  private func specifications(of shape: ParameterShape) -> [String] {
    let exclusion = shape.repeats ? "*" : "(\(shape.names.joined(separator: " ")))"
    let help = "[\(escaped(shape.help.headline))]"
    let value = ":\(label(shape)):\(action(shape))"
    return shape.names.map { name in
      let isLetter = name == shape.letter
      let ending =
        switch shape.value {
        case .absent: help
        case .optional: "\(isLetter ? "-" : "=-")\(help):\(value)"
        case .required: "\(isLetter ? "+" : "=")\(help)\(value)"
        }
      return (exclusion + name + ending).singleQuoted
    }
  }

  private func action(_ shape: ParameterShape) -> String {
    switch shape.hint {
    case .anything: " "
    case .file: "_files"
    case .directory: "_files -/"
    case .choices(let words): "(\(words.joined(separator: " ")))"
    case .command: "_\(program.functionName)_commands"
    }
  }

  private func label(_ shape: ParameterShape) -> String { escaped(shape.label.lowercased()) }

  /// Returns the text with a backslash before what separates the parts of a specification.
  private func escaped(_ text: String) -> String {
    String(text.flatMap { ":[]\\".contains($0) ? ["\\", $0] : [$0] })
  }

  private func lines(_ lines: [String], indent: Int) -> String {
    lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }
}
