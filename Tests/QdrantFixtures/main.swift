import Digests
import GraphFixtures
import QdrantSnapshot

// Writes a snapshot with a graph that is made by comparing all points, for the check with the real engine. It
// takes the options of 'stampmill snapshot pack'.

let values = options(CommandLine.arguments.dropFirst())

func options(_ words: ArraySlice<String>) -> [(name: String, value: String)] {
  var words = words
  var values: [(name: String, value: String)] = []
  while let name = words.popFirst() {
    guard name.hasPrefix("--"), let value = words.popFirst() else {
      fatalError("'\(name)' is no option")
    }
    values.append((String(name.dropFirst(2)), value))
  }
  return values
}

func value(_ name: String) -> String? { values.last { $0.name == name }?.value }
func number(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

guard let path = value("vectors"), let output = value("to") else {
  fatalError("'--vectors' and '--to' are needed")
}
do throws(SnapshotError) {
  let vectors = try NumPyMatrix(path)
  var options = SnapshotOptions(dimensions: vectors.width)
  options.distance = value("distance").flatMap { Distance(rawValue: $0) } ?? .cosine
  options.datatype = value("datatype").flatMap { VectorDatatype(rawValue: $0) } ?? .float32
  options.vectorName = value("name") ?? ""
  options.shards = number("shards") ?? 1
  if let shard = number("shard") { options.form = .shard(shard) }
  if let quantile = value("int8") {
    options.quantization = ScalarQuantization(quantile: Double(quantile), alwaysRAM: true)
  }
  options.hnsw.m = number("hnsw-m") ?? 16
  options.hnsw.fullScanThreshold = number("full-scan-threshold") ?? 10_000
  options.maxSegmentSize = number("max-segment-size")
  options.server = value("server").flatMap { ServerVersion($0) } ?? .newest
  if value("bm25") != nil { options.sparse = SparseOptions() }
  options.fields = values.filter { $0.name == "index" }.map { field in
    let parts = field.value.split(separator: ":").map(String.init)
    return FieldIndex(parts[0], FieldIndex.Kind(rawValue: parts[1]) ?? .keyword)
  }
  let source = try PackedPoints(
    vectors: vectors,
    payloads: value("payloads").map { path throws(SnapshotError) in try LineFile(path) },
    ids: value("ids").map { path throws(SnapshotError) in try LineFile(path) },
    sparseField: value("bm25")
  )
  let summary = try SnapshotWriter.write(source, to: output, options) {
    (vectors, options) throws(SnapshotError) -> (any SegmentGraph)? in
    ExactGraph(vectors, m: options.hnsw.m, distance: options.distance)
  }
  print("\(summary.points) points, \(summary.segments) segments, \(summary.size) bytes")
} catch {
  fatalError(error.description)
}
