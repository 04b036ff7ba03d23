import FoundationEssentials
import Testing

/// A text that was looked at once and must stay as it is.
///
/// With `RECORD_GOLDEN=1` in the environment the files are written again, to be read in the diff.
enum Golden {
  static func expect(_ text: String, named name: String, file: String = #filePath) throws {
    let tests = URL(filePath: file).deletingLastPathComponent()
    let path = tests.appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: path)
    }
    let expected = try String(contentsOf: path, encoding: .utf8)
    #expect(text == expected, "\(name) differs; look at it, then run again with RECORD_GOLDEN=1")
  }
}
