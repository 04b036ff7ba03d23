import Digests
package import Ledger
package import SQLite

/// What a set of outputs is made from, cheap to tell and to compare with what was published.
struct Standing: Equatable {
  /// Counts the changes of documents and contents.
  var generation: Int
  var programVersion: String
  /// The stages and how they lead to outputs.
  var stages: Digest

  init(generation: Int, programVersion: String, graph: Graph, flows: [Flow]) {
    self.generation = generation
    self.programVersion = programVersion
    var key = KeyHasher("outputs")
    for flow in flows {
      key.add(flow.digest)
      for lane in flow.lanes {
        key.add(lane.sink)
        key.add(lane.step)
      }
    }
    // Names and ways stand in the manifest.
    for node in graph.nodes.sorted(by: { precedes($0.name, $1.name) }) {
      key.add(node.name)
      key.add(node.fingerprint)
      key.add(node.from.count)
      for name in node.from.map({ graph.nodes[$0].name }).sorted(by: precedes) { key.add(name) }
    }
    for index in graph.sinks {
      key.add(graph.nodes[index].name)
      key.add(graph.nodes[index].fingerprint)
      for output in graph.nodes[index].sink?.outputs ?? [] { key.add(output.path) }
    }
    stages = key.finish()
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(text: String) {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let generation = Int(words[0]),
      let stages = Digest(hexadecimal: String(words[1]))
    else { return nil }
    self.generation = generation
    self.stages = stages
    programVersion = String(words[2])
  }

  /// As the ledger remembers it.
  var text: String { "\(generation) \(stages) \(programVersion)" }
}

extension Ledger {
  /// Whether what was published is made from all that the ledger knows now.
  package func isPublished() throws(SQLiteError) -> Bool {
    let generation = try generation()
    return try fact("published").flatMap(Standing.init(text:))?.generation == generation
  }
}
