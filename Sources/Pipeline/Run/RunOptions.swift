import Ledger

/// What the command line asks of a run.
package struct RunOptions: Sendable {
  package var jobs: Int?
  package var memory: ByteSize?
  package var failed: FailureBudget?
  /// Stages to work on again although nothing changed.
  package var forced: Set<String> = []
  package var filesFrom: FilesFrom?
  /// The most bytes that a stage may make of one document.
  package var largestResult = ResultCache.largest
  package var programVersion: String
  /// Called for everything worth telling; may come from any thread.
  package var report: @Sendable (RunEvent) -> Void = { _ in }

  package init(programVersion: String) { self.programVersion = programVersion }

  /// Whether the documents of a source are to be worked on although nothing changed.
  func forces(_ flow: Flow, in graph: Graph) -> Bool {
    forced.contains(graph.nodes[flow.source].name)
      || flow.steps.contains { forced.contains(graph.nodes[$0.node].name) }
  }

  /// The memory for documents in work: what was asked for, or a modest share of the machine.
  func memoryBudget(_ limits: RunLimits) -> Int64 {
    // A document in work takes several times its bytes: text, elements, chunks and their records.
    max(1 << 20, (memory ?? limits.memory).bytes / 8)
  }
}

/// Something that happens in a run, for logs and for programs that watch.
package enum RunEvent: Sendable {
  case plan(documents: Int, toDo: Int, gone: Int)
  case item(String, stage: String, status: String, StageFailure)
  case remark(String, stage: String, String)
  /// A stage has something to say that concerns no document.
  case notice(stage: String, text: String)
  case output(path: String, bytes: Int64, changed: Bool)
  case commit(documents: Int)
}
