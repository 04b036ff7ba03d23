/// Writes the script for bash, which needs nothing but bash 4.3 itself.
struct BashCompletion<Common: ParameterGroup> {
  let program: Program<Common>

  var script: String {
    """
    # Completes the command lines of \(program.name) in bash.

    _\(program.functionName)() {
      local word current verb="" wants="" ended="" kind="" choices="" prefix=""
      local common="\(program.commonShapes.words(and: "-h --help"))"
      local valued="\(program.commonShapes.valuedWords)"
      local options="$common -V --version"
      local -i index count place=0 letter
      local -a words=()
      COMPREPLY=()

      # Bash may have cut 'name=value' and 'host:port' into three words.
      for ((index = 1; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        count=${#words[@]}
        if ((count)) && [[ $word == [=:] || ${COMP_WORDS[index - 1]} == [=:] ]]; then
          words[count - 1]+=$word
        else
          words+=("$word")
        fi
      done
      count=${#words[@]}
      ((count)) || return
      current=${words[count - 1]}

      # What the words before the cursor mean for the one at the cursor.
      for ((index = 0; index < count - 1; index++)); do
        word=${words[index]}
        if [[ $wants ]]; then
          wants=""
        elif [[ ! $ended && $word == -- ]]; then
          ended=1
        elif [[ ! $ended && $word == --* ]]; then
          [[ $valued == *" $word "* ]] && wants=$word
        elif [[ ! $ended && $word == -?* ]]; then
          for ((letter = 1; letter < ${#word}; letter++)); do
            [[ $valued == *" -${word:letter:1} "* ]] || continue
            ((letter + 1 == ${#word})) && wants=-${word:letter:1}
            break
          done
        elif [[ ! $verb ]]; then
          verb=$word
          case $verb in
    \(program.commands.map(tables).joined(separator: "\n"))
            *) return ;;
          esac
        else
          place+=1
        fi
      done

      if [[ ! $wants && ! $ended && $current == --*=* ]]; then
        wants=${current%%=*}
        current=${current#*=}
        # Where bash cuts at '=', the reply replaces only what follows.
        [[ $COMP_WORDBREAKS == *=* ]] || prefix=$wants=
      fi

      if [[ $wants ]]; then
        case $verb:$wants in
    \(values)
        esac
      elif [[ ! $ended && $current == -* ]]; then
        choices=$options
      elif [[ ! $verb ]]; then
        choices="\(program.commandWords)"
      else
        case $verb:$place in
    \(operands)
        esac
      fi

      case $kind in
        file | directory)
          mapfile -t COMPREPLY < <(compgen -A "$kind" -P "$prefix" -- "$current")
          compopt -o filenames 2>/dev/null
          ;;
        *)
          [[ $choices ]] || return
          mapfile -t COMPREPLY < <(compgen -W "$choices" -P "$prefix" -- "$current")
          ;;
      esac
    }

    complete -F _\(program.functionName) \(program.name)

    """
  }

  private func tables(of command: CommandEntry<Common>) -> String {
    """
            \(command.name))
              options="\(own(command).words(and: "$common"))"
              valued+="\(own(command).valuedWords)"
              ;;
    """
  }

  private func own(_ command: CommandEntry<Common>) -> [ParameterShape] {
    command.shapes(besides: program.commonShapes)
  }

  /// The branches for values of options; a command's own come before those shared by all.
  private var values: String {
    let special = program.commands.flatMap { command in
      own(command).options.compactMap { shape in
        branch(shape, for: shape.names.map { "\(command.name):\($0)" })
      }
    }
    let shared = program.commonShapes.options.compactMap { shape in
      branch(shape, for: shape.names.map { "*:\($0)" })
    }
    return (special + shared + ["      *) ;;"]).joined(separator: "\n")
  }

  private var operands: String {
    let branches = program.commands.flatMap { command in
      command.shapes.operands.enumerated().compactMap { place, shape in
        branch(shape, for: ["\(command.name):\(shape.repeats ? "*" : String(place))"])
      }
    }
    return (branches + ["      *) ;;"]).joined(separator: "\n")
  }

  private func branch(_ shape: ParameterShape, for patterns: [String]) -> String? {
    let action: String? =
      switch shape.hint {
      case .anything: nil
      case .file: "kind=file"
      case .directory: "kind=directory"
      case .choices(let words): "choices=\"\(words.joined(separator: " "))\""
      case .command: "choices=\"\(program.commandWords)\""
      }
    guard let action, shape.value != .absent else { return nil }
    return "      \(patterns.joined(separator: " | "))) \(action) ;;"
  }
}

extension Program {
  /// The names of all commands as a list of words.
  var commandWords: String { commands.map(\.name).joined(separator: " ") }
}

extension [ParameterShape] {
  /// The names of the options as a list of words, and more words.
  fileprivate func words(and more: String) -> String {
    (options.flatMap(\.names) + [more]).joined(separator: " ")
  }

  /// The names of the options that take the next word, between spaces to be looked up in.
  fileprivate var valuedWords: String {
    filter { $0.value == .required }.flatMap(\.names).map { " \($0)" }.joined() + " "
  }
}
