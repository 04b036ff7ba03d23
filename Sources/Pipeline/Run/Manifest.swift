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
        "stages": JSON(.object(stageSums)),
      ],
      "outputs": JSON(outputs.map(line)),
      "stages": JSON(.object(graph.nodes.map { JSON.Member($0.name, stage($0)) })),
      "inputs": JSON(inputs.map(line)),
    ]
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
      "from": JSON(node.from.map { JSON(graph.nodes[$0].name) }),
      // Only what decides a result: where inputs and outputs lie differs from machine to machine.
      "settings": node.instance.decisive,
    ]
  }

  private func line(_ input: InputDocument) -> JSON {
    [
      "source": JSON(input.source), "path": JSON(input.path), "bytes": JSON(Int(input.size)),
      "sha256": input.hash.map { JSON($0.description) } ?? nil, "status": JSON(input.status),
    ]
  }
}
