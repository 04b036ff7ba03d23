import Digests
import JSON
import QdrantSnapshot

// Writes a snapshot with an exact graph, for the check with the real engine:
// QdrantFixtures OUTPUT VECTORS [name=value]...

var words = CommandLine.arguments.dropFirst()
guard words.count >= 2 else { fatalError("usage: QdrantFixtures OUTPUT VECTORS [name=value]...") }
let output = words.removeFirst()
let vectors = try NumPyMatrix(words.removeFirst())
var options = SnapshotOptions(dimensions: vectors.width)
var payloads: LineFile?
var ids: LineFile?
var hasGraph = true
var sparseField: String?

for word in words {
  let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2 else { fatalError("'\(word)' is no setting") }
  let value = parts[1]
  switch parts[0] {
  case "payloads": payloads = try LineFile(value)
  case "ids": ids = try LineFile(value)
  case "distance": options.distance = Distance(rawValue: value)!
  case "datatype": options.datatype = VectorDatatype(rawValue: value)!
  case "name": options.vectorName = value
  case "shards": options.shards = Int(value)!
  case "shard": options.form = .shard(Int(value)!)
  case "int8": options.quantization = ScalarQuantization(quantile: Double(value), alwaysRAM: true)
  case "m": options.hnsw.m = Int(value)!
  case "threshold": options.hnsw.fullScanThreshold = Int(value)!
  case "segment": options.maxSegmentSize = Int(value)!
  case "server": options.server = ServerVersion(value)!
  case "graph": hasGraph = value == "yes"
  case "bm25":
    sparseField = value
    options.sparse = SparseOptions()
  case "fields":
    options.fields = value.split(separator: ",").map { field in
      let parts = field.split(separator: ":").map(String.init)
      return FieldIndex(parts[0], FieldIndex.Kind(rawValue: parts[1])!)
    }
  default: fatalError("'\(parts[0])' is no setting")
  }
}
let source = try PackedPoints(
  vectors: vectors,
  payloads: payloads,
  ids: ids,
  sparseField: sparseField
)
let build: GraphBuilder = { (vectors, options) throws(SnapshotError) -> (any SegmentGraph)? in
  ExactGraph(vectors, m: options.hnsw.m, distance: options.distance)
}
do throws(SnapshotError) {
  let summary = try SnapshotWriter.write(
    source,
    to: output,
    options,
    graph: hasGraph ? build : nil
  )
  print("\(summary.points) points, \(summary.segments) segments, \(summary.size) bytes")
} catch {
  fatalError(error.description)
}
