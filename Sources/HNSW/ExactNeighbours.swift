package import Kernels
import SystemIO

/// The truly nearest rows, found by measuring all.
package enum ExactNeighbours {
  /// Queries that go over the same rows one after the other, while these are in the caches.
  private static let queriesTogether = 32
  private static let rowsTogether = 256

  /// The nearest rows of each query; with `skippingOwn` the queries are the rows, and none is its own neighbour.
  package static func find(
    _ queries: VectorRows,
    in rows: VectorRows,
    top: Int,
    metric: Metric,
    skippingOwn: Bool = false,
    threads: Int = Machine.availableProcessors,
    kernels: Kernels = Kernels()
  ) throws(HNSWError) -> NeighbourTable {
    let team: ThreadTeam
    do throws(SystemError) {
      team = try ThreadTeam(count: threads, name: "exact")
    } catch {
      throw .system(error)
    }
    let top = max(0, min(top, rows.count - (skippingOwn ? 1 : 0)))
    let memory = TableMemory(count: queries.count, top: top)
    guard top > 0 else { return memory.table() }
    team.share(queries.count, by: queriesTogether) { _, all in
      for first in stride(from: all.lowerBound, to: all.upperBound, by: queriesTogether) {
        let range = first..<min(first + queriesTogether, all.upperBound)
        let ranks = UnsafeMutablePointer<UInt32>.allocate(capacity: rowsTogether)
        defer { ranks.deallocate() }
        let asked = range.map { Query(queries, at: $0, rows, metric, kernels) }
        var lists = range.map { _ in NearestList(top: top) }
        for start in stride(from: 0, to: rows.count, by: rowsTogether) {
          let count = min(rowsTogether, rows.count - start)
          for (index, query) in asked.enumerated() {
            query.rank(from: start, count, ranks)
            let bound = lists[index].bound
            for row in 0..<count where ranks[row] <= bound {
              if skippingOwn, start + row == range.lowerBound + index { continue }
              lists[index].add(Walk.entry(ranks[row], UInt32(start + row)))
            }
          }
        }
        for (index, list) in lists.enumerated() {
          for (place, entry) in list.entries.enumerated() {
            memory.set(
              range.lowerBound + index,
              place,
              Walk.point(entry),
              rows.distance(Walk.rank(entry), metric)
            )
          }
        }
      }
    }
    return memory.table()
  }
}
