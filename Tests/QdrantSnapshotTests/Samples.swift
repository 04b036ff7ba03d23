import GraphFixtures
import QdrantSnapshot

/// Points for tests, made of their own numbers.
struct SamplePoints: PointSource {
  var count: Int
  var dimensions = 8
  var id: @Sendable (Int) -> PointID = { $0 % 3 == 0 ? .number(UInt64($0)) : Self.uuid($0) }
  var payload: @Sendable (Int) -> String = { #"{"n":\#($0),"text":"rain gauge \#($0) gauge"}"# }
  var number: @Sendable (Int, Int) -> Float = { Self.noise($0 &* 131 &+ $1) }

  func id(_ row: Int) -> PointID { id(row) }

  func vector(_ row: Int, into numbers: inout [Float]) {
    numbers = (0..<dimensions).map { number(row, $0) }
  }

  func payload(_ row: Int, into json: inout [UInt8]) { json = Array(payload(row).utf8) }

  func sparseText(_ row: Int) -> String { row % 5 == 0 ? "" : "Running gauges \(row % 11)" }

  static func uuid(_ row: Int) -> PointID {
    .uuid(high: mixed(UInt64(row)), low: mixed(UInt64(row) ^ 0xFF00))
  }

  static func noise(_ seed: Int) -> Float {
    Float(mixed(UInt64(seed)) >> 40) / Float(1 << 23) - 1
  }
}

/// Scatters a number over all bits.
func mixed(_ number: UInt64) -> UInt64 {
  var word = number &+ 0x9E37_79B9_7F4A_7C15
  word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
  word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
  return word ^ word >> 31
}

@Sendable func exactGraph(
  _ task: GraphTask,
  _ options: SnapshotOptions
) throws(SnapshotError) -> (any SegmentGraph)? {
  ExactGraph(task.vectors, m: options.hnsw.m, distance: options.distance)
}

/// Bytes of hexadecimal digits; spaces mean nothing.
func bytes(_ hexadecimal: String) -> [UInt8] {
  let digits = hexadecimal.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
