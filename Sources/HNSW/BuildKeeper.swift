import Digests
import Kernels
import SystemIO

/// Keeps what a build has done, so that the next goes on from there: the graph that is growing, and those that are
/// finished.
///
/// A clock decides when something is written, and nothing else: what comes of the build is the same.
final class BuildKeeper {
  private let checkpoint: GraphBuilder.Checkpoint
  private let notice: (String) -> Void
  private let growing: CheckpointFile
  private var grown: GrownFile
  private var kept = 0
  private var keptAt: Int64
  /// How long the last writing took.
  private var cost: Int64 = 0
  private var isBroken = false

  /// Writing takes no more than one of so many parts of the time.
  private static let share: Int64 = 20

  init(_ checkpoint: GraphBuilder.Checkpoint, _ notice: @escaping (String) -> Void) {
    self.checkpoint = checkpoint
    self.notice = notice
    growing = CheckpointFile(checkpoint.path)
    grown = GrownFile(checkpoint.grownPath, of: checkpoint.key)
    keptAt = checkpoint.began
  }

  /// What a graph depends on.
  static func key(
    _ build: Digest,
    _ parameters: HNSWParameters,
    _ coding: RowCoding,
    _ rows: Digest,
    _ growth: GraphGrowth
  ) -> Digest {
    let order = growth.order
    var key = KeyHasher("hnsw checkpoint")
    key.add(build)
    for number in [
      parameters.m, parameters.searchWidth, coding.rows.count, coding.rows.width,
      GraphGrowth.version, GraphGrowth.largestBatch, GraphGrowth.shareOfBatch, GraphGrowth.mostMet,
      growth.links.room.0, growth.links.room.1,
      Int((coding.scale ?? 0).bitPattern),
    ] {
      key.add(number)
    }
    key.add(coding.metric.rawValue)
    // Only sums of numbers differ between processors, and only between two kinds of them.
    key.add(coding.isCoded ? "codes" : coding.kernels.level == .portable ? "sums" : "fused")
    key.add(rows)
    // Which points, and in what order: so the seed and the levels are in it.
    order.points.withUnsafeBytes { points in
      key.add(SHA256.digest(points.bindMemory(to: UInt8.self).span))
    }
    for count in order.counts { key.add(count) }
    return key.finish()
  }

  /// Puts a graph to where the last build had it.
  func resume(_ growth: GraphGrowth, _ key: Digest) {
    if grown.restore(growth, key) { return }
    if case .useless(let reason) = growing.resume(growth, key) {
      notice("the checkpoint '\(checkpoint.path)' \(reason); the build starts anew")
      attempt { () throws(SystemError) in try growing.remove() }
    }
    kept = growth.inserted
  }

  /// Called after each batch.
  func note(_ growth: GraphGrowth, _ key: Digest) {
    let isDue =
      growth.inserted - kept >= checkpoint.points
      || MonotonicClock.now - keptAt >= max(checkpoint.nanoseconds, Self.share * cost)
    guard isDue, growth.inserted < growth.order.points.count else { return }
    keep(growth, key)
  }

  /// Keeps a graph that is finished, if it was long in the making or others were.
  func finished(_ growth: GraphGrowth, _ key: Digest) {
    guard isWorthwhile(growth) else { return }
    attempt { () throws(SystemError) in
      try grown.append(growth, key)
      try growing.remove()
    }
    (kept, keptAt) = (0, MonotonicClock.now)
  }

  /// Keeps what there is when the build is to end.
  func interrupted(_ growth: GraphGrowth, _ key: Digest) {
    if isWorthwhile(growth) { keep(growth, key) }
  }

  private func isWorthwhile(_ growth: GraphGrowth) -> Bool {
    growth.inserted >= checkpoint.points
      || MonotonicClock.now - checkpoint.began >= checkpoint.nanoseconds
  }

  private func keep(_ growth: GraphGrowth, _ key: Digest) {
    let start = MonotonicClock.now
    attempt { () throws(SystemError) in try growing.write(growth, key) }
    (kept, keptAt) = (growth.inserted, MonotonicClock.now)
    cost = keptAt - start
  }

  /// A build goes on though nothing can be kept of it.
  private func attempt(_ body: () throws(SystemError) -> Void) {
    guard !isBroken else { return }
    do throws(SystemError) {
      try body()
    } catch {
      isBroken = true
      notice("\(error); the build goes on, but nothing of it is kept")
    }
  }
}
