package import Digests
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
  /// Called with how many points are in and how many there will be; those of groups count again.
  package var onProgress: @Sendable (Int, Int) -> Void = { _, _ in }
  /// Called once where a build goes on from what was kept, with the same numbers.
  package var onResume: @Sendable (Int, Int) -> Void = { _, _ in }
  /// Called with a sentence on what else is worth knowing, such as a checkpoint that is of no use.
  package var onNotice: @Sendable (String) -> Void = { _ in }
  /// Called when the rows are not looked at for a while, so that whoever lends them may give memory back.
  package var onIdleRows: @Sendable () -> Void = {}
  /// Asked between batches.
  package var isCancelled: @Sendable () -> Bool = { false }

  package init(_ parameters: HNSWParameters = HNSWParameters(), metric: Metric) {
    self.parameters = parameters
    self.metric = metric
  }

  /// Where checkpoints are written, and how often.
  package struct Checkpoint: Sendable {
    /// The file of the graph that is growing.
    package let path: String
    /// The file of those that are finished.
    package let grownPath: String
    /// What the vectors and all parameters are, as far as the caller knows; what the builder knows counts as well.
    package let key: Digest
    /// A checkpoint is written after so many points, or after so much time.
    package let points: Int
    let nanoseconds: Int64
    let began: Int64

    package init(
      path: String,
      key: Digest,
      points: Int = .max,
      interval: Duration = .seconds(15),
      began: Int64 = MonotonicClock.now
    ) {
      self.path = path
      grownPath = path + ".grown"
      self.key = key
      self.points = points
      nanoseconds = Int64(interval / .nanoseconds(1))
      self.began = began
    }
  }

  /// Makes the graph of all rows, with more links within groups of points that share a value.
  ///
  /// What is kept of it stays when it is done; the caller removes it when the graph is where it belongs.
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
    let keeper = checkpoint.map { BuildKeeper($0, onNotice) }
    let sizes = groups.map { PayloadLinks.mayHaveLinks($0, parameters) ? $0.points.count : 0 }
    var progress = BuildProgress(
      total: (parameters.m > 0 ? rows.count : 0) + sizes.reduce(0, +),
      onProgress,
      onResume
    )
    var links: PayloadLinks
    if parameters.m > 0 {
      let all = (0..<UInt32(rows.count)).map(\.self)
      let grown = try grow(all, coding, parameters, team, keeper, &progress)
      links = PayloadLinks(parameters, grown.graph(parameters, count: rows.count))
      progress.pass(rows.count)
    } else {
      links = PayloadLinks(parameters, HNSWGraph.empty(parameters, count: rows.count))
    }
    for field in 0..<((groups.map(\.field).max() ?? -1) + 1) {
      for (group, size) in zip(groups, sizes) where group.field == field {
        try links.add(group) { members throws(HNSWError) in
          try self.grow(members, coding, self.parameters.ofGroups, team, keeper, &progress)
            .groupLinks()
        }
        progress.pass(size)
      }
      links.endField()
    }
    progress.end()
    return links.graph
  }

  private func grow(
    _ members: consuming [UInt32],
    _ coding: RowCoding,
    _ parameters: HNSWParameters,
    _ team: ThreadTeam,
    _ keeper: BuildKeeper?,
    _ progress: inout BuildProgress
  ) throws(HNSWError) -> GrownGraph {
    // Nobody needs the points as they came once they are in order.
    var duplicates = Duplicates(members, coding, team)
    let order = PointOrder(
      duplicates.takeDistinct(),
      seed: parameters.seed,
      base: self.parameters.levelBase
    )
    let (equals, digest) = (duplicates.sets, duplicates.digest)
    let rows = PlacedRows(coding, order.points, team)
    if coding.scale != nil { onIdleRows() }
    let growth = GraphGrowth(rows, order, parameters, team)
    let key = checkpoint.map {
      BuildKeeper.key($0.key, parameters, coding, digest, growth)
    }
    if let key { keeper?.resume(growth, key) }
    let total = order.points.count
    let wasWhole = growth.inserted == total
    if growth.inserted > 0 { progress.resumed() }
    while growth.inserted < total {
      if isCancelled() {
        if let key { keeper?.interrupted(growth, key) }
        throw .cancelled
      }
      growth.insertBatch()
      progress.note(growth.inserted)
      if let key { keeper?.note(growth, key) }
    }
    if let key, !wasWhole { keeper?.finished(growth, key) }
    growth.finish()
    // What is made of the lists needs no distances, and much memory of its own.
    rows.release()
    return GrownGraph(growth: growth, equals: equals)
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
