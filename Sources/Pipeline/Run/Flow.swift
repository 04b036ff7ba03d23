package import Digests

/// The steps that the documents of one source go through, as a tree.
///
/// A stage that is reached by two ways stands in it twice, since it gets two different inputs.
package struct Flow: Sendable {
  package struct Step: Sendable {
    /// The stage's index in the graph.
    package var node: Int
    package var parent: Int?
    package var children: [Int] = []
    package var fingerprint: Digest
    /// The name under which the ledger lists its results.
    package var label: String
  }

  /// A way by which a document's results reach a sink.
  package struct Lane: Sendable {
    package var sink: Int
    package var step: Int
  }

  package let source: Int
  package private(set) var steps: [Step] = []
  package private(set) var lanes: [Lane] = []

  package init(source: Int, in graph: Graph) {
    self.source = source
    extend(from: source, parent: nil, in: graph)
  }

  package var roots: [Int] { steps.indices.filter { steps[$0].parent == nil } }

  /// Stands for all that the flow does to a document; contents remember it.
  package var digest: Digest {
    var key = KeyHasher("flow")
    for step in steps {
      key.add(step.parent ?? -1)
      key.add(step.label)
      key.add(step.fingerprint)
    }
    return key.finish()
  }

  /// The key of each step's result for a content.
  package func keys(hash: Digest, hint: String) -> [Digest] {
    var root = KeyHasher("content")
    root.add(hash)
    root.add(hint)
    let rootKey = root.finish()
    var keys: [Digest] = []
    keys.reserveCapacity(steps.count)
    for step in steps {
      var key = KeyHasher("result")
      key.add(step.fingerprint)
      key.add(step.parent.map { keys[$0] } ?? rootKey)
      keys.append(key.finish())
    }
    return keys
  }

  private mutating func extend(from node: Int, parent: Int?, in graph: Graph) {
    for reader in graph.readers(of: node) {
      if graph.nodes[reader].kind.role == .sink {
        if let parent { lanes.append(Lane(sink: reader, step: parent)) }
        continue
      }
      let name = graph.nodes[reader].name
      let isSecond = steps.contains { $0.label == name }
      let via = parent.map { steps[$0].label } ?? graph.nodes[node].name
      let index = steps.count
      steps.append(
        Step(
          node: reader,
          parent: parent,
          fingerprint: graph.nodes[reader].fingerprint,
          label: isSecond ? "\(name)<\(via)" : name
        )
      )
      if let parent { steps[parent].children.append(index) }
      extend(from: reader, parent: index, in: graph)
    }
  }
}

extension Flow {
  /// A digest that no flow has, for looking at documents whatever was done with them.
}
