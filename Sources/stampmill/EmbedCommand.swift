import CommandLineKit
import JSON
import ModelFiles
import Pipeline
import SystemIO
import Transformers

/// Makes vectors of lines of text.
struct EmbedCommand: Command {
  static let name = "embed"
  static let summary = "Make vectors of lines of text with a model."
  static let discussion = """
    Each line is a text. On standard output each vector is a line of JSON; '--to' writes a file of NumPy's \
    form ('.npy', a row for each line) or JSON Lines. The vectors are the same on every processor with \
    AVX2 or better, by however many threads. A text that is longer than the model takes is cut, and how \
    many texts were is said at the end; with '--on-truncate error' none is written then.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("file", \.file, "The lines; '-' or nothing reads standard input.")
      .completing(.file),
    .option("--model", "name", \.modelName, "A model of the store, or a folder."),
    .option("--store", "folder", \.store, "Where models are kept.").completing(.directory),
    .option("--to", "file", \.target, "The file to write: '.npy' or '.jsonl'.").completing(.file),
    .option("--prompt", "name", \.prompt, "The prompt of the model to put before each text."),
    .option("--on-truncate", "what", \.onTruncate, "What a text that is too long does."),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
  ]
  static let examples = [
    Example("stampmill embed --model minilm notes.txt --to notes.npy", "Embed a file's lines"),
    Example("echo 'tipping bucket' | stampmill embed --model minilm", "See a vector"),
  ]

  enum OnTruncate: String, CaseIterable, ParameterValue {
    case warn, error
  }

  var file: String?
  var modelName: String?
  var store: String?
  var target: String?
  var prompt: String?
  var onTruncate = OnTruncate.warn
  var threads: Int?
  var common = CommonOptions()

  /// How many texts are worked on at once: many for an even share, few for memory.
  private static let textsTogether = 4096

  func run() async throws -> Int32 {
    guard let modelName else {
      throw UsageError(
        "There is no model; name one, or its folder, by '--model'.",
        command: Self.name
      )
    }
    if let target, !target.hasSuffix(".npy"), !target.hasSuffix(".jsonl") {
      throw UsageError("'\(target)' is neither '.npy' nor '.jsonl'.", command: Self.name)
    }
    let embedder = try embedder(modelName)
    let prompt = try promptText(of: embedder.model)
    let lines = try lines()
    var output = try VectorOutput(to: target, count: lines.count, width: embedder.dimensions)
    var cut = 0
    for start in stride(from: 0, to: lines.count, by: Self.textsTogether) {
      let end = min(start + Self.textsTogether, lines.count)
      let texts = lines[start..<end].map { prompt + String(decoding: $0, as: UTF8.self) }
      let tokens = embedder.tokens(of: texts)
      for (index, text) in tokens.enumerated() where text.cut > 0 {
        cut += 1
        guard onTruncate == .error else { continue }
        throw RunError(
          .invalid,
          "line \(start + index + 1) has \(text.cut) tokens more than the model takes"
        )
      }
      let vectors = try embedder.embed(tokens, threads: threads ?? Machine.availableProcessors)
      guard try output.add(vectors, tokens) else { return ExitStatus.done.rawValue }
    }
    try output.finish()
    if cut > 0 { Console.say(line: "warning: \(cut) of \(lines.count) texts were cut") }
    return ExitStatus.done.rawValue
  }

  private func embedder(_ name: String) throws(RunError) -> Embedder {
    do throws(ModelError) {
      let store = try ModelStore(named: store, environment: environmentVariables())
      return try Embedder(SentenceModel(folder: store.folder(of: name)))
    } catch {
      throw RunError(error)
    }
  }

  private func promptText(of model: SentenceModel) throws(UsageError) -> String {
    guard let name = prompt ?? model.prompts.usual else { return "" }
    guard let text = model.prompts[name] else {
      let known = model.prompts.all.map(\.name).joined(separator: ", ")
      throw UsageError(
        "The model has no prompt '\(name)'\(known.isEmpty ? "" : "; it has \(known)").",
        command: Self.name
      )
    }
    return text
  }

  private func lines() throws(RunError) -> [ArraySlice<UInt8>] {
    do throws(StageFailure) {
      let isInput = file == nil || file == "-"
      let bytes = isInput ? try ParseCommand.standardInput() : try ParseCommand.read(file ?? "")
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      // Nothing behind the last line feed is no line.
      if lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    } catch {
      throw RunError(error.reason == "missing" ? .missingInput : .inputOutput, error.detail)
    }
  }
}
