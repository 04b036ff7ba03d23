import Ledger
import SQLite
package import SystemIO

/// The places of a pipeline's state: `.stampmill` in the folder of its outputs.
package struct StateFolder: Sendable {
  package let outputs: String
  package var path: String { outputs + "/" + OutputFolder.state }
  package var ledger: String { path + "/ledger.sqlite" }
  package var cache: String { path + "/cache.sqlite" }
  /// What sinks keep of work that takes long, until it is published.
  package var halfDone: String { path + "/half-done" }
  package var report: String { path + "/report.json" }
  package var reportPage: String { path + "/report.html" }
  package var manifest: String { outputs + "/" + OutputFolder.manifest }
  package var failures: String { outputs + "/" + OutputFolder.failures }

  package init(outputs: String) { self.outputs = outputs }

  /// One folder of outputs belongs to one pipeline; two would publish over each other.
  func checkOwner(_ owner: String?, for pipeline: String) throws(RunError) {
    guard let owner, owner != pipeline else { return }
    throw RunError(
      .cannotCreate,
      "'\(outputs)' belongs to the pipeline '\(owner)'; give '\(pipeline)' a folder of its own"
    )
  }

  /// Makes the folder and takes the sole right to write in it.
  package func claim(for pipeline: String) throws(RunError) -> FolderLock {
    do throws(SystemError) {
      _ = try createFolders(path)
    } catch {
      throw RunError(writing: error)
    }
    do throws(FolderLockError) {
      return try FolderLock(path)
    } catch {
      switch error {
      case .busy:
        throw RunError(
          .temporary,
          "another run is at work on '\(outputs)'; wait for it to end, then try again"
        )
      case .system(let error): throw RunError(writing: error)
      }
    }
  }
}
