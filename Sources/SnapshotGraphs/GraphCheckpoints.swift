import Digests
import HNSW
import QdrantSnapshot
package import SystemIO

/// Where half-made graphs are kept, so that a build that was killed goes on: two files for each segment at most.
///
/// They are taken for the very vectors and parameters that they were made of, and are written over otherwise.
package struct GraphCheckpoints: Sendable {
  private let folder: String
  private let name: String
  private let interval: Duration
  // Time counts over all segments, however small each is.
  private let began = MonotonicClock.now

  /// Names the variable that says after how many seconds half-made graphs are kept, for tests.
  private static let intervalVariable = "STAMPMILL_CHECKPOINT_SECONDS"

  /// Files in a folder, which is there, with names that begin alike.
  package init(in folder: String, name: String) {
    self.folder = folder
    self.name = name
    let seconds = environmentVariable(Self.intervalVariable).flatMap { Double($0) }
    interval = .seconds(max(0, seconds ?? 15))
  }

  /// Those beside a file, hidden.
  package init(beside path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0].dropLast()) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    self.init(in: folder.isEmpty ? "/" : folder, name: ".\(name).stampmill-graph")
  }

  func checkpoint(_ task: GraphTask, _ parameters: HNSWParameters) -> HNSW.GraphBuilder.Checkpoint {
    var key = KeyHasher("graph of a segment")
    key.add(task.digest)
    for number in [
      parameters.m, parameters.efConstruct, parameters.fullScanThreshold,
      parameters.payloadM ?? parameters.m,
    ] {
      key.add(number)
    }
    return HNSW.GraphBuilder.Checkpoint(
      path: "\(folder)/\(name)-\(task.place.shard)-\(task.place.segment)",
      key: key.finish(),
      interval: interval,
      began: began
    )
  }

  /// The files that there are.
  package var files: [String] {
    ((try? entryNames(in: folder)) ?? [])
      .filter { $0.hasPrefix(name + "-") || $0.hasPrefix(".\(name)-") }
      .map { "\(folder)/\($0)" }
  }

  /// Removes what is there, once the snapshot is where it belongs.
  package func remove() throws(SystemError) {
    for file in files { _ = try removeIfExists(file) }
  }
}
