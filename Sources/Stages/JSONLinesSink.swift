import Documents
import JSON
package import Pipeline
import SystemIO

/// Writes elements, chunks or chunks with vectors as JSON Lines, one item a line.
package struct JSONLinesSink: SinkStage {
  package static let kind = "jsonl"
  package static let summary =
    "Writes elements or chunks as JSON Lines, with their vectors, in the form Unstructured uses."
  package static let version = 2
  package static let accepts = [PortType.elements, .chunks, .vectors]

  package static let settings: [Setting<JSONLinesSink>] = [
    Setting(
      "to",
      \.to,
      "The file to write.",
      role: .output,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    )
  ]

  package var to = ""

  /// How much text is made before it is written: that of a long document is not held as a whole.
  private static let mostText = 256 << 10

  package init() {}

  package var outputs: [OutputPath] { [OutputPath(setting: "to", path: to)] }

  package func write(_ documents: DocumentSequence, _ context: SinkContext) async throws
    -> SinkCounts
  {
    var items = 0
    var file = try AtomicFile(at: context.file(for: to))
    var text = JSONText()
    for index in 0..<documents.count {
      try context.advance()
      let document = documents.documents[index]
      switch try documents.payload(index) {
      case let elements as Elements:
        var lines = ElementLines(elements.document.facts, of: document.identity)
        for element in elements.elements {
          lines.write(element, to: &text)
          guard text.bytes.count >= Self.mostText else { continue }
          try file.append(text.bytes)
          text.removeAll()
        }
        items += elements.elements.count
      case let chunks as Chunks:
        ChunkLines.write(chunks, of: document, to: &text)
        items += chunks.chunks.count
      case let vectors as Vectors:
        ChunkLines.write(vectors.chunks, vectors, of: document, to: &text)
        items += vectors.itemCount
      case let other: throw RunError(notAccepted: other, by: Self.kind)
      }
      if text.bytes.count >= Self.mostText {
        try file.append(text.bytes)
        text.removeAll()
      }
    }
    try file.append(text.bytes)
    _ = try file.finish()
    return SinkCounts(documents: documents.count, items: items)
  }
}
