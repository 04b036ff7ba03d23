import JSON
import ModelFixtures
import SQLite
import Scratch
import Testing

/// What pages show as JSON and SQL is JSON and SQL.
struct BlockTests {
  @Test("JSON is well-formed, and whole pipelines are in order", arguments: Project.pages)
  func json(_ path: String) throws {
    // A model of the name that pages use is enough to look pipelines over.
    let store = try ScratchFolder()
    try SmallModel().write(to: store, "all-MiniLM-L6-v2")
    for block in try Page(path).blocks("json") {
      let json = try JSONParser.value(Array(block.utf8), file: path)
      guard json["stages"] != nil, json["extends"] == nil else { continue }
      let outcome = try Project.run(
        ["check", "--strict", "/dev/stdin"],
        models: store.path,
        input: Array(block.utf8)
      )
      #expect(outcome.status == 0, "\(path): \(outcome.errors)")
    }
  }

  @Test("Every query finds something in the handbook's search file")
  func queries() throws {
    let path = try Handbook.shared.get().output + "/kb.sqlite"
    let connection = try Connection(path: path, mode: .readOnly)
    let queries = try Page("docs/search-file.md").blocks("sql")
    #expect(queries.count >= 5)
    for query in queries {
      let found = try connection.rows(query) { $0.text(0) }
      #expect(!found.isEmpty, "\(query)")
    }
  }

  @Test("The picture is drawn from the pipeline as it is")
  func picture() throws {
    let drawn = try Project.run(["graph", "pipelines/handbook.json"]).text
    #expect(try Project.text("docs/handbook.svg") == drawn, "run 'make docs'")
  }

  @Test("The README shows what a run of the handbook says")
  func readmeRun() throws {
    let shown = try Page("README.md").blocks("text").joined().split(separator: "\n")
    let said = try Handbook.shared.get().said.split(separator: "\n")
    // Sizes may change with the version of SQLite, counts may not.
    for line in said where !line.hasPrefix("done") {
      let name = line.split(separator: " ").first ?? ""
      let count = line.split(separator: ",").last ?? ""
      #expect(
        shown.contains { $0.contains(name) && $0.hasSuffix(count) },
        "README.md does not show '\(line)'; run the handbook and paste what it says"
      )
    }
    #expect(said.count == 5)
  }
}
