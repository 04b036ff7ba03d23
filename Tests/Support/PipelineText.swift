import JSON
package import Pipeline
import SystemIO

/// A pipeline that stands in the test itself, with the files that it refers to.
package struct PipelineText: Sendable {
  package var text: String
  package var kinds: [StageKind]
  package var sets: [String] = []
  package var parameterFiles: [String] = []
  package var environment: [String: String] = [:]
  /// Other files by their paths; the pipeline itself is "p.json".
  package var files: [String: String] = [:]

  package init(_ text: String, kinds: [StageKind]) {
    self.text = text
    self.kinds = kinds
  }

  package var outcome: GraphBuilder.Outcome {
    var files = files
    files["p.json"] = text
    let source = PipelineSource(
      file: "p.json",
      sets: sets,
      parameterFiles: parameterFiles,
      environment: environment
    ) { [files] path throws(Diagnostic) in
      guard let text = files[path] else {
        throw Diagnostic(at: .init(file: path, line: 0, column: 0), "the file does not exist")
      }
      return Array(text.utf8)
    }
    return GraphBuilder.build(source, kinds: kinds)
  }

  /// Everything that is said about it, as people read it.
  package var problems: [String] { outcome.diagnostics.map(\.description) }

  /// The pipeline as a graph; throws what is wrong with it.
  package func graph() throws -> Graph {
    let outcome = outcome
    guard let graph = outcome.graph else { throw outcome.diagnostics[0] }
    return graph
  }
}

/// Reads a pipeline file of the disk, and its base; its place is told by its last name alone.
package func outcome(
  ofFile path: String,
  kinds: [StageKind],
  sets: [String] = []
) throws -> GraphBuilder.Outcome {
  let slash = path.lastIndex(of: "/") ?? path.startIndex
  let folder = path[...slash]
  let file = String(path[slash...].dropFirst())
  let source = PipelineSource(file: file, sets: sets) { name throws(Diagnostic) in
    do throws(ReadFileError) {
      return try readFile(folder + name, limit: 1 << 24).bytes
    } catch {
      throw Diagnostic(at: JSONPlace(file: name, line: 0, column: 0), error.description)
    }
  }
  return GraphBuilder.build(source, kinds: kinds)
}
