import JSON
package import Pipeline

/// Takes documents that are elements already, whatever parsed them.
package struct ReadElements: StepStage {
  package static let kind = "read_elements"
  package static let summary =
    "Reads elements from files of JSON or JSON Lines, as this program or Unstructured writes them."
  package static let version = 2
  package static let settings: [Setting<ReadElements>] = []

  package init() {}

  package func process(_ input: FileContent, _ context: StepContext) async throws(StageFailure)
    -> Elements
  {
    let documents: [ElementReader.NamedDocument]
    do throws(JSONProblem) {
      documents = try ElementReader.read(input.bytes)
    } catch {
      let place = error.place
      throw StageFailure(
        "json",
        "holds no elements: line \(place.line), column \(place.column): \(error.message)"
      )
    }
    guard let first = documents.first else { return Elements([]) }
    // What stands under one path in outputs is one document; chunks across two would be nobody's.
    guard documents.count == 1 else {
      throw StageFailure(
        "several-documents",
        "holds the elements of '\(first.path)' and of '\(documents[1].path)'; one file is one document"
      )
    }
    return Elements(first.document)
  }
}
