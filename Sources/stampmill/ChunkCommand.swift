import Chunking
import CommandLineKit
import JSON
import Pipeline
import Spelling
import Stages
import SystemIO

/// Cuts elements into chunks.
struct ChunkCommand: Command {
  static let name = "chunk"
  static let summary = "Cut elements, as 'parse' prints them, into chunks."
  static let discussion = """
    Reads JSON Lines, or a JSON array, of elements in the form of 'parse' or of Unstructured, however \
    long. Elements that follow each other and name one file are one document. 'stampmill describe \
    by_title' lists the settings; '--set' takes any of them. With '--compat' the chunks are those that \
    Unstructured would make, of all elements as one list.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("elements", \.file, "The elements; '-' or nothing reads standard input.")
      .completing(.file),
    .option("--use", "stage", \.stage, "How to cut: by_title, basic, by_sentences, by_tokens ..."),
    .option("--set", "name=value", \.sets, "Give a setting of the stage a value."),
    .option(
      "--max-characters",
      "count",
      \.maxCharacters,
      "The most characters in a chunk.",
      accepts: .atLeast(1)
    ),
    .option(
      "--new-after",
      "count",
      \.newAfter,
      "Begin a new chunk once more than this are in it.",
      accepts: .atLeast(0)
    ),
    .option(
      "--combine-under",
      "count",
      \.combineUnder,
      "Join sections shorter than this.",
      accepts: .atLeast(0)
    ),
    .option(
      "--overlap",
      "count",
      \.overlap,
      "Characters, or tokens if only they are limited, repeated at cuts.",
      accepts: .atLeast(0)
    ),
    .flag("--overlap-all", \.overlapAll, "Repeat them between all chunks."),
    .flag("--compat", \.isCompatible, "Make exactly the chunks of Unstructured."),
    .flag(
      "--summary",
      \.showsSummary,
      "Say at the end, as JSON on standard error, what became of every character."
    ),
  ]
  static let examples = [
    Example("stampmill parse notes.md | stampmill chunk --max-characters 1000", "Chunk a file"),
    Example(
      "stampmill chunk elements.json --compat --set new_after_n_chars=300",
      "Chunk elements of Unstructured as it would"
    ),
    Example(
      "stampmill chunk e.jsonl --use by_tokens --set max_tokens=200 --set tokenizer=models/minilm",
      "Fill what a model reads"
    ),
  ]

  var file: String?
  var stage = ChunkByTitle.kind
  var sets: [String] = []
  var maxCharacters: Int?
  var newAfter: Int?
  var combineUnder: Int?
  var overlap: Int?
  var overlapAll = false
  var isCompatible = false
  var showsSummary = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let options = try chunkStage().options
    let file = file == "-" ? nil : file
    let name = file ?? "standard input"
    do throws(ElementBlocks.Failure) {
      var stream = ChunkStream(options, isTimed: showsSummary)
      var text = JSONText()
      var blocks = try ElementBlocks.open(file, or: name)
      while let elements = try await blocks.next() {
        try ElementBlocks.reading { () throws(JSONProblem) in try stream.add(elements, to: &text) }
        guard text.bytes.count >= Self.mostText else { continue }
        guard Console.print(text.bytes) else { return ExitStatus.done.rawValue }
        text.removeAll()
      }
      try ElementBlocks.reading { () throws(JSONProblem) in try stream.finish(&text) }
      guard Console.print(text.bytes) else { return ExitStatus.done.rawValue }
      if let path = stream.summary.firstScattered {
        let others = stream.summary.scattered - 1
        Console.say(
          line: "warning: elements of '\(path)'\(others > 0 ? " and \(others) others" : "") do not "
            + "follow each other; each run of them is taken for a document"
        )
      }
      if stream.summary.elements == 0 { Console.say(line: "'\(name)' holds no elements") }
      if showsSummary { Console.say(Self.line(stream.summary)) }
      if !stream.summary.isClosed { throw .lost }
    } catch {
      throw RunError(error.code, error.description)
    }
    return ExitStatus.done.rawValue
  }

  private static func line(_ summary: ChunkStream.Summary) -> String {
    var text = JSONText()
    text.object { line in
      line.member("documents", summary.documents)
      line.member("elements", summary.elements)
      line.member("chunks", summary.chunks)
      line.name("characters")
      line.object { line in
        for (name, count) in summary.characters.sorted(by: { precedes($0.key, $1.key) }) {
          line.member(name, count)
        }
      }
      line.name("cut_seconds")
      line.value(Double(summary.nanoseconds) / 1e9)
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// How much text is made before it is written.
  private static let mostText = 256 << 10

  /// The stage with its settings, which its own table reads and checks.
  private func chunkStage() throws -> any ChunkStage {
    let kinds = stageKinds.filter { $0.gives == .chunks }
    guard let kind = kinds.first(where: { $0.name == stage }) else {
      let names = kinds.map(\.name).joined(separator: ", ")
      throw UsageError(
        "There is no stage '\(stage)' that makes chunks; there are \(names).",
        command: Self.name
      )
    }
    var diagnostics: [Diagnostic] = []
    let instance = kind.make(try members(of: kind), .nowhere, &diagnostics)
    for warning in diagnostics where warning.severity == .warning {
      Console.say(line: "warning: \(warning.message)")
    }
    if let problem = diagnostics.first(where: { $0.severity == .error }) {
      let hint = problem.hint.map { "; \($0)" } ?? "."
      throw UsageError("\(problem.message)\(hint)", command: Self.name)
    }
    guard let stage = instance.stage as? any ChunkStage else {
      throw UsageError("'\(stage)' makes no chunks.", command: Self.name)
    }
    return stage
  }

  /// The settings as a pipeline file would have them.
  private func members(of kind: StageKind) throws(UsageError) -> [JSON.Member] {
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      if let value { members.append(JSON.Member(name, value)) }
    }
    add("max_characters", maxCharacters.map { JSON($0) })
    add("new_after_n_chars", newAfter.map { JSON($0) })
    add("combine_text_under_n_chars", combineUnder.map { JSON($0) })
    add("overlap", overlap.map { JSON($0) })
    if overlapAll { add("overlap_all", true) }
    if isCompatible { add("compat", "unstructured") }
    for set in sets {
      guard let sign = set.firstIndex(of: "="), sign != set.startIndex else {
        throw UsageError("Option '--set' takes name=value, not '\(set)'.", command: Self.name)
      }
      let text = String(set[set.index(after: sign)...])
      // What is no JSON is a word, so that nobody has to quote it twice.
      let value = (try? JSONParser.value(Array(text.utf8), file: "--set")) ?? JSON(text)
      let name = String(set[..<sign])
      guard kind.settings.contains(where: { $0.name == name }) else {
        let hint = nearest(to: name, in: kind.settings.map(\.name)).map {
          "; did you mean '\($0)'?"
        }
        throw UsageError(
          "'\(name)' is not a setting of '\(stage)'\(hint ?? ".")",
          command: Self.name
        )
      }
      guard !members.contains(where: { $0.name == name }) else {
        throw UsageError("'\(name)' is given twice.", command: Self.name)
      }
      add(name, value)
    }
    return members
  }
}
