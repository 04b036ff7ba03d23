import CommandLineKit
import Pipeline

/// Measures parts of the program.
struct BenchCommand: Command {
  static let name = "bench"
  static let summary = "Measure how fast and how good parts of the program are."
  static let discussion = """
    'hnsw' makes the graph of the vectors of a file of NumPy's form, but for the last '--queries' rows. These \
    are looked for by '--ef' wide walks, and what is found is compared with what is truly nearest. It prints a \
    line of JSON with what scripts/bench-hnsw prints of other libraries.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("what", \.what, "What to measure."),
    .operand("file", \.file, "The vectors.").completing(.file),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
    .option("--rows", "count", \.rows, "Take no more rows than these.", accepts: .atLeast(1)),
    .option("--queries", "count", \.queries, "How many rows are queries.", accepts: .atLeast(1)),
    .option(
      "--top",
      "count",
      \.top,
      "How many of the nearest are looked for.",
      accepts: .atLeast(1)
    ),
    .option("--links", "count", \.m, "How many links a point has.", accepts: .atLeast(1)),
    .option(
      "--ef-construct",
      "count",
      \.efConstruct,
      "How wide is searched while building.",
      accepts: .atLeast(1)
    ),
    .option("--ef", "counts", \.ef, "How wide is searched, numbers with commas."),
    .option("--neighbours", "count", \.neighbours, "Also find so many neighbours of every row."),
  ]
  static let examples = [
    Example("stampmill bench hnsw vectors.npy --threads 2", "See how a graph is built")
  ]

  enum What: String, CaseIterable, ParameterValue {
    case hnsw
  }

  var what = What.hnsw
  var file = ""
  var threads: Int?
  var rows: Int?
  var queries = 1000
  var top = 10
  var m = 16
  var efConstruct = 100
  var ef = "64,128"
  var neighbours = 0
  var common = CommonOptions()

  func run() async throws -> Int32 {
    switch what {
    case .hnsw: try runHNSW().rawValue
    }
  }
}
