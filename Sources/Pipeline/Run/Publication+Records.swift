import Digests
import JSON
import Ledger
import SQLite
import SystemIO

// The files that tell of the run itself: what failed, and the manifest.
extension Publication {
  private func small(
    _ name: String,
    documents: Int,
    _ known: [PublishedOutput],
    write: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> Finished {
    let destination = folder.outputs + "/" + name
    var file = try AtomicFile(destination: destination)
    var digest = SHA256()
    try write { bytes in
      digest.update(bytes)
      try file.append(bytes)
    }
    let size = try file.finish()
    let hash = digest.finish()
    return finished(
      PublishedOutput(
        path: name,
        stage: "",
        sha256: hash,
        bytes: size,
        modified: 0,
        inode: 0,
        madeFrom: hash,
        documents: documents,
        items: 0
      ),
      at: AtomicFile.temporaryPath(for: destination),
      known
    )
  }

  func failuresFile(_ known: [PublishedOutput]) throws -> Finished {
    let failures = try store.with { open throws(SQLiteError) in try open.ledger.failures() }
    var text = JSONText()
    for failure in failures {
      text.object { line in
        line.member("document", failure.path)
        line.member("source", failure.source)
        line.member("status", failure.isSkipped ? "skipped" : "quarantined")
        line.member("stage", failure.failure.stage)
        line.member("reason", failure.failure.reason)
        line.member("detail", failure.failure.detail)
        if let hash = failure.hash { line.member("sha256", hash.description) }
      }
      text.newline()
    }
    return try small(OutputFolder.failures, documents: failures.count, known) { append in
      try append(text.bytes)
    }
  }

  func manifest(_ finished: [Finished], _ known: [PublishedOutput]) throws -> Finished {
    let (inputs, totals, failures) = try store.with { open throws(SQLiteError) in
      (try open.ledger.inputs(), try open.ledger.totals(), try open.ledger.failures())
    }
    var sums: [JSON.Member] = []
    for flow in flows {
      // Two sources may lead to one stage; what it made of both stands in one sum.
      for step in flow.steps where !sums.contains(where: { $0.name == step.label }) {
        let sum = try store.with { open throws(SQLiteError) in try open.ledger.sums(of: step.label)
        }
        sums.append(
          JSON.Member(
            step.label,
            ["items": JSON(sum.items), "characters": JSON(sum.characters)]
          )
        )
      }
    }
    let manifest = Manifest(
      graph: graph,
      version: options.programVersion,
      inputs: inputs,
      totals: totals,
      failed: failures.count { !$0.isSkipped },
      skipped: failures.count { $0.isSkipped },
      stageSums: sums,
      outputs: finished.map(\.output)
    )
    return try small(
      OutputFolder.manifest,
      documents: inputs.count,
      known,
      write: manifest.write
    )
  }
}
