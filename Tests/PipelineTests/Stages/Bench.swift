import JSON
import Pipeline
import SQLite
import Scratch
import TestSupport

/// A pipeline over test stages in a folder of its own, run as often as a test likes.
final class Bench: Sendable {
  let folder: ScratchFolder
  var probe: Probe { Probe.named(folder.path) }

  init() throws { folder = try ScratchFolder() }

  /// The usual chain, with more settings for its words and more stages after it.
  func text(
    _ documents: [String],
    words: String = "",
    limits: String = "",
    more: String = "",
    pile: String = "read"
  ) -> String {
    let probe = JSON(folder.path).compact
    let shelf = JSON(documents.map { JSON($0) }).compact
    return """
      { "name": "bench", "limits": { \(limits) },
        "stages": {
          "shelf": { "use": "shelf", "documents": \(shelf), "probe": \(probe) },
          "read": { "use": "words", "from": "shelf", "probe": \(probe)\(words) },
          \(more.replacing("PROBE", with: probe).replacing("OUT", with: folder.path))
          "pile": { "use": "pile", "from": "\(pile)", "to": "\(folder.path)/out/pile.txt", "probe": \(probe) }
        } }
      """
  }

  func graph(_ text: String) throws -> Graph { try PipelineText(text, kinds: testKinds).graph() }

  func run(
    _ text: String,
    jobs: Int? = 2,
    control: RunControl = RunControl(),
    adjust: (inout RunOptions) -> Void = { _ in }
  ) async throws -> RunSummary {
    var options = RunOptions(programVersion: "test")
    options.jobs = jobs
    adjust(&options)
    return try await Runner(try graph(text), options: options, control: control).run()
  }

  /// Runs the usual chain.
  func run(_ documents: [String], words: String = "", jobs: Int? = 2) async throws -> RunSummary {
    try await run(text(documents, words: words), jobs: jobs)
  }

  /// The lines of an output; nil where there is none.
  func lines(_ name: String = "pile.txt") -> [String]? {
    folder.bytes("out/\(name)").map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  /// Changes the files of the state by hand.
  func tamper(_ file: String, _ sql: String) throws {
    let connection = try Connection(path: folder("out/.stampmill/\(file)"), mode: .readWrite)
    try connection.execute(sql)
    try connection.close()
  }

  /// The files of the outputs' folder that should not be there after a run.
  var leftovers: [String] {
    let known = ["pile.txt", "manifest.json", "failures.jsonl", ".stampmill"]
    return folderNames("out").filter { !known.contains($0) }
  }

  private func folderNames(_ name: String) -> [String] {
    let list = try? ChildProcess("ls -A \"$1\"", [folder(name)])
    var names: [String] = []
    while let line = list?.readLine() { names.append(line) }
    return names
  }
}

extension RunSummary {
  /// Whether the run left every output as it was.
  var isUnchanged: Bool { !outputs.contains { $0.isChanged } }
}
