import CommandLineKit
import Drawing
import JSON
import Pipeline
import SQLite
import SearchIndex
import SystemIO

/// Searches an output.
struct SearchCommand: Command {
  static let name = "search"
  static let summary = "Search an output of a run."
  static let discussion = """
    All words must occur. "Several words" in quotes stand together, word* finds what begins so, and \
    -word must not occur; put '--' before the first word then, so that none is taken for an option.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("output", \.output, "A folder of outputs, or a search file.").completing(.file),
    .operands("word", \.words, "What to search for.", minimum: 1),
    .option("--top", "count", \.top, "How many results to show.", accepts: .within(1...10000)),
  ]
  static let examples = [
    Example("stampmill search build/handbook tipping bucket", "Find both words"),
    Example(
      "stampmill search build/handbook '\"error code\" E-2*'",
      "Find a phrase and a beginning"
    ),
    Example("stampmill search build/handbook -- flood -station", "Leave a word out"),
  ]
  static let exitStatuses = [
    CommandLineKit.ExitStatus(1, "nothing was found")
  ]

  var output = ""
  var words: [String] = []
  var top = 10
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let query: QueryText
    do throws(SearchError) {
      query = try QueryText(words.joined(separator: " "))
    } catch {
      throw UsageError("There is no word to search for.", command: Self.name)
    }
    let reader = try SearchFile.open(output)
    let isColored = !common.json && Console.wantsColor(common.color, on: Terminal.standardOutput)
    let marks = isColored ? ("\u{1B}[1;33m", "\u{1B}[0m") : common.json ? ("", "") : ("[", "]")
    let hits = try reader.search(
      query,
      SearchOptions(limit: top, marks: marks, withText: common.json)
    )
    let text = common.json ? json(hits) : hits.map { show($0, isColored) }.joined(separator: "\n")
    let status = Console.print(text)
    if hits.isEmpty, !common.json, !common.quiet { Console.say("nothing found") }
    return hits.isEmpty ? ExitStatus.failed.rawValue : status.rawValue
  }

  private func show(_ hit: SearchHit, _ isColored: Bool) -> String {
    let page = hit.firstPage.map { ", page \($0)" } ?? ""
    let place = isColored ? "\u{1B}[1m\(hit.path)\u{1B}[0m" : hit.path
    let titles = hit.titlePath.isEmpty ? "" : "  \(hit.titlePath)"
    let snippet = hit.snippet.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let copies = hit.alsoAt.isEmpty ? "" : "  also at \(hit.alsoAt.joined(separator: ", "))\n"
    return "\(place)\(page)\(titles)\n  \(snippet)\n\(copies)"
  }

  private func json(_ hits: [SearchHit]) -> String {
    JSON(
      hits.map { hit in
        [
          "id": JSON(hit.uuid), "document": JSON(hit.documentUUID), "path": JSON(hit.path),
          "also_at": JSON(hit.alsoAt.map { JSON($0) }), "title_path": JSON(hit.titlePath),
          "ordinal": JSON(hit.ordinal), "page": hit.firstPage.map { JSON($0) } ?? nil,
          "score": JSON(hit.score), "text": JSON(hit.text ?? ""),
        ]
      }
    ).layout()
  }
}

/// Finds the search file that an argument means.
enum SearchFile {
  static func open(_ argument: String) throws -> IndexReader {
    let path = try find(argument)
    do throws(IndexError) {
      return try IndexReader(path: path)
    } catch {
      if case .notAnIndex = error { throw RunError(.invalid, "'\(path)' is not a search file") }
      if case .database(let cause) = error { throw cause }
      throw error
    }
  }

  private static func find(_ argument: String) throws(RunError) -> String {
    guard let status = try? FileStatus(path: argument) else {
      throw RunError(.missingInput, "'\(argument)' does not exist")
    }
    guard status.kind == .directory else { return argument }
    let json = try ManifestHead(of: argument).json
    for output in json["outputs"]?.elements ?? [] {
      guard let name = output["path"]?.string, let stage = output["stage"]?.string,
        json["stages"]?[stage]?["use"]?.string == "fts5"
      else { continue }
      return argument + "/" + name
    }
    throw RunError(.missingInput, "no output in '\(argument)' can be searched; add an 'fts5' stage")
  }
}
