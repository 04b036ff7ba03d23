import JSON
import Pipeline
import SystemIO

/// What is wrong with pipeline files, on its way to the reader.
struct Diagnostics: Error {
  var list: [Diagnostic]
  var status = ExitStatus.invalid

  func show(_ common: CommonOptions) {
    if common.json {
      Terminal.writeStandardError(json.layout())
      return
    }
    let isColored = Console.wantsColor(common.color, on: Terminal.standardError)
    for diagnostic in list where !common.quiet || diagnostic.severity == .error {
      Console.say(isColored ? Self.colored(diagnostic) : diagnostic.description)
    }
    if let summary = list.summary, !common.quiet { Console.say(summary) }
  }

  private static func colored(_ diagnostic: Diagnostic) -> String {
    let code = diagnostic.severity == .error ? "1;31" : "1;33"
    let word = "\(diagnostic.severity):"
    let text = diagnostic.description
    guard let start = text.firstRange(of: word) else { return text }
    return text.replacingCharacters(in: start, with: "\u{1B}[\(code)m\(word)\u{1B}[0m")
  }

  var json: JSON {
    [
      "version": 1,
      "errors": JSON(list.count { $0.severity == .error }),
      "warnings": JSON(list.count { $0.severity == .warning }),
      "problems": JSON(
        list.map { diagnostic in
          [
            "file": JSON(diagnostic.place.file), "line": JSON(diagnostic.place.line),
            "column": JSON(diagnostic.place.column),
            "severity": JSON(diagnostic.severity.rawValue), "message": JSON(diagnostic.message),
            "hint": diagnostic.hint.map { JSON($0) } ?? nil,
            "pointer": diagnostic.pointer.map { JSON($0) } ?? nil,
          ]
        }
      ),
    ]
  }
}

extension Diagnostic {
  /// The JSON Pointer of the value that it speaks of, found by its place in the file.
  fileprivate var pointer: String? {
    guard place.line > 0, let bytes = try? readFile(place.file, limit: 1 << 26).bytes,
      let json = JSONParser.parse(bytes, file: place.file).json
    else { return nil }
    return json.pointer(to: place)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
