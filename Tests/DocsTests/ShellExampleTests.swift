import Scratch
import Testing

/// The commands that pages show can be typed.
struct ShellExampleTests {
  @Test("Examples use verbs and options that exist", arguments: Project.pages)
  func examplesExist(_ path: String) throws {
    let help = try ProgramHelp.shared.get()
    for line in try Page(path).blocks("sh").flatMap({ $0.split(separator: "\n") }) {
      for command in line.split(separator: "|") {
        let words = Self.words(command)
        guard words.first == "stampmill" else { continue }
        let verb = words.dropFirst().first ?? ""
        let options = try #require(
          help.options[verb],
          "'\(path)' uses '\(verb)', which is no verb: \(line)"
        )
        for word in words.dropFirst(2).prefix(while: { $0 != "--" }) where word.hasPrefix("-") {
          let name = String(word.prefix { $0 != "=" })
          #expect(options.contains(name) || name == "-", "'\(path)': no option '\(name)': \(line)")
        }
      }
    }
  }

  @Test("The help of the program itself is read", arguments: ["run", "plan", "search", "help"])
  func helpIsRead(_ verb: String) throws {
    let help = try ProgramHelp.shared.get()
    #expect(help.options[verb]?.contains("--json") == true)
    #expect(help.options[verb]?.contains("--no-such-option") == false)
  }

  /// Splits as a shell does, as far as examples go: blanks, and quotes of both kinds.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == " " {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
