/// Writes the script for fish.
struct FishCompletion<Common: ParameterGroup> {
  let program: Program<Common>

  var script: String {
    """
    # Completes the command lines of \(program.name) in fish.

    # Prints the command before the cursor and how many operands follow it.
    function __\(program.functionName)_place
      set -l words (commandline -opc)
      set -e words[1]
      set -l verb
      set -l place 0
      set -l skip
      set -l ended
      set -l valued \(valued(program.commonShapes))
      for word in $words
        if test -n "$skip"
          set skip
          continue
        end
        if test -z "$ended"; and string match -q -- '-?*' $word
          test "$word" = --; and set ended yes
          contains -- $word $valued; and set skip yes
          continue
        end
        if test -n "$verb"
          set place (math $place + 1)
          continue
        end
        set verb $word
        switch $verb
    \(program.commands.map(table).joined(separator: "\n"))
        end
      end
      echo $verb
      echo $place
    end

    function __\(program.functionName)_starts
      set -l at (__\(program.functionName)_place)
      test -z "$at[1]"
    end

    function __\(program.functionName)_in
      set -l at (__\(program.functionName)_place)
      test "$at[1]" = $argv[1]
    end

    function __\(program.functionName)_at
      set -l at (__\(program.functionName)_place)
      test "$at[1]" = $argv[1]; and test $at[2] -ge $argv[2]; and test $at[2] -le $argv[3]
    end

    complete -c \(program.name) -f
    \((shared + program.commands.flatMap(listing) + program.commands.flatMap(parameters))
      .joined(separator: "\n"))

    """
  }

  /// The options that every command has, and those that the program has alone.
  private var shared: [String] {
    program.commonShapes.options.map { "complete -c \(program.name)\(names($0))" } + [
      "complete -c \(program.name) -s h -l help -d 'Explain the command'",
      "complete -c \(program.name) -n __\(program.functionName)_starts -s V -l version"
        + " -d 'Print the version of the program'",
    ]
  }

  private func table(of command: CommandEntry<Common>) -> String {
    "      case \(command.name)\n        set valued \(valued(command.shapes))"
  }

  private func valued(_ shapes: [ParameterShape]) -> String {
    shapes.filter { $0.value == .required }.flatMap(\.names).joined(separator: " ")
  }

  private func listing(_ command: CommandEntry<Common>) -> [String] {
    [
      "complete -c \(program.name) -n __\(program.functionName)_starts"
        + " -a \(command.name) -d \(quoted(command.summary.headline))"
    ]
  }

  private func parameters(of command: CommandEntry<Common>) -> [String] {
    let own = command.shapes(besides: program.commonShapes)
    let options = own.options.map { shape in
      "complete -c \(program.name) -n '__\(program.functionName)_in \(command.name)'\(names(shape))"
    }
    let operands = own.operands.enumerated().compactMap { place, shape -> String? in
      let last = shape.repeats ? 9999 : place
      return offer(shape, isOperand: true).map {
        "complete -c \(program.name)"
          + " -n '__\(program.functionName)_at \(command.name) \(place) \(last)'\($0)"
      }
    }
    return options + operands
  }

  /// Returns the names of an option, what to offer as its value, and what it does.
  private func names(_ shape: ParameterShape) -> String {
    var words = (shape.letter.map { " -s \($0.dropFirst())" } ?? "")
    words += shape.name.map { " -l \($0.dropFirst(2))" } ?? ""
    if shape.value == .required { words += " -r" }
    words += offer(shape, isOperand: false) ?? ""
    return words + " -d \(quoted(shape.help.headline))"
  }

  private func offer(_ shape: ParameterShape, isOperand: Bool) -> String? {
    switch shape.hint {
    case .anything: shape.value == .required && !isOperand ? " -f" : nil
    case .file: " -F"
    case .directory: " -f -a '(__fish_complete_directories)'"
    case .choices(let words): " -f -a '\(words.joined(separator: " "))'"
    case .command: " -f -a '\(program.commandWords)'"
    }
  }

  private func quoted(_ text: String) -> String {
    "'" + text.flatMap { "'\\".contains($0) ? ["\\", $0] : [$0] } + "'"
  }
}
