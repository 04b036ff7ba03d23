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
    many texts were is said at the end; with '--on-truncate error' the first such ends the work and no file is \
    written; with 'split' its vector is the mean of those of its pieces. Lines may be of any length and number.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("file", \.file, "The lines; '-' or nothing reads standard input.")
      .completing(.file),
    .option("--model", "name", \.modelName, "A model of the store, or a folder."),
    .option("--store", "folder", \.store, "Where models are kept.").completing(.directory),
    .option("--to", "file", \.target, "The file to write: '.npy' or '.jsonl'.").completing(.file),
    .option("--prompt", "name", \.prompt, "The prompt of the model to put before each text."),
    .option("--on-truncate", "what", \.onTruncate, "What a text that is too long does."),
    .option(
      "--dimensions",
      "count",
      \.dimensions,
      "Keep only so many numbers of each vector, from the first on.",
      accepts: .atLeast(1)
    ),
    .option("--type", "type", \.form, "The numbers to write; 'int8' is 127 times each."),
    .option("--precision", "kind", \.precision, "The numbers that weights are kept in."),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
  ]
  static let examples = [
    Example("stampmill embed --model minilm notes.txt --to notes.npy", "Embed a file's lines"),
    Example("echo 'tipping bucket' | stampmill embed --model minilm", "See a vector"),
  ]

  var file: String?
  var modelName: String?
  var store: String?
  var target: String?
  var prompt: String?
  var onTruncate = EmbeddingOptions.OnTruncate.warn
  var dimensions: Int?
  var form = VectorForm.f32
  var precision = Precision.f32
  var threads: Int?
  var common = CommonOptions()

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
    let embedder = try Embedder(modelName, store: store, precision)
    var lines = try LineParts(file)
    var queue = EmbeddingQueue(
      embedder,
      try options(for: embedder),
      threads: threads ?? Machine.availableProcessors
    )
    var output = try VectorOutput(to: target, width: queue.dimensions, form: form)
    var waiting: [TokenCounts] = []
    var summary = EmbeddingSummary()
    // Few texts first, so that somebody who waits sees something soon.
    var goal = 1024
    while true {
      let isIdle = !waiting.isEmpty && !lines.isReady
      if isIdle || queue.waitingRows >= goal || waiting.count >= Self.textsTogether {
        goal = min(2 * goal, EmbeddingQueue.plenty)
        let vectors = try queue.embed()
        guard try output.add(vectors, waiting) else { return ExitStatus.done.rawValue }
        waiting.removeAll(keepingCapacity: true)
      }
      let part = try lines.next()
      if let bytes = part.bytes { try queue.append(part: lines.buffer.span.extracting(bytes)) }
      if part.endsLine {
        let counts = try queue.endText()
        waiting.append(counts)
        summary.add(counts)
        if counts.cut > 0, onTruncate == .error {
          throw RunError(
            .invalid,
            "line \(summary.texts) has \(counts.cut) tokens more than the model takes"
          )
        }
      }
      if part.isLast { break }
    }
    guard try output.add(queue.embed(), waiting) else { return ExitStatus.done.rawValue }
    try output.finish()
    tell(summary)
    return ExitStatus.done.rawValue
  }

  /// How many vectors wait to be written at once, which bounds memory where texts are short.
  private static let textsTogether = 2048

  private func tell(_ summary: EmbeddingSummary) {
    if common.json {
      let text = summary.json.compact + "\n"
      // Standard output has the vectors where there is no file.
      if target == nil { Terminal.writeStandardError(text) } else { _ = Console.print(text) }
    } else if summary.cutTexts > 0 {
      Console.say(line: "warning: \(summary.text)")
    } else if !common.quiet {
      Console.say(line: summary.text)
    }
  }

  private func options(for embedder: Embedder) throws(UsageError) -> EmbeddingOptions {
    if let dimensions, dimensions > embedder.dimensions {
      throw UsageError(
        "The model's vectors have \(embedder.dimensions) numbers, fewer than \(dimensions).",
        command: Self.name
      )
    }
    guard embedder.normalizes || form.takesAnyLength else {
      throw UsageError(
        "'int8' is for vectors of length 1, and the model does not give such.",
        command: Self.name
      )
    }
    return EmbeddingOptions(
      onTruncate: onTruncate,
      dimensions: dimensions,
      prompt: try promptText(of: embedder.model)
    )
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
}

extension EmbeddingOptions.OnTruncate: ParameterValue {}
extension VectorForm: ParameterValue {}

extension Embedder {
  /// Loads a model of the store, or of a folder.
  convenience init(_ name: String, store: String?, _ precision: Precision = .f32) throws(RunError) {
    do throws(ModelError) {
      let store = try ModelStore(named: store, environment: environmentVariables())
      try self.init(SentenceModel(folder: store.folder(of: name)), precision)
    } catch {
      throw RunError(error)
    }
  }
}
