import CommandLineKit
import JSON
import Pipeline
import QdrantSnapshot
import SnapshotGraphs
import SystemIO

// What 'snapshot verify' does.
extension SnapshotCommand {
  func verify() throws -> Pipeline.ExitStatus {
    guard let file else {
      throw UsageError("'snapshot verify' needs a snapshot.", command: Self.name)
    }
    let path = try SnapshotPlace(file).path
    let verification = try read(path) { () throws(SnapshotError) in
      try SnapshotVerification(path)
    }
    var checks = verification.checks
    if measuresRecall || queries != nil {
      if verification.problemCount == 0, let snapshot = verification.snapshot {
        checks += try recalls(of: snapshot, path)
      } else {
        checks.append(.init("recall", "not measured, as something does not agree"))
      }
    }
    let isSound = checks.allSatisfy(\.problems.isEmpty)
    let text = common.json ? Self.json(checks, isSound).layout() : text(of: checks)
    let status = Console.print(text)
    return isSound ? status : .failed
  }

  private func recalls(
    of snapshot: SnapshotReader,
    _ path: String
  ) throws -> [SnapshotVerification.Check] {
    let asked = try queries.map { file throws(RunError) in
      do throws(SnapshotError) {
        return try NumPyMatrix(file, mayBeRow: true)
      } catch {
        throw RunError(error, path: file)
      }
    }
    let found = try read(path) { () throws(SnapshotError) in
      try SnapshotRecall.measure(
        snapshot,
        sample: sample,
        queries: asked,
        width: width,
        threads: threads ?? Machine.availableProcessors
      )
    }
    guard !found.isEmpty else { return [.init("recall", "there is no graph to measure")] }
    return found.map { recall in
      let name = recall.vector.isEmpty ? "" : " of '\(recall.vector)'"
      let figure = String((recall.recall * 10_000).rounded(.down) / 10_000)
      return .init(
        "segment \(recall.segment.prefix(8)): recall\(name)",
        "\(figure) of the nearest \(SnapshotRecall.top), \(recall.queries) queries, ef \(recall.width)",
        recall.recall >= leastRecall ? [] : ["it is below \(leastRecall)"]
      )
    }
  }

  private func text(of checks: [SnapshotVerification.Check]) -> String {
    var text = ""
    for check in checks where !common.quiet || !check.problems.isEmpty {
      let note = check.note.isEmpty ? "" : " (\(check.note))"
      text += "\(check.problems.isEmpty ? "ok  " : "FAIL") \(check.subject)\(note)\n"
      for problem in check.problems.prefix(common.verbosity > 0 ? .max : 20) {
        text += "       \(problem)\n"
      }
    }
    return text
  }

  private static func json(_ checks: [SnapshotVerification.Check], _ isSound: Bool) -> JSON {
    [
      "version": 1, "sound": JSON(isSound),
      "checks": JSON(
        checks.map {
          [
            "subject": JSON($0.subject), "note": JSON($0.note),
            "problems": JSON($0.problems.map { JSON($0) }),
          ]
        }
      ),
    ]
  }
}
