package import Digests
package import JSON

/// A pipeline that makes sense: names resolved, settings decided, ports matched, no cycles.
package struct Graph: Sendable {
  package var name: String
  package var file: String
  /// In an order in which every stage comes after those it reads from; ties by the file's order.
  package var nodes: [Node]
  package var limits: RunLimits
  package var parameters: [JSON.Member]
  /// The folder that holds all outputs, the manifest and the state.
  package var outputFolder: String

  /// One stage of the graph.
  package struct Node: Sendable {
    package var name: String
    package var kind: StageKind
    package var instance: StageKind.Instance
    package var options: StageOptions
    /// Indices of the stages it reads from.
    package var from: [Int]
    package var place: JSONPlace

    /// Every setting with its value, as one text: a source whose settings change may read what it could not.
    package var settings: String { JSON(.object(instance.resolved)).canonical }

    package var source: (any SourceStage)? { instance.stage as? any SourceStage }
    package var step: (any StepStage)? { instance.stage as? any StepStage }
    package var sink: (any SinkStage)? { instance.stage as? any SinkStage }

    /// A digest of what it does to a document, whatever the input: kind, version, settings.
    package var fingerprint: Digest {
      var key = KeyHasher("stage")
      key.add(kind.name)
      key.add(kind.version)
      key.add(instance.key.canonical)
      return key.finish()
    }
  }

  package var sources: [Int] { nodes.indices.filter { nodes[$0].kind.role == .source } }
  package var steps: [Int] { nodes.indices.filter { nodes[$0].kind.role == .step } }
  package var sinks: [Int] { nodes.indices.filter { nodes[$0].kind.role == .sink } }

  /// Every file that the pipeline writes, as its settings name them.
  package var outputPaths: [String] {
    sinks.flatMap { nodes[$0].sink?.outputs.map(\.path) ?? [] }
  }

  /// What is to become of documents that fail, by the name of the stage they fail in.
  var errorRules: [String: ErrorRule] {
    Dictionary(uniqueKeysWithValues: nodes.map { ($0.name, $0.options.onError) })
  }

  /// The names of the sources whose documents reach a stage.
  func sources(of node: Node) -> Set<String> {
    var names: Set<String> = []
    var waiting = [node]
    while let next = waiting.popLast() {
      if next.from.isEmpty { names.insert(next.name) }
      waiting += next.from.map { nodes[$0] }
    }
    return names
  }

  /// The stages that read from this one.
  package func readers(of index: Int) -> [Int] {
    nodes.indices.filter { nodes[$0].from.contains(index) }
  }
}

/// Where a stage says it reads from.
struct StageReference: Sendable {
  var stage: String
  var port: String?
  var place: JSONPlace

  init(_ text: String, at place: JSONPlace) {
    if let dot = text.firstIndex(of: ".") {
      stage = String(text[..<dot])
      port = String(text[text.index(after: dot)...])
    } else {
      stage = text
    }
    self.place = place
  }
}

/// Whether a text can name a pipeline, a stage or a parameter: letters, digits, '-' and '_'.
func isName(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { byte in
      (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
        || byte == 0x2D || byte == 0x5F
    }
}
