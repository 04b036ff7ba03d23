package import Documents
package import Extraction
import JSON
import ParseWorkers
package import Pipeline

/// Turns the bytes of a document into typed elements.
package struct ParseDocument: StepStage {
  package static let kind = "document"
  package static let summary =
    "Parses PDF, Word, HTML, Markdown, mail, CSV and text into typed elements."
  package static let version = 6
  package static let keepsTimeLimit = true

  package static let settings: [Setting<ParseDocument>] = [
    Setting(
      "passwords",
      \.passwords,
      "Passwords to try on locked documents, in order, best as ${env:NAME}; shown nowhere."
    ),
    Setting(
      "encoding",
      \.encoding,
      "The encoding of texts that do not say their own; found out if unset."
    ),
    Setting("page_breaks", \.pageBreaks, "Whether a PageBreak element stands between pages."),
    Setting(
      "strategies",
      \.strategies,
      "The ways to read a page of a PDF; the first that serves is taken.",
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting(
      "tracked_changes",
      \.trackedChanges,
      "Tracked changes of a Word file: all accepted, all rejected, or both kept."
    ),
    Setting("comments", \.comments, "Whether comments of a Word file become elements."),
    Setting("hidden", \.hidden, "Whether hidden text of a Word file becomes elements."),
    Setting(
      "boilerplate",
      \.boilerplate,
      "What becomes of what stands around the main content of a web page, such as navigation."
    ),
    Setting(
      "memory",
      \.memory,
      "The most memory that a document may take in its process.",
      role: .effort,
      where: { $0.bytes >= 16 << 20 },
      "must be 16MiB or more"
    ),
    Setting(
      "processor_time",
      \.processorTime,
      "The most processor time for one document, in whole seconds; as the timeout if unset.",
      role: .effort,
      where: { $0.map { $0.milliseconds > 0 } ?? true },
      "must be longer than nothing"
    ),
    Setting(
      "max_output",
      \.maxOutput,
      "The most that one document may give.",
      role: .effort,
      where: { $0.bytes > 0 },
      "must be more than nothing"
    ),
  ]

  package var passwords: [Secret] = []
  package var encoding: String?
  package var pageBreaks = false
  package var strategies = ExtractionOptions().pdf.strategies
  package var trackedChanges = ExtractionOptions().word.trackedChanges
  package var comments = false
  package var hidden = false
  package var boilerplate = ExtractionOptions().html.boilerplate
  package var memory = ByteSize(bytes: 1 << 30)
  package var processorTime: TimeSpan?
  package var maxOutput = ByteSize(bytes: 256_000_000)

  /// How long a document may take where nothing says otherwise.
  package static let standardTimeout = TimeSpan(milliseconds: 300_000)

  package init() {}

  package func process(_ input: FileContent, _ context: StepContext) async throws(StageFailure)
    -> Elements
  {
    let document = try await parse(input, timeout: context.timeout)
    for remark in document.remarks { context.remark(remark) }
    return Elements(document)
  }

  /// Parses a document; of a long one a receiver takes the elements, and the result has none.
  package func parse(
    _ input: FileContent,
    timeout: TimeSpan?,
    to receiver: (any ElementReceiver)? = nil
  ) async throws(StageFailure) -> ParsedDocument {
    try await parser(timeout ?? Self.standardTimeout).parse(input, to: receiver)
  }

  private func parser(_ timeout: TimeSpan) -> DocumentParser {
    let processor = processorTime ?? timeout
    return DocumentParser(
      options: options,
      limits: WorkerLimits(
        time: timeout.duration,
        memory: memory.bytes,
        processorSeconds: (processor.milliseconds + 999) / 1000,
        answer: Int(clamping: maxOutput.bytes)
      ),
      names: DocumentParser.LimitNames(
        time: timeout.description,
        processorTime: processor.description,
        memory: memory.json.string ?? "",
        answer: maxOutput.json.string ?? ""
      )
    )
  }

  package var options: ExtractionOptions {
    var options = ExtractionOptions()
    options.passwords = passwords.map(\.text)
    options.encoding = encoding
    options.pageBreaks = pageBreaks
    options.pdf.strategies = strategies
    options.word.trackedChanges = trackedChanges
    options.word.comments = comments
    options.word.hidden = hidden
    options.html.boilerplate = boilerplate
    return options
  }
}

extension ExtractionOptions.PDF.Strategy: SettingChoice {}
extension ExtractionOptions.Word.TrackedChanges: SettingChoice {}
extension ExtractionOptions.HTML.Boilerplate: SettingChoice {}
