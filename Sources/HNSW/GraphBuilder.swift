import Digests
package import Kernels
import SystemIO

/// Makes graphs of vectors: the same bytes for any number of threads, and however often it was interrupted.
package struct GraphBuilder: Sendable {
  package var parameters: HNSWParameters
  package var metric: Metric
  package var threads = Machine.availableProcessors
  package var kernels = Kernels()
  /// Where half of the work is kept, so that a build that was killed goes on.
  package var checkpoint: Checkpoint?
  /// Called with how many points are in and how many there will be; groups count their points again.
  package var onProgress: @Sendable (Int, Int) -> Void = { _, _ in }
  /// Called with a sentence on what else is worth knowing, such as a checkpoint that is of no use.
  package var onNotice: @Sendable (String) -> Void = { _ in }
  /// Asked between batches.
  package var isCancelled: @Sendable () -> Bool = { false }

  package init(_ parameters: HNSWParameters = HNSWParameters(), metric: Metric) {
    self.parameters = parameters
    self.metric = metric
  }

  /// Where checkpoints are written, and after how many points.
  package struct Checkpoint: Sendable {
    package let path: String
    package let points: Int

    package init(path: String, points: Int = 200_000) {
      self.path = path
      self.points = points
    }
  }

  /// Makes the graph of all rows, with more links within groups of points that share a value.
  package func build(
    _ rows: VectorRows,
    groups: [PointGroup] = []
  ) throws(HNSWError) -> HNSWGraph {
    try parameters.check()
    // Codes, lists with their ranks on all levels, and some numbers for each point.
    let most = max(parameters.m, parameters.payloadM ?? 0)
    let room = rows.count * (rows.width + 128 + 16 * (2 * most + 48))
    guard LargeMemory.isThere(byteCount: room) else { throw .noMemory(bytes: room) }
    let team: ThreadTeam
    do throws(SystemError) {
      team = try ThreadTeam(count: threads, name: "graph")
    } catch {
      throw .system(error)
    }
    try RowCheck.run(rows, metric, kernels, team)
    let coding = RowCoding(rows, metric, kernels)
    var graph = HNSWGraph.empty(parameters, count: rows.count)
    if parameters.m > 0 {
      let all = (0..<UInt32(rows.count)).map(\.self)
      let grown = try grow(all, coding, parameters, team, checkpoint)
      graph = grown.graph(parameters, count: rows.count)
      try grown.file?.remove()
    }
    var links = PayloadLinks(parameters, graph)
    for field in 0..<((groups.map(\.field).max() ?? -1) + 1) {
      try links.add(groups.filter { $0.field == field }) { members throws(HNSWError) in
        try self.grow(members, coding, self.parameters.ofGroups, team, nil).groupLinks()
      }
    }
    return links.graph
  }

  private func grow(
    _ members: [UInt32],
    _ coding: RowCoding,
    _ parameters: HNSWParameters,
    _ team: ThreadTeam,
    _ checkpoint: Checkpoint?
  ) throws(HNSWError) -> GrownGraph {
    let duplicates = Duplicates(members, coding, team)
    let order = PointOrder(
      duplicates.distinct,
      seed: parameters.seed,
      base: self.parameters.levelBase
    )
    let rows = PlacedRows(coding, order.points, team)
    let growth = GraphGrowth(rows, order, parameters, team)
    let total = order.points.count
    var file: CheckpointFile?
    if let checkpoint {
      let key = CheckpointFile.key(parameters, coding, duplicates.digest, order)
      file = CheckpointFile(checkpoint.path, key)
      try file?.resume(growth, onNotice)
    }
    var kept = growth.inserted
    while growth.inserted < total {
      if isCancelled() { throw .cancelled }
      growth.insertBatch()
      onProgress(growth.inserted, total)
      if let checkpoint, growth.inserted - kept >= checkpoint.points, growth.inserted < total {
        try file?.write(growth)
        kept = growth.inserted
      }
    }
    growth.finish()
    return GrownGraph(growth: growth, duplicates: duplicates, file: file)
  }
}

extension HNSWGraph {
  /// A graph without any links.
  static func empty(_ parameters: HNSWParameters, count: Int) -> HNSWGraph {
    var lists = LinkLists()
    lists.starts = [Int](repeating: 0, count: count + 1)
    return HNSWGraph(
      parameters: parameters,
      count: count,
      entryPoints: [],
      upperPoints: [],
      levels: [lists],
      upperPlaces: []
    )
  }
}
