import CommandLineKit
import Digests
import Documents
import Drawing
import JSON
import ParseWorkers
import Pipeline
import Stages
import SystemIO

/// The forms in which a document is shown.
enum PreviewForm: String, CaseIterable, ParameterValue {
  case text, html, json
}

/// Shows what a pipeline reads of one document.
struct PreviewCommand: Command {
  static let name = "preview"
  static let summary = "Show what a pipeline reads of one document."
  static let discussion = """
    The document is parsed and cut as in a run; nothing is written. As HTML it is one page that \
    shows each page of a PDF as it looks, with a coloured box around every element, beside the \
    text that was read.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("pipeline", \.file, "The pipeline file.").completing(.file),
    .operand(
      "document",
      \.document,
      "The document: its path in the source, SOURCE:PATH, or the file."
    )
    .completing(.file),
    .option("--as", "form", \.form, "What to show it as."),
    .option("--stage", "stage", \.stage, "Show what this step makes of it."),
    .option("--pages", "pages", \.pages, "Show these pages only, such as 3, 1-5 or 8-."),
    .option(
      "--files-from",
      "file",
      \.filesFrom,
      "Names for the 'list' source; '-' is standard input."
    )
    .completing(.file),
    .flag("--null", "-0", \.isNulSeparated, "The names end with NUL instead of a newline."),
    .group(\.pipeline),
  ]
  static let examples = [
    Example("stampmill preview pipelines/handbook.json stations.md", "Read it in the terminal"),
    Example(
      "stampmill preview pipelines/handbook.json report.pdf --as html > report.html",
      "Look at its pages in a browser"
    ),
  ]

  var file = ""
  var document = ""
  var form = PreviewForm.text
  var stage: String?
  var pages: PageSelection?
  var filesFrom: String?
  var isNulSeparated = false
  var pipeline = PipelineOptions()
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let graph = try pipeline.graph(file, common)
    let names = try FilesFrom(filesFrom, isNulSeparated, graph, file, command: Self.name)
    let trial = try await Trial(of: graph, document: document, upTo: stage, filesFrom: names)
    let workers = try ParseWorker.pool(count: Machine.availableProcessors)
    defer { workers.shutdown() }
    return try await ParseWorker.$workers.withValue(workers) {
      try await show(trial, of: graph)
    }
  }

  private func show(_ trial: Trial, of graph: Graph) async throws -> Int32 {
    let outcomes = await trial.outcomes()
    let failures = outcomes.compactMap { outcome -> String? in
      guard case .failure(let failure) = outcome.result else { return nil }
      return "'\(trial.document.path)' \(failure.detail) (\(failure.reason), in '\(outcome.stage)')"
    }
    guard let elements = outcomes.lastPayload(Elements.self) else {
      throw RunError(
        .invalid,
        failures.first ?? "no step makes elements of '\(trial.document.path)'"
      )
    }
    let chunks = outcomes.lastPayload(Chunks.self)
    var status = ExitStatus.done
    switch common.json ? .json : form {
    case .json: _ = Console.print(lines(trial, elements, chunks))
    case .text:
      let preview = preview(trial, elements, chunks, outcomes, failures, graph)
      let width = Terminal.width(Terminal.standardOutput) ?? 100
      let isColored = Console.wantsColor(common.color, on: Terminal.standardOutput)
      status = Console.print(preview.text(width: min(width, 120), isColored: isColored))
    case .html:
      var preview = preview(trial, elements, chunks, outcomes, failures, graph)
      if elements.document.facts.mediaType == "application/pdf" {
        let drawer = PageDrawer(passwords: passwords(graph), pixelsPerPoint: 1.6)
        await PreviewPictures(drawer: drawer, content: trial.content).add(to: &preview.pages)
      }
      status = Console.print(preview.html)
    }
    for failure in failures { Console.say(line: "error: \(failure)") }
    return failures.isEmpty ? status.rawValue : ExitStatus.invalid.rawValue
  }

  private func preview(
    _ trial: Trial,
    _ elements: Elements,
    _ chunks: Chunks?,
    _ outcomes: [Trial.Outcome],
    _ failures: [String],
    _ graph: Graph
  ) -> DocumentPreview {
    var preview = DocumentPreview(title: trial.document.path)
    preview.facts = PreviewFacts.list(
      elements.document,
      trial.content,
      chunks: chunks
    )
    preview.notes = failures.map { .init($0, isFailure: true) }
    for remark in outcomes.flatMap(\.remarks) {
      preview.notes.append(.init("The document \(remark).", isFailure: false))
    }
    let cutters = outcomes.filter { (try? $0.result.get()) is Chunks }.map(\.stage)
    let options =
      graph.nodes.first { $0.name == cutters.last }.flatMap { $0.step as? any ChunkStage }?.options
    if cutters.count > 1, let last = cutters.last {
      let others = cutters.dropLast().joined(separator: " or ")
      preview.notes.append(
        .init("The chunks are those of \(last); --stage \(others) shows others.", isFailure: false)
      )
    }
    let borders = chunks.map { ChunkBorders(elements.elements, $0, options) } ?? ChunkBorders()
    preview.pages = PreviewBlocks(elements.elements, borders)
      .pages(count: elements.document.facts.pageCount) { pages?.contains($0) ?? true }
    if preview.pages.isEmpty, let pages {
      preview.notes.append(.init("It has no page \(pages.argument).", isFailure: false))
    }
    return preview
  }

  /// The last result, as 'parse' and 'chunk' print theirs.
  private func lines(_ trial: Trial, _ elements: Elements, _ chunks: Chunks?) -> [UInt8] {
    var text = JSONText()
    if let chunks {
      let hash = SHA256.digest(trial.content.bytes)
      let document = SinkDocument(
        source: trial.document.source,
        path: trial.document.path,
        copies: [],
        hint: trial.content.hint,
        size: Int64(trial.content.bytes.count),
        hash: hash,
        key: hash
      )
      ChunkLines.write(chunks, of: document, to: &text)
    } else {
      ElementLines.write(elements.document, of: trial.document, to: &text)
    }
    return text.bytes
  }

  /// The passwords that the steps try, which drawing needs as well.
  private func passwords(_ graph: Graph) -> [String] {
    graph.nodes.compactMap { $0.step as? ParseDocument }.flatMap { $0.passwords.map(\.text) }
  }
}

extension [Trial.Outcome] {
  /// What the last step made that makes such a thing.
  fileprivate func lastPayload<Result: Payload>(_ type: Result.Type) -> Result? {
    reversed().lazy.compactMap { try? $0.result.get() as? Result }.first
  }
}
