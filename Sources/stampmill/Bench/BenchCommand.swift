import CommandLineKit
import JSON
import Pipeline
import SystemIO
import Transformers

/// Measures how fast a part of the program works here.
struct BenchCommand: Command {
  static let name = "bench"
  static let summary = "Measure how fast vectors of texts are made on this machine."
  static let discussion = """
    'embed' loads a model and makes vectors of texts, of its own unless a file with one on each line is named, \
    some times over; the best pass counts. The share of the peak is that of a loop which does nothing but \
    multiply and add in registers, measured beside it. Figures of a machine that is busy otherwise say little.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("what", \.what, "What to measure."),
    .option("--model", "name", \.modelName, "A model of the store, or a folder."),
    .option("--store", "folder", \.store, "Where models are kept.").completing(.directory),
    .option("--texts", "file", \.texts, "A text on each line.").completing(.file),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
    .option(
      "--passes",
      "count",
      \.passes,
      "How often all texts are embedded.",
      accepts: .atLeast(1)
    ),
    .option("--to", "file", \.target, "Keep the vectors there, as bare floats of 32 bits.")
      .completing(.file),
  ]
  static let examples = [
    Example("stampmill bench embed --model minilm", "See how many texts a second pass")
  ]

  enum What: String, CaseIterable, ParameterValue {
    case embed
  }

  var what = What.embed
  var modelName: String?
  var store: String?
  var texts: String?
  var threads: Int?
  var passes = 3
  var target: String?
  var common = CommonOptions()

  func run() async throws -> Int32 {
    guard let modelName else {
      throw UsageError(
        "There is no model; name one, or its folder, by '--model'.",
        command: Self.name
      )
    }
    let start = MonotonicClock.now
    let embedder = try Embedder(modelName, store: store)
    let load = MonotonicClock.now - start
    let bench = EmbeddingBench(
      embedder,
      texts: try lines() ?? BenchTexts.make(1_000),
      threads: threads ?? Machine.availableProcessors
    )
    let figures = try bench.measure(passes: passes, load: load)
    if let target {
      var bytes: [UInt8] = []
      VectorForm.f32.append(figures.vectors, to: &bytes)
      var file = try AtomicFile(destination: target)
      try file.append(bytes)
      let temporary = file.path
      _ = try file.finish()
      try renameFile(temporary, to: target)
    }
    return Console.print(common.json ? figures.json.compact + "\n" : figures.text).rawValue
  }

  private func lines() throws -> [String]? {
    guard let texts else { return nil }
    var parts = try LineParts(texts)
    var lines: [String] = []
    var line: [UInt8] = []
    while true {
      let part = try parts.next()
      if let bytes = part.bytes { line += parts.buffer[bytes] }
      if part.endsLine {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      }
      if part.isLast { break }
    }
    guard !lines.isEmpty else { throw RunError(.invalid, "'\(texts)' has no lines") }
    return lines
  }
}
