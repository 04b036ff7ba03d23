import CommandLineKit
import Documents
import Extraction
import JSON
import ParseWorkers
import Pipeline
import Stages
import SystemIO

/// Parses files and prints their elements.
struct ParseCommand: Command {
  static let name = "parse"
  static let summary = "Print the elements of files as JSON Lines."
  static let discussion = """
    Each file is parsed in a process of its own that can do no harm. One that cannot be parsed is \
    named, the others are printed all the same, and the status is 65.
    """
  static let parameters: [Parameter<Self>] = [
    .operands("file", \.files, "The files; '-' reads standard input.", minimum: 1)
      .completing(.file),
    .option("--type", "suffix", \.type, "Take standard input for a file with this suffix."),
    .flag("--facts", \.showsFacts, "Print what each file says of itself instead of its elements."),
    .flag("--page-breaks", \.pageBreaks, "Put a PageBreak element between pages."),
    .option(
      "--strategy",
      "way",
      \.strategies,
      "Read pages of a PDF this way; more than one is tried in order."
    ),
    .option("--password", "word", \.passwords, "Try this on locked files; others may see it."),
    .option(
      "--password-file",
      "file",
      \.passwordFile,
      "Try the lines of this file on locked files."
    )
    .completing(.file),
    .option(
      "--password-env",
      "name",
      \.passwordVariable,
      "Try the value of this environment variable on locked files."
    )
    .completing(.anything),
    .option(
      "--jobs",
      "-j",
      "count",
      \.jobs,
      "How many files to parse at once.",
      accepts: .within(1...1024)
    ),
    .option("--timeout", "time", \.timeout, "The longest that one file may take, such as 30s."),
    .option("--memory", "size", \.memory, "The most memory that one file may take, such as 1GiB."),
  ]
  static let examples = [
    Example("stampmill parse handbook/*.md > elements.jsonl", "Parse files"),
    Example("cat notes.md | stampmill parse - --type md | head -3", "Parse standard input"),
  ]

