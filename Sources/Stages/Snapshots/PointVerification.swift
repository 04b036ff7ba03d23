import Digests
import JSON
import Ledger
import Pipeline
import QdrantSnapshot
import SystemIO

/// Holds what sinks for Qdrant wrote to the chunks that the ledger knows.
struct PointVerification {
  /// The paths of the documents whose chunks there are, by the ids of these.
  private var paths: [PointID: String] = [:]
  /// Whether all chunks that the ledger knows are of the one chunker that the points are of.
  private let isOnlyChunker: Bool

  init(_ documents: some Sequence<PrimaryDocument>, isOnlyChunker: Bool) {
    self.isOnlyChunker = isOnlyChunker
    for document in documents {
      for start in stride(from: 0, to: document.itemIDs.count - 15, by: 16) {
        paths[PointID(bytes: Array(document.itemIDs[start..<start + 16]))] = document.path
      }
    }
  }

  // MARK: A snapshot

  /// Everything that `snapshot verify` looks at, and the points.
  func snapshot(_ path: String) -> (problems: [String], note: String) {
    do throws(SnapshotError) {
      let verification = try SnapshotVerification(path)
      var problems = verification.checks.flatMap { check in
        check.problems.map { "\(check.subject): \($0)" }
      }
      var count = 0
      if let snapshot = verification.snapshot {
        var missing = paths
        for segment in snapshot.shards.flatMap(\.segments) {
          do throws(SnapshotError) {
            try segment.forEachID { (_, id) throws(SnapshotError) in
              count += 1
              if missing.removeValue(forKey: id) == nil { problems.append(strange(id)) }
            }
          } catch {
            // The check of ids has said so already.
            continue
          }
        }
        problems += lacking(missing)
      }
      return (problems, "structure, settings and \(count) points")
    } catch {
      return ([error.description], "not read")
    }
  }

  // MARK: Differences

  /// The state of what was published, and that the requests beside it say the same.
  func points(_ path: String) -> (problems: [String], note: String) {
    do {
      guard let states = try PointStates(file: path + ".state") else {
        return (["'\(path).state' is no state of points"], "not read")
      }
      var problems: [String] = []
      var missing = paths
      let present = states.points.filter { !$0.isGone }
      for point in present where missing.removeValue(forKey: point.id) == nil {
        problems.append(strange(point.id))
      }
      problems += lacking(missing)
      let puts = try LineFile(path)
      for line in 0..<puts.count { problems += try Self.puts(puts[line], line, states) }
      let deletions = try LineFile(path + ".delete")
      for line in 0..<deletions.count {
        problems += try Self.deletions(deletions[line], line, states)
      }
      return (problems, "state of \(present.count) points, and the requests")
    } catch {
      return (["\(error)"], "not read to its end")
    }
  }

  private static func puts(
    _ line: [UInt8],
    _ number: Int,
    _ states: PointStates
  ) throws(JSONProblem) -> [String] {
    try eachPoint(line, number) { (scanner: inout JSONScanner) throws(JSONProblem) in
      let start = scanner.position
      var first = scanner.again(at: start)
      try first.enterObject()
      var (name, isFirst): ([UInt8], Bool) = ([], true)
      guard try first.nextName(into: &name, isFirst: &isFirst),
        let id = PointID(try first.string()), case .uuid(let high, let low) = id
      else { throw scanner.problem("a point has no id") }
      try scanner.skip()
      let digest = SHA256.digest(Array(scanner.passed(since: start)))
      let point = PointStates.Point(
        high: high,
        low: low,
        digestHigh: digest.high,
        digestLow: digest.upper
      )
      return states.state(of: point) == point
        ? nil : "line \(number + 1) puts \(id), which is not what was published of it"
    }
  }

  private static func deletions(
    _ line: [UInt8],
    _ number: Int,
    _ states: PointStates
  ) throws(JSONProblem) -> [String] {
    try eachPoint(line, number) { (scanner: inout JSONScanner) throws(JSONProblem) in
      let text = try scanner.string()
      guard case .uuid(let high, let low)? = PointID(text) else {
        throw scanner.problem("'\(text)' is no id")
      }
      let point = PointStates.Point(high: high, low: low, digestHigh: 0, digestLow: 0)
      return states.state(of: point)?.isGone == true
        ? nil : "line \(number + 1) of those to delete has \(text), which is not known to be gone"
    }
  }

  /// What is wrong with the points of a request.
  private static func eachPoint(
    _ line: [UInt8],
    _ number: Int,
    _ body: (inout JSONScanner) throws(JSONProblem) -> String?
  ) throws(JSONProblem) -> [String] {
    var scanner = try JSONScanner(line, file: "line \(number + 1)")
    var problems: [String] = []
    try scanner.enterObject()
    var (name, isFirst): ([UInt8], Bool) = ([], true)
    while try scanner.nextName(into: &name, isFirst: &isFirst) {
      try scanner.enterList()
      var isFirstPoint = true
      while try scanner.nextElement(isFirst: &isFirstPoint) {
        if let problem = try body(&scanner) { problems.append(problem) }
      }
    }
    return problems
  }

  // MARK: Words

  private func strange(_ id: PointID) -> String {
    "the point \(id) is no chunk that the ledger has"
  }

  /// What is said of chunks without a point, a line for each document.
  private func lacking(_ missing: [PointID: String]) -> [String] {
    guard isOnlyChunker else { return [] }
    var counts: [String: Int] = [:]
    for path in missing.values { counts[path, default: 0] += 1 }
    return counts.sorted { precedes($0.key, $1.key) }.map { path, count in
      "'\(path)' has \(count == 1 ? "a chunk" : "\(count) chunks") without a point"
    }
  }
}
