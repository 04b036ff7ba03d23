import JSON
import Pipeline
import SQLite
import Scratch
import Stages
import Testing

/// The pages speak of everything that the program has.
struct CoverageTests {
  @Test("Every verb is shown at work or explained")
  func verbs() throws {
    let pages = try Project.pages.map { try Page($0).text }.joined(separator: "\n")
    let help = try ProgramHelp.shared.get()
    #expect(help.verbs.contains("run") && help.verbs.count > 10)
    for verb in help.verbs {
      #expect(
        pages.contains("stampmill \(verb)") || pages.contains("`\(verb)`"),
        "no page speaks of '\(verb)'"
      )
    }
  }

  @Test(
    "Every exit status has its line, in the program's words",
    arguments: Pipeline.ExitStatus.allCases
  )
  func exitStatuses(_ status: Pipeline.ExitStatus) throws {
    let lines = try Page("docs/running.md").text.split(separator: "\n")
    let line = lines.first { $0.hasPrefix("| \(status.rawValue) |") }
    let words = status.meaning.split(separator: ";").first ?? ""
    #expect(
      line?.contains(words) == true,
      "docs/running.md: \(status.rawValue) is \(status.meaning)"
    )
  }

  @Test("Every reason of a plan has its line", arguments: ChangeReason.allCases)
  func reasons(_ reason: ChangeReason) throws {
    #expect(try Page("docs/running.md").text.contains("| `\(reason.rawValue)` |"))
  }

  @Test(
    "Every member of a pipeline file has its line",
    arguments: [
      ["properties"],
      ["properties", "limits", "properties"],
      ["properties", "defaults", "properties"],
    ]
  )
  func members(_ way: [String]) throws {
    let text = try Page("docs/pipeline-format.md").text
    var schema = pipelineSchema(stageKinds)
    for name in way { schema = try #require(schema[name]) }
    for member in try #require(schema.members) where member.name != "$comment" {
      #expect(text.contains("| `\(member.name)` |"), "no line for '\(member.name)'")
    }
  }

  @Test("Every kind of stage is in the table of ports", arguments: stageKinds.map(\.name))
  func kinds(_ kind: String) throws {
    let lines = try Page("docs/pipeline-format.md").text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("| `") && $0.contains("`\(kind)`") })
  }

  @Test("Every type of parameter is named")
  func parameterTypes() throws {
    let text = try Page("docs/pipeline-format.md").text
    let parameter = pipelineSchema(stageKinds)["properties"]?["params"]?["additionalProperties"]
    let types = try #require(parameter?["properties"]?["type"]?["enum"]?.elements)
    for type in types.compactMap(\.string) { #expect(text.contains("`\(type)`"), "\(type)") }
  }

  @Test("Every event and its members are explained")
  func events() throws {
    let scratch = try ScratchFolder()
    try scratch.write("in/good.md", Array("# Good\n\nText.\n".utf8))
    try scratch.write("in/bad.md", [0x63, 0x00, 0x01])
    let set = ["--set", "in=\(scratch("in"))", "--set", "out=\(scratch("out"))"]
    let outcome = try Project.run(["run", "pipelines/handbook.json", "--progress", "json"] + set)
    let text = try Page("docs/running.md").text
    var types: Set<String> = []
    for line in outcome.errors.split(separator: "\n") {
      let event = try JSONParser.value(Array(line.utf8), file: "event")
      let type = try #require(event["t"]?.string)
      types.insert(type)
      // A verb may have the same name, and a row of its own.
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `\(type)` |") }
      for member in event.members ?? [] where member.name != "v" && member.name != "t" {
        let isNamed = rows.contains { $0.contains("`\(member.name)`") }
        #expect(isNamed, "'\(type)' has '\(member.name)'")
      }
    }
    #expect(types.isSuperset(of: ["plan", "item", "output", "end"]))
  }

  @Test(
    "Every table and column of the files that users may read is explained",
    arguments: [
      ("kb.sqlite", "docs/search-file.md", true),
      (".stampmill/ledger.sqlite", "docs/internals.md", false),
    ]
  )
  func tables(_ file: String, _ page: String, _ hasColumns: Bool) throws {
    let text = try Page(page).text
    let connection = try Connection(
      path: "\(Handbook.shared.get().output)/\(file)",
      mode: .readOnly
    )
    let tables = try connection.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'chunks_fts_%'"
    ) { $0.text(0) }
    #expect(!tables.isEmpty)
    for table in tables {
      #expect(text.contains("`\(table)`"), "\(page) does not name '\(table)'")
      guard hasColumns else { continue }
      let columns = try connection.rows("SELECT name FROM pragma_table_info('\(table)')") {
        $0.text(0)
      }
      for column in columns { #expect(text.contains("`\(column)`"), "'\(table).\(column)'") }
    }
  }
}
