package import Kernels
import SystemIO

extension HNSWGraph {
  /// The nearest points of every point, found by walks that begin at the point itself.
  ///
  /// Walks measure by codes, as the build did; what they find is ordered by the true distances. `width` is how many a
  /// walk holds, the point itself among them.
  package func neighbours(
    of rows: VectorRows,
    top: Int,
    width: Int = 32,
    metric: Metric,
    threads: Int = Machine.availableProcessors,
    kernels: Kernels = Kernels()
  ) throws(HNSWError) -> NeighbourTable {
    let team: ThreadTeam
    do throws(SystemError) {
      team = try ThreadTeam(count: threads, name: "near")
    } catch {
      throw .system(error)
    }
    let top = max(0, min(top, rows.count - 1))
    let memory = TableMemory(count: rows.count, top: top)
    guard top > 0 else { return memory.table() }
    let coding = RowCoding(rows, metric, kernels)
    let placed = PlacedRows(coding, (0..<UInt32(rows.count)).map(\.self), team)
    let width = min(max(width, top + 1), rows.count)
    let room = max(width, longestList)
    let walks = (0..<team.count).map { _ in Walk(points: rows.count, room: room) }
    withLinks(on: 0) { links in
      let links = SharedLinks(links: links)
      team.share(rows.count, by: 64) { member, range in
        let walk = walks[member]
        for index in range {
          let point = UInt32(index)
          let ranking = FromPlace(place: point, rows: placed)
          walk.begin(at: CollectionOfOne(point), ranking)
          walk.run(links.links, ranking, width: width)
          var count = 0
          for found in 0..<walk.count {
            let other = Walk.point(walk.found[found])
            guard other != point else { continue }
            walk.picks[count] = other
            count += 1
          }
          let query = Query(rows, at: index, rows, metric, kernels)
          var nearest = NearestList(top: top)
          if count >= top {
            query.rank(walk.picks, count, walk.ranks)
            for found in 0..<count {
              nearest.add(Walk.entry(walk.ranks[found], walk.picks[found]))
            }
          } else {
            // Links do not lead to enough others from here.
            for start in stride(from: 0, to: rows.count, by: walk.room) {
              let count = min(walk.room, rows.count - start)
              query.rank(from: start, count, walk.ranks)
              for row in 0..<count where start + row != index {
                nearest.add(Walk.entry(walk.ranks[row], UInt32(start + row)))
              }
            }
          }
          for (place, entry) in nearest.entries.enumerated() {
            let distance = rows.distance(Walk.rank(entry), metric)
            memory.set(index, place, Walk.point(entry), distance)
          }
        }
      }
    }
    return memory.table()
  }

  private struct SharedLinks: @unchecked Sendable { let links: ListedLinks }
}
