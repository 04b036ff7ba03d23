import Ledger
import SystemIO

/// What a run would do with each output, and why.
struct OutputForecast {
  let graph: Graph
  let folder: StateFolder
  /// What the last run that got so far has published.
  let known: [PublishedOutput]
  /// The stages of that run.
  let stages: [RecordedStage]
  let published: Standing?
  let present: Standing
  /// The sources whose documents change what is in the outputs.
  let changedSources: Set<String>

  func outputs() -> [Plan.Output] {
    var outputs = graph.sinks.flatMap(outputs(of:))
    for output in known where !output.stage.isEmpty && !isWanted(output) {
      guard let status = try? FileStatus(path: place(output)) else { continue }
      let isOurs = output.isIntact(status)
      outputs.append(
        Plan.Output(
          path: place(output),
          action: isOurs ? .remove : .keep,
          reason: isOurs
            ? "no stage writes it any more"
            : "no stage writes it any more, but it was changed by something else"
        )
      )
    }
    return outputs + ownFiles(isElseKept: outputs.allSatisfy { $0.action == .keep })
  }

  private func outputs(of sink: Int) -> [Plan.Output] {
    let node = graph.nodes[sink]
    return (node.sink?.outputs.map(\.path) ?? []).map { path in
      guard let old = known.first(where: { place($0) == normalized(path) }) else {
        return Plan.Output(path: path, action: .make, reason: "it was not made yet")
      }
      let reason = reason(toRemake: old, for: node)
      return Plan.Output(
        path: path,
        action: reason == nil ? .keep : .remake,
        reason: reason ?? "up to date"
      )
    }
  }

  private func reason(toRemake old: PublishedOutput, for node: Graph.Node) -> String? {
    if let reason = damage(old) { return reason }
    if !isSame(old.stage, node.name) { return "its settings changed" }
    if !changedSources.isDisjoint(with: graph.sources(of: node)) { return "documents changed" }
    if published?.generation != present.generation { return "a run ended before it was made" }
    return nil
  }

  /// What somebody else has done to an output.
  private func damage(_ output: PublishedOutput) -> String? {
    guard let status = try? FileStatus(path: place(output)) else { return "it is missing" }
    return output.isIntact(status) ? nil : "it was changed by something else"
  }

  /// Whether a sink does what another, or itself, did in the last run; its name makes no difference.
  private func isSame(_ before: String, _ now: String) -> Bool {
    guard let old = stages.first(where: { $0.name == before }),
      var new = graph.recordedStages.first(where: { $0.name == now })
    else { return false }
    new.name = old.name
    return old == new
  }

  /// The files of the run itself, where nothing else tells that they will be written.
  private func ownFiles(isElseKept: Bool) -> [Plan.Output] {
    let own = known.filter(\.stage.isEmpty)
    var outputs = own.compactMap { output in
      damage(output).map { Plan.Output(path: place(output), action: .remake, reason: $0) }
    }
    if outputs.isEmpty, isElseKept, changedSources.isEmpty, published != present, !known.isEmpty {
      let isOther = published.map { $0.programVersion != present.programVersion } ?? false
      outputs.append(
        Plan.Output(
          path: normalized(folder.manifest),
          action: .remake,
          reason: isOther ? "it is of another version of the program" : "stages changed"
        )
      )
    }
    return outputs
  }

  private func isWanted(_ output: PublishedOutput) -> Bool {
    graph.outputPaths.contains { normalized($0) == place(output) }
  }

  private func place(_ output: PublishedOutput) -> String {
    let base = normalized(folder.outputs)
    return base.isEmpty ? output.path : base + "/" + output.path
  }
}

extension PublishedOutput {
  /// Whether a file looks just as it did when it was published.
  func isIntact(_ status: FileStatus) -> Bool {
    status.kind == .regular && status.size == bytes && status.modified == modified
      && status.inode == inode
  }
}
