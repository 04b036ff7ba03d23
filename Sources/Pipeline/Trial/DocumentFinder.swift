import Ledger
import Spelling
import Synchronization
import SystemIO

/// Finds the document that a user means among all that the sources of a pipeline list.
struct DocumentFinder {
  let graph: Graph
  let context: SourceContext

  init(graph: Graph, filesFrom: FilesFrom?) {
    self.graph = graph
    context = SourceContext(
      graph: graph,
      folder: StateFolder(outputs: graph.outputFolder),
      filesFrom: filesFrom
    )
  }

  private struct Listed {
    var source: Int
    var entry: SourceEntry
  }

  /// The one document with this path, or that is this file, or whose path ends so.
  func find(_ wanted: String) async throws(RunError) -> (source: Int, entry: SourceEntry) {
    var all: [Listed] = []
    for source in graph.sources {
      guard let stage = graph.nodes[source].source else { continue }
      do throws(SourceError) {
        all += try await stage.list(context).entries.map { Listed(source: source, entry: $0) }
      } catch {
        throw RunError(error)
      }
    }
    let file = try? FileStatus(path: wanted)
    let meanings: [(Listed) -> Bool] = [
      { $0.entry.path == wanted || "\(graph.nodes[$0.source].name):\($0.entry.path)" == wanted },
      { listed in
        file.map {
          $0.inode == listed.entry.stamp.inode && $0.size == listed.entry.stamp.size
            && wanted.split(separator: "/").last == listed.entry.path.split(separator: "/").last
        } ?? false
      },
      { $0.entry.path.hasSuffix("/" + wanted) },
    ]
    for meaning in meanings {
      let found = all.filter(meaning)
      if let only = found.first, found.count == 1 { return (only.source, only.entry) }
      if !found.isEmpty {
        let names = found.prefix(5).map { "'\(graph.nodes[$0.source].name):\($0.entry.path)'" }
        let more = found.count > 5 ? " and \(found.count - 5) more" : ""
        throw RunError(
          .usage,
          "'\(wanted)' may be any of \(names.joined(separator: ", "))\(more); name one of them"
        )
      }
    }
    throw RunError(.missingInput, missing(wanted, all.map(\.entry.path)))
  }

  private func missing(_ wanted: String, _ paths: [String]) -> String {
    let sources = graph.sources.map { "'\(graph.nodes[$0].name)'" }.joined(separator: ", ")
    let count = paths.count == 1 ? "1 document" : "\(paths.count) documents"
    let isFile = (try? FileStatus(path: wanted)) != nil
    let verb = graph.sources.count == 1 ? "lists" : "list"
    let sentence =
      "no source of '\(graph.file)' lists '\(wanted)'"
      + (isFile ? ", although the file exists" : "") + "; \(sources) \(verb) \(count)"
    let name = wanted.split(separator: "/").last.map(String.init) ?? wanted
    let near =
      nearest(to: wanted, in: Array(paths.prefix(5000)))
      ?? paths.first { $0.split(separator: "/").last.map(String.init) == name }
    return sentence + (near.map { ", among them '\($0)'" } ?? "")
  }

  func read(_ entry: SourceEntry, from source: Int) async throws(RunError) -> [UInt8] {
    let delivered = Mutex<SourceContent?>(nil)
    let inlet = SourceInlet { _, content in delivered.withLock { $0 = content } }
    await graph.nodes[source].source?.deliver([entry], context, to: inlet)
    switch delivered.withLock({ $0 }) {
    case .bytes(let bytes): return bytes
    case .failure(let failure): throw RunError(.inputOutput, failure.detail)
    case .onDemand(let read):
      do throws(StageFailure) { return try read().bytes } catch {
        throw RunError(.inputOutput, error.detail)
      }
    case .vanished, nil:
      throw RunError(.missingInput, "'\(entry.path)' was listed and is gone")
    }
  }
}
