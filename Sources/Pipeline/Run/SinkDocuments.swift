import Digests
import Ledger
import SQLite

/// The documents that reach a sink, in the order of source and path.
struct SinkDocuments {
  private(set) var documents: [SinkDocument] = []
  /// Which of the steps made each document's result.
  private var makers: [UInt16] = []
  private var steps: [any StepStage] = []

  init(for sink: Int, _ graph: Graph, _ flows: [Flow], _ store: StateStore) throws(RunError) {
    let bySource = flows.map { (source: graph.nodes[$0.source].name, flow: $0) }
      .sorted { precedes($0.source, $1.source) }
    for (source, flow) in bySource {
      var lanes: [(step: Int, maker: UInt16)] = []
      for lane in flow.lanes where lane.sink == sink {
        guard let step = graph.nodes[flow.steps[lane.step].node].step else { continue }
        lanes.append((lane.step, UInt16(steps.count)))
        steps.append(step)
      }
      guard !lanes.isEmpty else { continue }
      try store.with { open throws(SQLiteError) in
        try open.ledger.eachPrimary(of: source) { primary in
          let keys = flow.keys(hash: primary.hash, hint: primary.hint)
          var seen: Set<Digest> = []
          // Two steps that do the very same have one result.
          for lane in lanes where seen.insert(keys[lane.step]).inserted {
            makers.append(lane.maker)
            documents.append(
              SinkDocument(
                source: source,
                path: primary.path,
                copies: primary.copies,
                hint: primary.hint,
                size: primary.size,
                hash: primary.hash,
                key: keys[lane.step]
              )
            )
          }
        }
      }
    }
  }

  var count: Int { documents.count }

  /// Stands for all that the sink will see.
  func digest(for node: Graph.Node, of pipeline: String) -> Digest {
    var key = KeyHasher("output")
    key.add(node.fingerprint)
    key.add(pipeline)
    for document in documents {
      key.add(document.source)
      key.add(document.path)
      key.add(document.copies.count)
      for copy in document.copies { key.add(copy) }
      key.add(document.key)
    }
    return key.finish()
  }

  func sequence(_ store: StateStore) -> DocumentSequence {
    let (documents, makers, steps) = (documents, makers, steps)
    return DocumentSequence(documents: documents) { index in
      let document = documents[index]
      guard let bytes = try store.bytes(for: document.key) else {
        throw LostResult(description: "the cache has lost what was made of '\(document.path)'")
      }
      do {
        return try steps[Int(makers[index])].decode(bytes)
      } catch {
        throw LostResult(description: "'\(document.path)': \(error)")
      }
    }
  }
}
