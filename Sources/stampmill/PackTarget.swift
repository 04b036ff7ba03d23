import CommandLineKit
import Pipeline
import SystemIO

/// Where `snapshot pack` writes: a place where nothing is lost by it, and that no other process writes.
struct PackTarget {
  private let lock: WriteLock

  /// Looks at what is there before anything is read, and takes the sole right to write it.
  init(_ path: String, inputs: [String]) throws {
    guard let last = path.utf8.last, last != UInt8(ascii: "/") else {
      throw UsageError("'--to' names no file: '\(path)'.", command: SnapshotCommand.name)
    }
    for output in [path, path + ".checksum"] {
      guard let status = try? FileStatus(path: output) else { continue }
      guard status.kind == .regular else {
        throw RunError(
          .cannotCreate,
          "cannot write '\(output)': it is \(status.kind.phrase), not a regular file"
        )
      }
      for input in inputs
      where (try? FileStatus(path: input))?.identity == status.identity {
        throw RunError(
          .cannotCreate,
          "cannot write '\(output)': it is read for the snapshot, and would be lost"
        )
      }
    }
    do throws(FolderLockError) {
      lock = try WriteLock(for: path)
    } catch {
      switch error {
      case .busy:
        throw RunError(
          .temporary,
          "'\(path)' is being written by another process; wait for it to end, then try again"
        )
      case .system(let error): throw RunError(writing: error)
      }
    }
  }

  func release() { lock.release() }
}
