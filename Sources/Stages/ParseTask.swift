import Documents
import Extraction
import Pipeline
import PopplerPDF

/// What a worker is asked: how to read a document, all but its bytes.
struct ParseTask {
  var hint: String
  var options: ExtractionOptions

  init(hint: String, options: ExtractionOptions) {
    self.hint = hint
    self.options = options
  }

  func write(to writer: inout RecordWriter) {
    writer.write(hint)
    writer.write(options.passwords) { $0.write($1) }
    writer.write(options.pageBreaks)
    writer.write(options.encoding) { $0.write($1) }
    writer.write(options.skipPages.sorted()) { $0.write($1) }
    writer.write(options.pdf.strategies.map(\.rawValue)) { $0.write($1) }
    writer.write(options.word.trackedChanges.rawValue)
    writer.write(options.word.comments)
    writer.write(options.word.hidden)
    writer.write(options.html.boilerplate.rawValue)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    hint = try reader.text()
    options = ExtractionOptions()
    options.passwords = try reader.texts()
    options.pageBreaks = try reader.flag()
    options.encoding = try reader.optionalText()
    options.skipPages = Set(
      try reader.list { (reader) throws(RecordError) in try reader.number() }
    )
    options.pdf.strategies = try reader.texts().compactMap(
      ExtractionOptions.PDF.Strategy.init(rawValue:)
    )
    let changes = ExtractionOptions.Word.TrackedChanges(rawValue: try reader.text())
    options.word.trackedChanges = changes ?? .accept
    options.word.comments = try reader.flag()
    options.word.hidden = try reader.flag()
    let boilerplate = ExtractionOptions.HTML.Boilerplate(rawValue: try reader.text())
    options.html.boilerplate = boilerplate ?? .last
  }
}

/// What a worker answers.
enum ParseAnswer {
  case parsed(ParsedDocument)
  /// The document cannot be read, by its own fault.
  case failed(StageFailure)

  /// The most bytes that are gathered before they are handed over.
  private static let partSize = 128 << 10

  /// The answer in bytes; a long document is handed over before it, in parts.
  func bytes(_ part: ([UInt8]) -> Void) -> [UInt8] {
    var writer = RecordWriter()
    switch self {
    case .parsed(let document):
      writer.write(true)
      if Self.isLong(document) {
        Self.handOver(document, part)
      } else {
        writer.write(document)
      }
    case .failed(let failure):
      writer.write(false)
      writer.write(failure.reason)
      writer.write(failure.detail)
    }
    return writer.bytes
  }

  /// Whether a document is too long for one message, as few are.
  private static func isLong(_ document: ParsedDocument) -> Bool {
    var size = 0
    for element in document.elements {
      size += element.text.utf8.count + (element.hasDetails ? 128 : 24)
    }
    return size > 2 * partSize
  }

  private static func handOver(_ document: ParsedDocument, _ part: ([UInt8]) -> Void) {
    var writer = RecordWriter()
    writer.write(document, elementsFrom: document.elements.count)
    for element in document.elements {
      writer.write(element)
      if writer.bytes.count >= partSize { part(writer.take()) }
    }
    if !writer.bytes.isEmpty { part(writer.take()) }
  }

  /// Reads an answer, whoever wrote it: a worker may have been taken over by its document.
  ///
  /// `parts` are what came before it.
  init(_ bytes: ArraySlice<UInt8>, after parts: consuming DocumentParts) throws(RecordError) {
    var reader = RecordReader(bytes)
    if try reader.flag() {
      guard !parts.areDamaged else { throw RecordError.damaged(at: 0) }
      if let document = parts.document {
        self = .parsed(document)
      } else {
        self = .parsed(try reader.parsedDocument())
      }
    } else {
      let (reason, detail) = (try reader.text(), try reader.text())
      guard ParseReason(rawValue: reason) != nil else { throw RecordError.damaged(at: 0) }
      self = .failed(StageFailure(reason, String(detail.prefix(1000))))
    }
    guard reader.isAtEnd else { throw RecordError.damaged(at: bytes.count) }
  }

  /// Reads a document in this process.
  init(reading bytes: [UInt8], _ task: ParseTask, _ progress: (Int) -> Void) {
    do throws(ExtractionError) {
      self = .parsed(
        try extract(bytes, hint: task.hint, options: task.options, progress: progress)
      )
    } catch {
      self = .failed(StageFailure(error.reason.rawValue, error.description))
    }
  }
}

/// The words by which documents that cannot be parsed are counted.
private enum ParseReason: String {
  case locked, damaged, encoding, setting, binary, unsupported, memory
  case noTextLayer = "no-text-layer"
  case tooLarge = "too-large"
  case internalError = "internal"
}

extension ExtractionError {
  fileprivate var reason: ParseReason {
    switch self {
    case .pdf(.locked), .locked: .locked
    case .pdf(.outOfMemory): .memory
    case .pdf, .damaged: .damaged
    case .noTextLayer, .unmappedText: .noTextLayer
    case .tooLarge: .tooLarge
    case .encoding: .encoding
    case .unknownEncoding: .setting
    case .binary: .binary
    case .unsupported: .unsupported
    }
  }
}
