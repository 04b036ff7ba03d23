package import Documents
import Extraction
package import Pipeline

/// Turns the bytes of a document into typed elements.
package struct ParseDocument: StepStage {
  package static let kind = "document"
  package static let summary =
    "Parses Markdown, HTML, CSV, mail and plain text into typed elements."
  package static let settings: [Setting<ParseDocument>] = []

  package init() {}

  package func process(_ input: FileContent, _ context: StepContext) async throws(StageFailure)
    -> Elements
  {
    Elements(try parse(input, context.remark))
  }

  /// Parses a document outside of a pipeline, with failures that name it.
  package func parse(_ input: FileContent, _ context: StepContext) throws(StageFailure) -> [Element]
  {
    do throws(StageFailure) {
      return try parse(input, context.remark)
    } catch {
      throw StageFailure(error.reason, "'\(context.path)' \(error.detail)")
    }
  }

  private func parse(_ input: FileContent, _ remark: (String) -> Void) throws(StageFailure)
    -> [Element]
  {
    do throws(ExtractionError) {
      let document = try extract(input.bytes, fileName: "document.\(input.hint)")
      for line in document.remarks { remark(line) }
      return document.elements
    } catch {
      throw StageFailure(error.reason, error.description)
    }
  }
}

extension ExtractionError {
  /// The word by which failures of this sort are counted.
  fileprivate var reason: String {
    switch self {
    case .encoding: "encoding"
    case .binary: "binary"
    case .unknownEncoding: "setting"
    case .unsupported: "unsupported"
    case .tooLarge: "too-large"
    }
  }
}
