import JSON
import Ledger
import SystemIO

/// Keeps a run from writing over files that no run has made.
struct OutputGuard {
  let graph: Graph
  let folder: StateFolder
  /// What the ledger knows to be published.
  let known: [PublishedOutput]

  func check() throws(RunError) {
    var owned = Set(known.map { normalized(folder.outputs + "/" + $0.path) })
    for path in graph.outputPaths + [folder.manifest, folder.failures] {
      // A link or a pipe is somebody's as well; it would be replaced, not written to.
      guard !owned.contains(normalized(path)),
        (try? FileStatus(path: path, followLinks: false)) != nil
      else { continue }
      // Without its ledger, a folder still says by its manifest whose it is.
      owned.formUnion(listed)
      guard owned.contains(normalized(path)) else {
        throw RunError(
          .cannotCreate,
          "'\(path)' is there already, and no run has made it; move it away or write elsewhere"
        )
      }
    }
  }

  private var listed: [String] {
    guard let manifest = try? ManifestHead(of: folder.outputs), manifest.pipeline == graph.name
    else { return [] }
    return (manifest.outputs.map { folder.outputs + "/" + $0 } + [folder.manifest])
      .map(normalized)
  }
}
