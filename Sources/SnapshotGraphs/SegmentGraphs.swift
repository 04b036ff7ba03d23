import Digests
import HNSW
package import QdrantSnapshot

/// Makes the graphs of segments with the library that grows them.
package struct SegmentGraphs: Sendable {
  package var threads: Int
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Where half of the work is kept, if anywhere.
  package var checkpoints: GraphCheckpoints?
  package var onProgress: @Sendable (GraphProgress) -> Void = { _ in }
  /// Called with a sentence on what is worth knowing: where a build goes on, or that a checkpoint is of no use.
  package var onNotice: @Sendable (String) -> Void = { _ in }

  package init(threads: Int) { self.threads = threads }

  /// Makes the graph of a segment; nil for a segment without points.
  package func build(
    _ task: GraphTask,
    _ options: SnapshotOptions
  ) throws(SnapshotError) -> (any SegmentGraph)? {
    guard task.vectors.count > 0 else { return nil }
    var builder = HNSW.GraphBuilder(
      HNSWParameters(
        m: options.hnsw.m,
        efConstruct: options.hnsw.efConstruct,
        fullScanThreshold: options.fullScanVectors,
        payloadM: options.hnsw.payloadM
      ),
      metric: Metric(options.distance)
    )
    let (place, onProgress, onNotice) = (task.place, onProgress, onNotice)
    builder.threads = threads
    builder.isCancelled = isCancelled
    builder.checkpoint = checkpoints?.checkpoint(task, builder.parameters)
    builder.onProgress = { onProgress(GraphProgress(place: place, done: $0, total: $1)) }
    builder.onResume = {
      onNotice(GraphProgress(place: place, done: $0, total: $1).resumption)
    }
    builder.onNotice = onNotice
    let groups = task.groups.fields.enumerated().flatMap { field, values in
      values.map { PointGroup(field: field, points: $0) }
    }
    let rows = try floats(task, isUnit: builder.metric == .cosine)
    builder.onIdleRows = { rows.release() }
    do throws(HNSWError) {
      return GrownSegment(try Self.grow(builder, rows, groups))
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .system(let cause): throw .unwritable(cause)
      case .noMemory: throw .noMemory("the graph was not made: \(error)")
      default: throw .source("the graph was not made: \(error)")
      }
    }
  }

  /// The vectors as they are measured.
  private func floats(_ task: GraphTask, isUnit: Bool) throws(SnapshotError) -> StoredVectors {
    let vectors = task.vectors
    if vectors.datatype == .float32 { return vectors }
    return try task.widened { numbers in
      // Smaller numbers are not quite of length 1 any more, or were never made so.
      guard isUnit else { return }
      let rows = VectorRows(numbers, width: vectors.dimensions).ofUnitLength()
      guard case .floats(let start) = rows.numbers else { return }
      withExtendedLifetime(rows) {
        for index in numbers.indices { numbers[index] = start[index] }
      }
    }
  }

  private static func grow(
    _ builder: HNSW.GraphBuilder,
    _ vectors: StoredVectors,
    _ groups: [PointGroup]
  ) throws(HNSWError) -> HNSWGraph {
    try vectors.withBytes { (bytes) throws(HNSWError) in
      try bytes.withUnsafeBytes { (bytes) throws(HNSWError) in
        guard let start = bytes.baseAddress else {
          return try builder.build(VectorRows([], width: 1))
        }
        // The rows are only looked at while they are lent.
        let rows = VectorRows(
          .floats(start.assumingMemoryBound(to: Float.self)),
          count: vectors.count,
          width: vectors.dimensions,
          owner: nil
        )
        return try builder.build(rows, groups: groups)
      }
    }
  }
}

/// How far the graph of a segment is.
package struct GraphProgress: Sendable {
  package let place: SegmentPlace
  /// How many points are in, of how many; those of groups count again.
  package let done: Int
  package let total: Int

  /// What is being done, in words.
  package var activity: String {
    place.count > 1 ? "graph of segment \(place.number + 1) of \(place.count)" : "graph"
  }

  /// What is said where a build goes on.
  var resumption: String {
    "goes on with the \(activity) at \(total > 0 ? 100 * done / total : 100) %"
  }
}

/// A grown graph as the snapshot's writer asks for it.
private struct GrownSegment: SegmentGraph {
  private let graph: HNSWGraph

  init(_ graph: HNSWGraph) { self.graph = graph }

  var pointCount: Int { graph.count }

  var entryPoints: [EntryPoint] {
    graph.entryPoints.map { EntryPoint(point: $0.point, level: $0.level) }
  }

  func levelCount(of point: Int) -> Int { graph.level(of: UInt32(point)) + 1 }

  func links(of point: Int, on level: Int, into links: inout [UInt32]) {
    links.removeAll(keepingCapacity: true)
    links += graph.links(of: UInt32(point), on: level)
  }
}

extension Metric {
  init(_ distance: Distance) {
    switch distance {
    case .cosine: self = .cosine
    case .dot: self = .dot
    case .euclid: self = .euclid
    case .manhattan: self = .manhattan
    }
  }
}
