import CommandLineKit
import JSON
import Pipeline
import QdrantSnapshot
import SystemIO

/// Writes snapshots of Qdrant, and shows what is in them.
struct SnapshotCommand: Command {
  static let name = "snapshot"
  static let summary = "Pack vectors into a snapshot of Qdrant, search one, or see what is in it."
  static let discussion = """
    'pack' makes a snapshot of vectors (a file of NumPy's form) and payloads (JSON Lines; a line is a payload, \
    or an object of an 'id' and a 'payload'). A server restores it in one request. The same input gives the \
    same bytes; the digest of the file is written beside it. When it was killed or interrupted, the same command \
    goes on with the graph where it was.

    'inspect' shows the shards, segments, vectors and indexes of a snapshot, whoever wrote it; with '--all' \
    it reads every id, payload and link too.

    'search' finds the points of a snapshot that are nearest to a text or a vector, through the graph that is stored \
    in it. A text is compared by the model that the vectors were made with; where a snapshot has sparse vectors of \
    words, '--using' with their name searches those without any model.

    'verify' reads a whole snapshot and holds its files to each other, one line for each check; with '--recall' it \
    also compares searches through the graphs with those that look at all vectors.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("action", \.action, "What to do."),
    .optionalOperand(
      "file",
      \.file,
      "The snapshot to look into, or a folder of outputs that has one."
    ).completing(.file),
    .operands("word", \.words, "search: what to look for.", minimum: 0),
    .option("--vectors", "file", \.vectors, "The vectors, a row for each point: '.npy'.")
      .completing(.file),
    .option("--payloads", "file", \.payloads, "The payloads, a line for each point.")
      .completing(.file),
    .option("--ids", "file", \.ids, "The ids, a line for each point: numbers or UUIDs.")
      .completing(.file),
    .option("--to", "file", \.target, "The snapshot to write.").completing(.file),
    .option("--distance", "name", \.distance, "How near two vectors are."),
    .option("--datatype", "name", \.datatype, "What the numbers are stored as."),
    .option("--name", "name", \.vectorName, "The name of the vector, if it has one."),
    .option("--index", "field:kind", \.fields, "A field by which the server filters."),
    .option("--bm25", "field", \.sparseField, "The field whose words are made sparse vectors."),
    .option("--int8", "quantile", \.quantile, "Have the vectors as bytes too; 1 cuts nothing."),
    .option(
      "--hnsw-m",
      "count",
      \.m,
      "How many links the graph's points have; 0 for those within groups only.",
      accepts: .atLeast(0)
    ),
    .option(
      "--payload-m",
      "count",
      \.payloadM,
      "How many links points that share a value of an indexed field have to each other.",
      accepts: .atLeast(0)
    ),
    .option(
      "--ef-construct",
      "count",
      \.efConstruct,
      "How many points are looked at for each when the graph is made.",
      accepts: .atLeast(4)
    ),
    .option(
      "--full-scan-threshold",
      "kilobytes",
      \.fullScanThreshold,
      "Up to how much the server compares all vectors.",
      accepts: .atLeast(0)
    ),
    .option(
      "--max-segment-size",
      "kilobytes",
      \.maxSegmentSize,
      "How much of vectors a segment has at most.",
      accepts: .atLeast(1)
    ),
    .option("--shards", "count", \.shards, "How many shards there are.", accepts: .atLeast(1)),
    .option("--shard", "number", \.shard, "Write this shard alone, for a collection that exists."),
    .option("--threads", "count", \.threads, "How many threads work.", accepts: .atLeast(1)),
    .option("--server", "version", \.server, "The oldest server that is to take it."),
    .flag("--all", \.checksAll, "inspect: read everything that can be wrong."),
    .option(
      "--vector",
      "numbers",
      \.vector,
      "search: look for a vector: a list of JSON, or a file of NumPy's form."
    ),
    .option(
      "--model",
      "name",
      \.modelName,
      "search: the model for words; that of the manifest beside the snapshot if there is one."
    ),
    .option("--store", "folder", \.store, "search: where models are kept.").completing(.directory),
    .option("--using", "name", \.using, "search: the vector to compare, where there are several."),
    .option(
      "--filter",
      "field=value",
      \.filters,
      "search: find only points that have this; all of several."
    ),
    .option(
      "--limit",
      "count",
      \.limit,
      "search: how many to find.",
      accepts: .within(1...100_000)
    ),
    .option(
      "--ef",
      "count",
      \.width,
      "search, verify: how many are held while the graph is searched.",
      accepts: .within(1...1_000_000)
    ),
    .flag("--exact", \.isExact, "search: compare all vectors instead."),
    .flag("--recall", \.measuresRecall, "verify: measure how many of the nearest searches find."),
    .option(
      "--sample",
      "count",
      \.sample,
      "verify: how many of the stored vectors are looked for.",
      accepts: .within(1...1_000_000)
    ),
    .option("--queries", "file", \.queries, "verify: look for these vectors instead: '.npy'.")
      .completing(.file),
    .option("--min-recall", "share", \.leastRecall, "verify: the least recall that is sound."),
  ]
  static let examples = [
    Example(
      "stampmill snapshot pack --vectors notes.npy --payloads notes.jsonl --to notes.snapshot",
      "Make a snapshot"
    ),
    Example("stampmill snapshot inspect notes.snapshot", "See what is in one"),
    Example(
      "stampmill snapshot search notes.snapshot tipping bucket --model minilm --filter lang=en",
      "Find points by words"
    ),
  ]
  static let exitStatuses = [
    CommandLineKit.ExitStatus(1, "search: nothing was found; verify: something does not agree"),
    CommandLineKit.ExitStatus(69, "search: no model is named, or it is missing"),
  ]

  enum Action: String, CaseIterable, ParameterValue {
    case pack, inspect, search, verify
  }

  var action = Action.inspect
  var file: String?
  var vectors: String?
  var payloads: String?
  var ids: String?
  var target: String?
  var distance = Distance.cosine
  var datatype = VectorDatatype.float32
  var vectorName = ""
  var fields: [String] = []
  var sparseField: String?
  var quantile: Double?
  var m = 16
  var payloadM: Int?
  var efConstruct = 100
  var fullScanThreshold = 10_000
  var maxSegmentSize: Int?
  var shards = 1
  var shard: Int?
  var threads: Int?
  var server = ServerVersion.newest.description
  var checksAll = false
  var words: [String] = []
  var vector: String?
  var modelName: String?
  var store: String?
  var using: String?
  var filters: [String] = []
  var limit = 10
  var width: Int?
  var isExact = false
  var measuresRecall = false
  var sample = 200
  var queries: String?
  var leastRecall = 0.9
  var common = CommonOptions()

  func run() async throws -> Int32 {
    switch action {
    case .pack: return try pack().rawValue
    case .inspect: return try inspect().rawValue
    case .search: return try search().rawValue
    case .verify: return try verify().rawValue
    }
  }

  // MARK: Inspecting

  private func inspect() throws -> Pipeline.ExitStatus {
    guard let file else {
      throw UsageError("'snapshot inspect' needs a snapshot.", command: Self.name)
    }
    let path = try SnapshotPlace(file).path
    do throws(SnapshotError) {
      let snapshot = try SnapshotReader(path)
      if checksAll { try snapshot.check() }
      let report = SnapshotReport(snapshot)
      return Console.print(common.json ? report.json.layout() : report.text)
    } catch {
      throw RunError(error, path: path)
    }
  }
}

extension Distance: ParameterValue {}
extension VectorDatatype: ParameterValue {}

extension RunError {
  init(_ error: SnapshotError, path: String) {
    switch error {
    case .cancelled: self.init(.interrupted, error.description)
    case .unreadable(let cause):
      let status: Pipeline.ExitStatus =
        if case .system(let error) = cause, error.isMissing {
          .missingInput
        } else {
          cause.isPermission ? .permission : .inputOutput
        }
      self.init(status, error.description)
    case .unwritable(let cause): self.init(writing: cause)
    case .noMemory: self.init(.configuration, error.description)
    case .options, .point, .source, .vectors: self.init(.invalid, error.description)
    case .damaged, .notSnapshot: self.init(.invalid, "'\(path)': \(error)")
    }
  }
}
