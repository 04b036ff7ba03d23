import Digests
import SystemIO

extension ModelStore {
  /// Compares a model with its manifest and looks through it as an import does; returns all problems.
  package func verify(_ name: String) throws(ModelError) -> [String] {
    let folder = try path(of: name)
    var problems: [String] = []
    do throws(ModelError) {
      let manifest = try ModelManifest(folder: folder)
      if manifest.name != name {
        problems.append("'\(folder)' was imported as '\(manifest.name)'")
      }
      for file in manifest.files {
        if let problem = Self.problem(of: file, in: folder) { problems.append(problem) }
      }
      problems += try Self.strangers(in: folder, besides: manifest)
    } catch {
      problems.append(error.description)
    }
    do throws(ModelError) {
      try SentenceModel(folder: folder).check()
    } catch {
      problems.append(error.description)
    }
    return problems
  }

  /// What is wrong with a file that the manifest lists; nil for nothing.
  private static func problem(of file: ModelManifest.File, in folder: String) -> String? {
    let path = "\(folder)/\(file.path)"
    do throws(ReadFileError) {
      let (size, digest) = try fileDigest(path)
      guard size == file.size else {
        return "'\(path)' has \(size) bytes, and had \(file.size) when it was imported"
      }
      return digest == file.digest
        ? nil : "'\(path)' is not what was imported: its hash differs"
    } catch {
      return error.description
    }
  }

  /// Files that have come into the folder since, and would be read.
  private static func strangers(
    in folder: String,
    besides manifest: ModelManifest
  ) throws(ModelError) -> [String] {
    let known = Set(manifest.files.map(\.path))
    var strangers: [String] = []
    do throws(SystemError) {
      try walkFolder(folder) { event in
        guard case .entry(let entry) = event, entry.status.kind != .directory else { return }
        if !known.contains(entry.path), ModelPart(path: entry.path)?.decides == true {
          strangers.append("'\(folder)/\(entry.path)' was not there when it was imported")
        }
      }
    } catch {
      throw .unreadable(.system(error))
    }
    return strangers
  }
}
