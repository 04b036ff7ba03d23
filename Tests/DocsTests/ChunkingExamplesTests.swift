import JSON
import Scratch
import Testing

/// The chunks that the page on chunking shows, with and without `compat`, are those of the program.
struct ChunkingExamplesTests {
  static let page = "docs/chunking.md"

  /// A stage with elements, and the table of chunks below it.
  struct Example: Sendable, CustomTestStringConvertible {
    var heading: String
    var json: String
    /// The columns of the table: with `compat`, and without.
    var compatible: [String] = []
    var own: [String] = []

    var testDescription: String { heading }
  }

  static let examples: [Example] = (try? read()) ?? []

  @Test("There are examples of what differs")
  func areFound() {
    #expect(Self.examples.count >= 15)
    #expect(Set(Self.examples.map(\.heading)).count == Self.examples.count)
  }

  @Test("The program makes the chunks that are shown", arguments: examples)
  func areMade(_ example: Example) throws {
    let json = try JSONParser.value(Array(example.json.utf8), file: Self.page)
    let stage = try #require(json["stage"])
    let elements = try #require(json["elements"])
    let compatible = try Self.chunks(stage, elements, ["compat": "unstructured"])
    let own = try Self.chunks(stage, elements, [:])
    #expect(compatible == example.compatible)
    #expect(own == example.own)
    #expect(compatible != own, "an example of what is the same is none")
  }

  private static func chunks(_ stage: JSON, _ elements: JSON, _ more: [String: JSON]) throws
    -> [String]
  {
    let scratch = try ScratchFolder()
    try scratch.write("in/elements.json", Array(elements.compact.utf8))
    var split = (stage.members ?? []).map { "\"\($0.name)\": \($0.value.compact)" }
    split += more.map { "\"\($0)\": \($1.compact)" } + ["\"from\": \"read\""]
    let pipeline = """
      {
        "stages": {
          "files": { "use": "folder", "path": "in" },
          "read": { "use": "read_elements", "from": "files" },
          "split": { \(split.joined(separator: ", ")) },
          "lines": { "use": "jsonl", "from": "split", "to": "out/chunks.jsonl" }
        }
      }
      """
    try scratch.write("p.json", Array(pipeline.utf8))
    let words = ["preview", "p.json", "elements.json", "--json"]
    let outcome = try Project.run(words, in: scratch.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.text.split(separator: "\n").map { line in
      let text = try JSONParser.value(Array(line.utf8), file: "chunks")["text"]?.string ?? ""
      return shown(text)
    }
  }

  /// A chunk as the page shows it: line ends and several spaces as signs.
  private static func shown(_ text: String) -> String {
    var shown = ""
    var spaces = 0
    for scalar in text.unicodeScalars {
      if scalar == " " {
        spaces += 1
        continue
      }
      shown += spaces == 1 ? " " : String(repeating: "␣", count: spaces)
      spaces = 0
      if scalar == "\n" { shown += "⏎" } else { shown.unicodeScalars.append(scalar) }
    }
    return shown + String(repeating: "␣", count: spaces)
  }

  private static func read() throws -> [Example] {
    var examples: [Example] = []
    var heading = ""
    var open: String?
    for line in try Project.text(page).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let json = open, json.contains("\"elements\"") {
          examples.append(Example(heading: heading, json: json))
        }
        open = open == nil ? "" : nil
      } else if open != nil {
        open? += line + "\n"
      } else if line.hasPrefix("### ") {
        heading = String(line.dropFirst(4))
      } else if line.hasPrefix("| "), let last = examples.indices.last,
        examples[last].heading == heading
      {
        let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        for (cell, column) in zip(cells, [\Example.compatible, \Example.own]) {
          let text = cell.drop { $0 == " " }
          // The rows above have no chunks.
          guard text.hasPrefix("`"), !line.hasPrefix("| `\"compat\"") else { continue }
          examples[last][keyPath: column].append(
            String(text.dropFirst().prefix { $0 != "`" })
          )
        }
      }
    }
    return examples
  }
}
