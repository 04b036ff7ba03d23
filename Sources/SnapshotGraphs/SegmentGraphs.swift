import HNSW
package import QdrantSnapshot

/// Makes the graphs of segments with the library that grows them.
package struct SegmentGraphs: Sendable {
  package var threads: Int
  package var isCancelled: @Sendable () -> Bool = { false }

  package init(threads: Int) { self.threads = threads }

  /// Makes the graph of a segment; nil for a segment without points.
  package func build(
    _ vectors: StoredVectors,
    _ options: SnapshotOptions,
    _ groups: FieldGroups
  ) throws(SnapshotError) -> (any SegmentGraph)? {
    guard vectors.count > 0 else { return nil }
    var builder = HNSW.GraphBuilder(
      HNSWParameters(
        m: options.hnsw.m,
        efConstruct: options.hnsw.efConstruct,
        fullScanThreshold: options.fullScanVectors,
        payloadM: options.hnsw.payloadM
      ),
      metric: Metric(options.distance)
    )
    builder.threads = threads
    builder.isCancelled = isCancelled
    let groups = groups.fields.enumerated().flatMap { field, values in
      values.map { PointGroup(field: field, points: $0) }
    }
    do throws(HNSWError) {
      return GrownSegment(try Self.grow(builder, vectors, groups))
    } catch {
      throw .source("the graph was not made: \(error)")
    }
  }

  private static func grow(
    _ builder: HNSW.GraphBuilder,
    _ vectors: StoredVectors,
    _ groups: [PointGroup]
  ) throws(HNSWError) -> HNSWGraph {
    guard vectors.datatype == .float32 else {
      var numbers: [Float] = []
      var row: [Float] = []
      numbers.reserveCapacity(vectors.count * vectors.dimensions)
      for index in 0..<vectors.count {
        vectors.row(index, into: &row)
        numbers += row
      }
      let rows = VectorRows(numbers, width: vectors.dimensions)
      // Smaller numbers are not quite of length 1 any more, or were never made so.
      return try builder.build(
        builder.metric == .cosine ? rows.ofUnitLength() : rows,
        groups: groups
      )
    }
    return try vectors.withBytes { (bytes) throws(HNSWError) in
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
