import HNSW
import Kernels
import Testing

/// Numbers that look random and are the same each time.
struct Chance {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A number from -1 to 1.
  mutating func number() -> Float { Float(next() >> 40) / Float(1 << 23) - 1 }

  /// About a normal deviation.
  mutating func normal() -> Float { (number() + number() + number()) }
}

/// Vectors in crowds of like ones, as embeddings of texts lie.
func crowded(
  _ count: Int,
  width: Int,
  crowds: Int = 30,
  seed: Int = 1,
  isUnit: Bool = true
) -> [Float] {
  var chance = Chance(seed)
  let centres = (0..<crowds * width).map { _ in chance.normal() }
  var values: [Float] = []
  for _ in 0..<count {
    let crowd = Int(chance.next() % UInt64(crowds))
    var row = (0..<width).map { centres[crowd * width + $0] + 0.7 * chance.normal() }
    if isUnit {
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      row = row.map { $0 / length }
    }
    values += row
  }
  return values
}

/// The levels of kernels that this processor has.
let levels: [Kernels] = KernelLevel.allCases.filter { $0 <= .best }.map { Kernels($0) }

extension GraphBuilder {
  /// A builder for tests: searches walk however few points there are.
  static func forTests(
    _ metric: Metric = .cosine,
    m: Int = 8,
    efConstruct: Int = 64,
    payloadM: Int? = nil,
    threshold: Int = 0,
    threads: Int = 2
  ) -> GraphBuilder {
    var builder = GraphBuilder(
      HNSWParameters(
        m: m,
        efConstruct: efConstruct,
        fullScanThreshold: threshold,
        payloadM: payloadM
      ),
      metric: metric
    )
    builder.threads = threads
    return builder
  }
}

/// The share of the truly nearest that searches find.
func recall(
  _ graph: HNSWGraph,
  _ rows: VectorRows,
  _ queries: VectorRows,
  _ metric: Metric,
  top: Int = 10,
  width: Int = 64
) throws -> Double {
  let truth = try ExactNeighbours.find(queries, in: rows, top: top, metric: metric, threads: 2)
  let searcher = GraphSearcher(graph, rows, metric: metric)
  var hits = 0
  for index in 0..<queries.count {
    let wanted = Set(truth.neighbours(of: index))
    hits += searcher.search(queries, index, top, width, nil, .all).count {
      wanted.contains($0.point)
    }
  }
  return Double(hits) / Double(truth.points.count)
}

/// Points of a graph that walks over the lowest level from its entry points do not come to.
func unreached(_ graph: HNSWGraph) -> [Int] {
  var isReached = [Bool](repeating: false, count: graph.count)
  var waiting = graph.entryPoints.map(\.point)
  for point in waiting { isReached[Int(point)] = true }
  while let point = waiting.popLast() {
    for other in graph.links(of: point, on: 0) where !isReached[Int(other)] {
      isReached[Int(other)] = true
      waiting.append(other)
    }
  }
  return isReached.indices.filter { !isReached[$0] }
}

/// Expects two graphs to be the same, without a word on the thousands of lists of either.
func expectSame(
  _ left: HNSWGraph,
  _ right: HNSWGraph,
  _ place: SourceLocation = #_sourceLocation
) {
  let isSame = left == right
  #expect(isSame, "the graphs differ", sourceLocation: place)
}
