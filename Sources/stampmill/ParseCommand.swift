import CommandLineKit
import JSON
import Pipeline
import Stages
import SystemIO

/// Parses files and prints their elements.
struct ParseCommand: Command {
  static let name = "parse"
  static let summary = "Print the elements of files as JSON Lines."
  static let discussion = """
    A file that cannot be parsed is named, the others are printed all the same, and the status is 65.
    """
  static let parameters: [Parameter<Self>] = [
    .operands("file", \.files, "The files; '-' reads standard input.", minimum: 1)
      .completing(.file),
    .option("--type", "suffix", \.type, "Take standard input for a file with this suffix."),
  ]
  static let examples = [
    Example("stampmill parse handbook/*.md > elements.jsonl", "Parse files"),
    Example("cat notes.md | stampmill parse - --type md | head -3", "Parse standard input"),
  ]

  var files: [String] = []
  var type = ""
  var common = CommonOptions()

  func run() async throws -> Int32 {
    var status = ExitStatus.done
    for file in files {
      do throws(StageFailure) {
        let isInput = file == "-"
        let bytes = isInput ? try Self.standardInput() : try Self.read(file)
        let hint = isInput ? type.lowercased() : FileContent.hint(forPath: file)
        let title = isInput ? "standard input" : file
        let elements = try await ParseDocument().process(
          FileContent(bytes: bytes, hint: hint),
          StepContext(path: title) { Console.say("warning: '\(title)' \($0)") }
        ).elements
        var text = JSONText()
        let name = isInput ? "standard-input" + (type.isEmpty ? "" : ".\(type)") : file
        ElementLines.write(elements, of: DocumentIdentity(source: "", path: name), to: &text)
        guard Console.print(text.bytes) else { return status.rawValue }
      } catch {
        Console.say("error: \(error.detail)")
        status = error.reason == "missing" ? .missingInput : .invalid
      }
    }
    return status.rawValue
  }

  static func standardInput() throws(StageFailure) -> [UInt8] {
    do throws(SystemError) {
      return try readStandardInput()
    } catch {
      throw StageFailure("input-output", error.description)
    }
  }

  static func read(_ file: String) throws(StageFailure) -> [UInt8] {
    do throws(ReadFileError) {
      return try readFile(file, limit: .max - 1).bytes
    } catch {
      throw StageFailure(error.isMissing ? "missing" : "input-output", error.description)
    }
  }
}