  var files: [String] = []
  var type = ""
  var showsFacts = false
  var pageBreaks = false
  var strategies: [ExtractionOptions.PDF.Strategy] = []
  var passwords: [String] = []
  var passwordFile: String?
  var passwordVariable: String?
  var jobs: Int?
  var timeout: String?
  var memory: String?
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let stage = try stage()
    let limit = try timeout.map { (text) throws(UsageError) in
      try Self.quantity(text, "--timeout", TimeSpan.expected, TimeSpan.init) { $0.milliseconds > 0 }
    }
    let count = min(jobs ?? Machine.availableProcessors, files.count)
    let threads = try WorkerThreads(count: count, name: "file")
    defer { threads.shutdown() }
    let workers = try ParseWorker.pool(count: count)
    defer { workers.shutdown() }
    let status = try await ParseWorker.$workers.withValue(workers) {
      try await withTaskExecutorPreference(threads) {
        try await parse(stage, limit, atOnce: count)
      }
    }
    if !common.quiet, let warning = workers.warning { Console.say(line: "warning: \(warning)") }
    return status
  }

  /// Parses several files at once and prints each when those before it have been.
  private func parse(_ stage: ParseDocument, _ limit: TimeSpan?, atOnce: Int) async throws -> Int32
  {
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var status = ExitStatus.done
      var (started, printed) = (0, 0)
      var lines: [Int: FileLines] = [:]
      var ended: [Int: Outcome] = [:]
      while printed < files.count {
        // Not further ahead than this, so that a large file does not let the others pile up.
        while started < min(files.count, printed + 2 * atOnce) {
          let (index, file) = (started, files[started])
          let own = FileLines(DocumentIdentity(source: "", path: name(of: file)))
          lines[index] = own
          group.addTask { (index, await outcome(of: file, stage, limit, own)) }
          started += 1
        }
        _ = lines[printed]?.print()
        if let (index, outcome) = await group.next() { ended[index] = outcome }
        while let outcome = ended.removeValue(forKey: printed) {
          let isRead = lines.removeValue(forKey: printed)?.print() ?? true
          printed += 1
          for remark in outcome.remarks where !common.quiet {
            Console.say(line: "warning: \(remark)")
          }
          if let failure = outcome.failure {
            Console.say(line: "error: \(failure.detail)")
            status = failure.reason == "missing" ? .missingInput : .invalid
          }
          guard isRead else {
            group.cancelAll()
            return status.rawValue
          }
        }
      }
      return status.rawValue
    }
  }

  /// What came of one file, beside its lines.
  private struct Outcome: Sendable {
    var remarks: [String] = []
    var failure: StageFailure?
  }

  private func outcome(
    of file: String,
    _ stage: ParseDocument,
    _ limit: TimeSpan?,
    _ lines: FileLines
  ) async -> Outcome {
    let isInput = file == "-"
    let title = isInput ? "standard input" : file
    let content: FileContent
    do throws(StageFailure) {
      let bytes = isInput ? try Self.standardInput() : try Self.read(file)
      let hint = isInput ? type.lowercased() : FileContent.hint(forPath: file)
      content = FileContent(bytes: bytes, hint: hint)
    } catch {
      return Outcome(failure: error)
    }
    do throws(StageFailure) {
      let document = try await stage.parse(content, timeout: limit, to: showsFacts ? nil : lines)
      if showsFacts { lines.take(factsOf: document) } else { lines.take(restOf: document) }
      return Outcome(remarks: document.remarks.map { "'\(title)' \($0)" })
    } catch {
      lines.drop()
      return Outcome(failure: StageFailure(error.reason, "'\(title)' \(error.detail)"))
    }
  }

  /// What outputs call a file.
  private func name(of file: String) -> String {
    guard file == "-" else { return file }
    return "standard-input" + (type.isEmpty ? "" : ".\(type)")
  }

  // MARK: Options

  private func stage() throws -> ParseDocument {
    var stage = ParseDocument()
    stage.pageBreaks = pageBreaks
    if !strategies.isEmpty { stage.strategies = strategies }
    if let memory {
      stage.memory = try Self.quantity(memory, "--memory", ByteSize.expected, ByteSize.init) {
        $0.bytes >= 16 << 20
      }
    }
    var words = passwords
    if let passwordFile {
      do throws(StageFailure) {
        words += String(decoding: try Self.read(passwordFile), as: UTF8.self)
          .split { $0.isNewline }.map(String.init)
      } catch {
        throw RunError(error.reason == "missing" ? .missingInput : .inputOutput, error.detail)
      }
    }
    if let passwordVariable {
      guard let word = environmentVariable(passwordVariable) else {
        throw UsageError(
          "The environment has no variable '\(passwordVariable)'.",
          command: Self.name
        )
      }
      words.append(word)
    }
    stage.passwords = words.map { Secret($0) }
    return stage
  }

  private static func quantity<Value>(
    _ text: String,
    _ option: String,
    _ expected: String,
    _ read: (String) -> Value?,
    where isValid: (Value) -> Bool
  ) throws(UsageError) -> Value {
    guard let value = read(text), isValid(value) else {
      throw UsageError("Option '\(option)' takes \(expected), not '\(text)'.", command: name)
    }
    return value
  }

  static func standardInput() throws(StageFailure) -> [UInt8] {
    do throws(SystemError) {
      return try readStandardInput()
    } catch {
      throw StageFailure("input-output", error.description)
    }
  }

  static func read(_ file: String) throws(StageFailure) -> [UInt8] {
    do throws(ReadFileError) {
      return try readFile(file, limit: .max - 1).bytes
    } catch {
      throw StageFailure(error.isMissing ? "missing" : "input-output", error.description)
    }
  }
}

extension ExtractionOptions.PDF.Strategy: ParameterValue {}
