package import Documents
package import Pipeline

// The one place where values become payloads; read it as the list of ports.

extension PortType {
  package static let elements = PortType("elements")
  package static let chunks = PortType("chunks")
  package static let vectors = PortType("vectors")
}

/// A document as typed elements in reading order.
package struct Elements: Payload {
  package static let port = PortType.elements

  /// The elements, and what the document says of itself.
  package var document: ParsedDocument
  package var elements: [Element] { document.elements }
  /// What the document calls itself: its first title, where it has one.
  package var title: String? {
    elements.first { $0.kind == .title && $0.part == .content }?.labelledText
      ?? document.facts.title
  }

  package init(_ document: ParsedDocument) { self.document = document }
  package init(_ elements: [Element]) { document = ParsedDocument(elements) }

  package var itemCount: Int { elements.count }
  package var characterCount: Int { elements.reduce(0) { $0 + $1.text.unicodeScalars.count } }
  package var sums: [(name: String, count: Int)] { document.ledger.amounts }

  package func encode(into writer: inout RecordWriter) {
    writer.write(document)
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    document = try reader.parsedDocument()
  }
}
