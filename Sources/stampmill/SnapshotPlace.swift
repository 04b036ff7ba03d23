import JSON
import Pipeline
import SystemIO

/// Where a snapshot lies, and the model that its vectors were made with, where a manifest tells.
struct SnapshotPlace {
  let path: String
  let model: String?

  /// Takes a snapshot, or a folder of outputs that has one.
  init(_ argument: String) throws(RunError) {
    guard let status = try? FileStatus(path: argument) else {
      throw RunError(.missingInput, "'\(argument)' does not exist")
    }
    guard status.kind == .directory else {
      path = argument
      let slash = argument.lastIndex(of: "/")
      let folder = slash.map { String(argument[..<$0]) } ?? "."
      let name = slash.map { String(argument[argument.index(after: $0)...]) } ?? argument
      // A manifest that cannot be read, or is of something else, says nothing of this file.
      model = (try? ManifestHead(of: folder)).flatMap { manifest in
        Self.snapshots(in: manifest.json).first { $0.path == name }?.model
      }
      return
    }
    guard let first = Self.snapshots(in: try ManifestHead(of: argument).json).first else {
      throw RunError(
        .missingInput,
        "no output in '\(argument)' is a snapshot; add a 'qdrant_snapshot' stage"
      )
    }
    path = argument + "/" + first.path
    model = first.model
  }

  private static func snapshots(in manifest: JSON) -> [(path: String, model: String?)] {
    (manifest["outputs"]?.elements ?? []).compactMap { output in
      guard let path = output["path"]?.string, !path.hasSuffix(".checksum"),
        let stage = output["stage"]?.string.flatMap({ manifest["stages"]?[$0] }),
        stage["use"]?.string == "qdrant_snapshot"
      else { return nil }
      let source = stage["from"]?.elements?.first?.string.flatMap { manifest["stages"]?[$0] }
      return (path, source?["settings"]?["model"]?.string)
    }
  }
}
