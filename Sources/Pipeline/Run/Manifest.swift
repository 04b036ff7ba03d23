import Digests
import JSON
import Ledger

/// What a set of outputs was made from and what it holds, in bytes that depend on nothing else.
struct Manifest {
  var graph: Graph
  var version: String
  var inputs: [InputDocument]
  var totals: Ledger.Totals
  var failed: Int
  var skipped: Int
  var stageSums: [JSON.Member]
  var outputs: [PublishedOutput]

  var json: JSON {
    [
      "format": 1,
      "program": ["name": "stampmill", "version": JSON(version)],
      "pipeline": JSON(graph.name),
      "counts": [
        "documents": JSON(totals.documents), "contents": JSON(totals.contents),
        "bytes": JSON(Int(totals.bytes)), "failed": JSON(failed), "skipped": JSON(skipped),
        "stages": JSON(.object(stageSums.sorted { precedes($0.name, $1.name) })),
      ],
      "outputs": JSON(outputs.map(line)),
      "stages": JSON(
        .object(
          graph.nodes.sorted { precedes($0.name, $1.name) }.map { JSON.Member($0.name, stage($0)) }
        )
      ),
    ]
  }

  /// Hands out the text piece by piece: the inputs may be a million lines, and no tree is built of them.
  func write(_ append: ([UInt8]) throws -> Void) throws {
    var head = json.layout(width: 160)
    head.removeLast(3)  // the newline, the brace and the newline before it
    try append(Array((head + ",\n  \"inputs\": [").utf8))
    var text = JSONText()
    for (index, input) in inputs.enumerated() {
      text.space(index == 0 ? "\n    " : ",\n    ")
      line(input, to: &text)
      if text.bytes.count > 1 << 16 {
        try append(text.bytes)
        text.removeAll()
      }
    }
    text.space(inputs.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    try append(text.bytes)
  }

  private func line(_ output: PublishedOutput) -> JSON {
    [
      "path": JSON(output.path), "stage": output.stage.isEmpty ? nil : JSON(output.stage),
      "bytes": JSON(Int(output.bytes)), "sha256": JSON(output.sha256.description),
      "documents": JSON(output.documents), "items": JSON(output.items),
    ]
  }

  private func stage(_ node: Graph.Node) -> JSON {
    [
      "use": JSON(node.kind.name), "version": JSON(node.kind.version),
      "from": JSON(node.from.map { graph.nodes[$0].name }.sorted(by: precedes).map { JSON($0) }),
      // Only what decides a result: where inputs and outputs lie differs from machine to machine.
      "settings": node.instance.decisive,
    ]
  }

  private func line(_ input: InputDocument, to text: inout JSONText) {
    text.object { line in
      line.member("source", input.source)
      line.member("path", input.path)
      line.member("bytes", Int(input.size))
      if let hash = input.hash { line.member("sha256", hash.description) }
      line.member("status", input.status)
    }
  }
}
