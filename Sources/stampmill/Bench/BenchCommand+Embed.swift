import CommandLineKit
import JSON
import Pipeline
import SystemIO
import Transformers

extension BenchCommand {
  /// Embeds texts, and tells how fast.
  func runEmbed() throws -> ExitStatus {
    guard let modelName else {
      throw UsageError(
        "There is no model; name one, or its folder, by '--model'.",
        command: Self.name
      )
    }
    let start = MonotonicClock.now
    let embedder = try Embedder(modelName, store: store, precision)
    let load = MonotonicClock.now - start
    let bench = EmbeddingBench(
      embedder,
      texts: try lines() ?? BenchTexts.make(1_000),
      threads: threads ?? Machine.availableProcessors
    )
    let figures = try bench.measure(passes: passes, load: load)
    if let target {
      var bytes: [UInt8] = []
      VectorForm.f32.append(figures.vectors, to: &bytes)
      var file = try AtomicFile(destination: target)
      try file.append(bytes)
      let temporary = file.path
      _ = try file.finish()
      try renameFile(temporary, to: target)
    }
    return Console.print(common.json ? figures.json.compact + "\n" : figures.text)
  }

  private func lines() throws -> [String]? {
    guard let texts else { return nil }
    var parts = try LineParts(texts)
    var lines: [String] = []
    var line: [UInt8] = []
    while true {
      let part = try parts.next()
      if let bytes = part.bytes { line += parts.buffer[bytes] }
      if part.endsLine {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      }
      if part.isLast { break }
    }
    guard !lines.isEmpty else { throw RunError(.invalid, "'\(texts)' has no lines") }
    return lines
  }
}
