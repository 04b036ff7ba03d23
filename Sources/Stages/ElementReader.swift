package import Documents
package import JSON

/// Reads elements from the JSON that we or Unstructured write.
///
/// All that `ElementLines` writes comes back, but for ids, parents and headings, which follow from the rest.
/// Fields of Unstructured's for which an element has no place are passed over.
package enum ElementReader {
  /// The elements of one file, by the name that they themselves give it.
  package struct NamedDocument: Sendable {
    package var path: String
    package var document: ParsedDocument
  }

  /// Reads JSON Lines or one array; elements that follow each other and name one file are one document.
  package static func read(_ bytes: [UInt8]) throws(JSONProblem) -> [NamedDocument] {
    var blocks = JSONBlocks(file: "", size: .max)
    blocks.append(bytes)
    guard let block = try blocks.last() else { return [] }
    var documents: [NamedDocument] = []
    for read in try ElementBlock(block, file: "").elements {
      if documents.last.map({ Array($0.path.utf8) != Array(read.path.utf8) }) ?? true {
        documents.append(NamedDocument(path: read.path, document: ParsedDocument()))
      }
      add(read, to: &documents[documents.count - 1].document)
    }
    return documents
  }

  /// Adds an element with the head of a mail that stands at it: the document's own, or that of a file in it.
  private static func add(_ read: ReadElement, to document: inout ParsedDocument) {
    var element = read.element
    if element.attachment == nil {
      document.facts.mail = document.facts.mail ?? read.mail
    } else if read.mail != document.facts.mail {
      element.attachment?.mail = read.mail
    }
    document.elements.append(element)
  }
}
