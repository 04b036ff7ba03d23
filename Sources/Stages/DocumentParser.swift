import Documents
import Extraction
import ParseWorkers
import Pipeline

/// Parses documents where they can do no harm: in worker processes, under limits.
///
/// A page that ends its worker is left out at the next try, so that the rest of the document is kept.
struct DocumentParser {
  var options = ExtractionOptions()
  var limits: WorkerLimits
  /// The limits in the words of the settings, for sentences.
  var names: LimitNames

  struct LimitNames {
    var time: String
    var processorTime: String
    var memory: String
    var answer: String
  }

  /// How often a document is tried again without a page that ended its worker.
  private static let mostTries = 3
  /// The same where it was for time: a second page that takes all of it is one too many.
  private static let mostTriesForTime = 1

  /// Parses a document; of a long one a receiver takes the elements, and the result has none.
  func parse(
    _ content: FileContent,
    to receiver: (any ElementReceiver)? = nil
  ) async throws(StageFailure) -> ParsedDocument {
    guard let workers = ParseWorker.workers, !isHarmless(content) else {
      let task = ParseTask(hint: content.hint, options: options)
      return try ParseAnswer(reading: content.bytes, task, { _ in }).document()
    }
    var options = options
    var limits = limits
    var lost: [WorkerFailure] = []
    while true {
      let parts: DocumentParts
      let answer: ArraySlice<UInt8>
      do throws(WorkerFailure) {
        let task = WorkerTask.parse(ParseTask(hint: content.hint, options: options))
        let request = WorkerRequest(task: task.bytes, content: content.bytes, limits: limits)
        (parts, answer) = try await workers.work(request, into: DocumentParts(to: receiver)) {
          $0.add($1)
        }
      } catch {
        guard let page = error.page, error.isPagesFault,
          lost.count < (error.isForTime ? Self.mostTriesForTime : Self.mostTries),
          receiver?.hasBegun != true, options.skipPages.insert(page).inserted
        else { throw failure(error) }
        lost.append(error)
        guard let rest = self.limits.forRetry(after: lost) else { throw failure(error) }
        limits = rest
        continue
      }
      var document = try read(answer, after: consume parts)
      for failure in lost.sorted(by: { ($0.page ?? 0) < ($1.page ?? 0) }) {
        guard let page = failure.page else { continue }
        guard document.facts.mail == nil else {
          // The pages of a message are those of the files that came with it.
          document.remarks.append(
            "is kept without part of an attachment, which \(words(failure.cause))"
          )
          continue
        }
        document.lostPages.append(page)
        document.remarks.append("is kept without page \(page), which \(words(failure.cause))")
      }
      return document
    }
  }

  /// Whether no foreign code reads the document.
  ///
  /// Text in UTF-8 is read by our own, which cannot be led astray; but not for long, since here nothing
  /// holds it to its limits.
  private static let mostHere = 1 << 20

  private func isHarmless(_ content: FileContent) -> Bool {
    let head = content.bytes.span.extracting(first: DocumentFormat.headSize)
    let name = "document.\(content.hint)"
    guard options.encoding == nil, content.bytes.count <= Self.mostHere,
      let format = try? DocumentFormat.detect(head: head, fileName: name),
      format == .text || format == .delimited
    else { return false }
    return (try? UTF8Span(validating: content.bytes.span)) != nil
  }

  private func read(
    _ answer: ArraySlice<UInt8>,
    after parts: consuming DocumentParts
  ) throws(StageFailure) -> ParsedDocument {
    let read: ParseAnswer
    do throws(RecordError) {
      read = try ParseAnswer(answer, after: consume parts)
    } catch {
      throw StageFailure("crashed", "made its parser answer what makes no sense")
    }
    return try read.document()
  }

  // MARK: Sentences

  private func failure(_ failure: WorkerFailure) -> StageFailure {
    let place = failure.page.map { " at page \($0)" } ?? ""
    switch failure.cause {
    case .crashed(let signal, let exit):
      let how = signal.map { "signal \($0)" } ?? "exit status \(exit)"
      return StageFailure("crashed", "crashed its parser\(place) (\(how))")
    case .killed:
      return StageFailure(
        "crashed",
        "had its parser killed from outside\(place) (signal 9)",
        isTemporary: true
      )
    case .timeout, .processorTime:
      return StageFailure("timeout", words(failure.cause) + stopped(failure), isTemporary: true)
    case .memory:
      return StageFailure("memory", words(.memory) + stopped(failure), isTemporary: true)
    case .answerTooLarge:
      return StageFailure(
        "output-too-large",
        words(.answerTooLarge) + stopped(failure),
        isTemporary: true
      )
    case .cancelled:
      return StageFailure("cancelled", "was given up while it was parsed", isTemporary: true)
    case .unavailable(let reason):
      return StageFailure(
        "worker",
        "was not parsed for want of a worker: \(reason)",
        isTemporary: true
      )
    }
  }

  private func stopped(_ failure: WorkerFailure) -> String {
    failure.page.map { " (it was at page \($0))" } ?? ""
  }

  private func words(_ cause: WorkerFailure.Cause) -> String {
    switch cause {
    case .crashed(let signal, let exit):
      "crashed its parser (\(signal.map { "signal \($0)" } ?? "exit status \(exit)"))"
    case .timeout: "took longer than \(names.time) to parse"
    case .processorTime: "took more than \(names.processorTime) of processor time to parse"
    case .memory: "needs more than \(names.memory) of memory to parse"
    case .answerTooLarge: "gives more than \(names.answer) when it is parsed"
    case .killed: "had its parser killed"
    case .cancelled, .unavailable: "was not parsed"
    }
  }
}

extension WorkerFailure {
  fileprivate var isForTime: Bool {
    switch cause {
    case .timeout, .processorTime: true
    default: false
    }
  }

  /// Whether the rest of the document may well be had without the page.
  fileprivate var isPagesFault: Bool {
    switch cause {
    case .crashed, .memory: true
    case .timeout, .processorTime: isPageToBlame
    case .answerTooLarge, .killed, .cancelled, .unavailable: false
    }
  }
}

extension ParseAnswer {
  func document() throws(StageFailure) -> ParsedDocument {
    switch self {
    case .parsed(let document): return document
    case .failed(let failure): throw failure
    }
  }
}
