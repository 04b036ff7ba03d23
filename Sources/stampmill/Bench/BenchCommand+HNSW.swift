import CommandLineKit
import HNSW
import JSON
import Pipeline
import SystemIO

extension BenchCommand {
  /// Builds a graph, searches it, and tells of both.
  func runHNSW(_ path: String) throws -> ExitStatus {
    let widths = ef.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
    guard !widths.isEmpty, widths.count == ef.split(separator: ",").count else {
      throw UsageError("'\(ef)' is no list of numbers.", command: Self.name)
    }
    do throws(HNSWError) {
      return try measure(path, widths, threads ?? Machine.availableProcessors)
    } catch {
      if case .unreadable(.system(let cause)) = error, cause.isMissing {
        throw RunError(.missingInput, error.description)
      }
      throw RunError(.invalid, error.description)
    }
  }

  private func measure(_ path: String, _ widths: [Int], _ threads: Int) throws(HNSWError)
    -> ExitStatus
  {
    let file = try NumpyMatrix.map(path)
    guard file.count > queries else {
      throw .unusable("'\(path)' has \(file.count) rows, no more than there are queries")
    }
    let all = file.count - queries
    let indexed = file.slice(0..<min(rows ?? all, all)).ofUnitLength()
    let asked = file.slice(all..<file.count).ofUnitLength()
    var builder = GraphBuilder(
      HNSWParameters(m: m, efConstruct: efConstruct, fullScanThreshold: 0),
      metric: .cosine
    )
    builder.threads = threads
    let before = ProcessUsage.current()
    let start = MonotonicClock.now
    let graph = try builder.build(indexed)
    let took = Double(MonotonicClock.now - start) / 1e9
    let after = ProcessUsage.current()
    let truth = try ExactNeighbours.find(asked, in: indexed, top: top, metric: .cosine)
    let searcher = GraphSearcher(graph, indexed, metric: .cosine)
    var (recall, microseconds): ([JSON.Member], [JSON.Member]) = ([], [])
    for width in widths {
      let start = MonotonicClock.now
      let found = (0..<asked.count).map { searcher.search(asked, $0, top, width, nil, .all) }
      let each = Double(MonotonicClock.now - start) / 1e3 / Double(asked.count)
      var hits = 0
      for (index, list) in found.enumerated() {
        let wanted = Set(truth.neighbours(of: index))
        hits += list.count { wanted.contains($0.point) }
      }
      let share = Double(hits) / Double(truth.points.count)
      recall.append(JSON.Member("\(width)", JSON(Self.rounded(share, 5))))
      microseconds.append(JSON.Member("\(width)", JSON(Self.rounded(each, 1))))
    }
    let processor =
      after.userSeconds + after.systemSeconds - before.userSeconds
      - before.systemSeconds
    var members: [JSON.Member] = [
      .init("peer", "stampmill"), .init("n", JSON(indexed.count)),
      .init("dim", JSON(indexed.width)),
      .init("m", JSON(m)), .init("ef_construct", JSON(efConstruct)),
      .init("threads", JSON(threads)),
      .init("base_mib", JSON(Int(before.residentBytes >> 20))),
      .init("build_s", JSON(Self.rounded(took, 2))),
      .init("build_cpu_s", JSON(Self.rounded(processor, 2))),
      .init("recall", JSON(.object(recall))), .init("us_per_query", JSON(.object(microseconds))),
      .init("peak_mib", JSON(Int(after.peakResidentBytes >> 20))),
      .init("links", JSON(graph.linkCount)),
    ]
    if neighbours > 0 {
      let start = MonotonicClock.now
      let near = try graph.neighbours(
        of: indexed,
        top: neighbours,
        metric: .cosine,
        threads: threads
      )
      let took = Double(MonotonicClock.now - start) / 1e9
      members.append(.init("neighbours_s", JSON(Self.rounded(took, 2))))
      members.append(
        .init("neighbours_recall", JSON(Self.rounded(try recallOfSample(near, indexed), 5)))
      )
    }
    return Console.print(JSON(.object(members)).compact + "\n")
  }

  /// The recall for some hundred rows, spread evenly.
  private func recallOfSample(
    _ near: NeighbourTable,
    _ rows: VectorRows
  ) throws(HNSWError) -> Double {
    var (hits, wanted) = (0, 0)
    for row in stride(from: 0, to: rows.count, by: max(1, rows.count / 500)) {
      // One more, as a row is its own nearest.
      let truth = try ExactNeighbours.find(
        rows.slice(row..<row + 1),
        in: rows,
        top: near.top + 1,
        metric: .cosine
      )
      let others = truth.neighbours(of: 0).filter { $0 != UInt32(row) }.prefix(near.top)
      let found = Set(near.neighbours(of: row))
      hits += others.count { found.contains($0) }
      wanted += others.count
    }
    return Double(hits) / Double(max(1, wanted))
  }

  private static func rounded(_ value: Double, _ digits: Int) -> Double {
    let unit = digits == 1 ? 10.0 : digits == 2 ? 100.0 : 100_000.0
    return (value * unit).rounded() / unit
  }
}
