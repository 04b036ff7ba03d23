import CommandLineKit
import Pipeline
import Transformers

/// Measures how fast and how good parts of the program are here.
struct BenchCommand: Command {
  static let name = "bench"
  static let summary = "Measure how fast and how good parts of the program are on this machine."
  static let discussion = """
    'embed' loads a model and makes vectors of texts, of its own unless a file with one on each line is named, \
    some times over; the best pass counts. The share of the peak is that of a loop which does nothing but \
    multiply and add in registers, measured beside it.

    'hnsw' makes the graph of the vectors of a file of NumPy's form, but for the last '--queries' rows. These \
    are looked for by '--ef' wide walks, and what is found is compared with what is truly nearest. It prints a \
    line of JSON with what scripts/bench-hnsw prints of other libraries.

    'chunk' reads elements, as 'parse' prints them, and cuts them some times over, with nothing else going on.

    Figures of a machine that is busy otherwise say little.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("what", \.what, "What to measure: 'embed', 'hnsw' or 'chunk'."),
    .optionalOperand("file", \.file, "hnsw: the vectors; chunk: the elements.").completing(.file),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
    .option(
      "--passes",
      "count",
      \.passes,
      "embed, chunk: how often all is done.",
      accepts: .atLeast(1)
    ),
    .option("--model", "name", \.modelName, "embed: a model of the store, or a folder."),
    .option("--store", "folder", \.store, "embed: where models are kept.").completing(.directory),
    .option("--precision", "kind", \.precision, "embed: the numbers that weights are kept in."),
    .option("--texts", "file", \.texts, "embed: a text on each line.").completing(.file),
    .option("--to", "file", \.target, "embed: keep the vectors there, as bare floats of 32 bits.")
      .completing(.file),
    .option("--rows", "count", \.rows, "hnsw: take no more rows than these.", accepts: .atLeast(1)),
    .option(
      "--queries",
      "count",
      \.queries,
      "hnsw: how many rows are queries.",
      accepts: .atLeast(1)
    ),
    .option(
      "--top",
      "count",
      \.top,
      "hnsw: how many of the nearest are looked for.",
      accepts: .atLeast(1)
    ),
    .option("--links", "count", \.m, "hnsw: how many links a point has.", accepts: .atLeast(1)),
    .option(
      "--ef-construct",
      "count",
      \.efConstruct,
      "hnsw: how wide is searched while building.",
      accepts: .atLeast(1)
    ),
    .option("--ef", "counts", \.ef, "hnsw: how wide is searched, numbers with commas."),
    .option(
      "--neighbours",
      "count",
      \.neighbours,
      "hnsw: also find so many neighbours of every row."
    ),
    .flag("--compat", \.isCompatible, "chunk: make the chunks of Unstructured."),
  ]
  static let examples = [
    Example("stampmill bench embed --model minilm", "See how many texts a second pass"),
    Example("stampmill bench hnsw vectors.npy --threads 2", "See how a graph is built"),
  ]

  enum What: String, CaseIterable, ParameterValue {
    case embed, hnsw, chunk
  }

  var what = What.embed
  var file: String?
  var threads: Int?
  var passes = 3
  var modelName: String?
  var store: String?
  var precision = Precision.f32
  var texts: String?
  var target: String?
  var rows: Int?
  var queries = 1000
  var top = 10
  var m = 16
  var efConstruct = 100
  var ef = "64,128"
  var neighbours = 0
  var isCompatible = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    switch what {
    case .embed: try runEmbed().rawValue
    case .hnsw: try runHNSW(try named("vectors")).rawValue
    case .chunk: try await runChunk(try named("elements")).rawValue
    }
  }

  private func named(_ what: String) throws(UsageError) -> String {
    guard let file else {
      throw UsageError("There is no file with \(what).", command: Self.name)
    }
    return file
  }
}

extension Precision: ParameterValue {}
