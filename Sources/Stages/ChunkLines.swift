import Digests
import Documents
package import JSON
package import Pipeline

/// Chunks as lines of JSON: Unstructured's form, with the title path and ranges beside it.
package enum ChunkLines {
  package static func write(_ chunks: Chunks, of document: SinkDocument, to text: inout JSONText) {
    let place = FilePlace(document.path)
    for (ordinal, (chunk, id)) in zip(chunks.chunks, chunks.ids(in: document.identity)).enumerated()
    {
      text.object { line in
        line.member("type", chunk.kind.rawValue)
        line.member("element_id", id.description)
        line.member("text", chunk.text)
        line.name("metadata")
        line.object { line in
          place.write(chunk.attachment, to: &line)
          if let pages = chunk.pages { line.member("page_number", pages.lowerBound) }
          if let html = chunk.textAsHTML { line.member("text_as_html", html) }
          if chunk.isContinuation { line.member("is_continuation", true) }
          own(chunk, ordinal, document, to: &line)
        }
      }
      text.newline()
    }
  }

  /// Fields of our own; readers of Unstructured's form keep what they do not know.
  private static func own(
    _ chunk: Chunk,
    _ ordinal: Int,
    _ document: SinkDocument,
    to line: inout JSONText
  ) {
    line.member("document_id", document.id.description)
    line.member("chunk_index", ordinal)
    line.name("title_path")
    line.array { for title in chunk.titlePath { $0.value(title) } }
    if let pages = chunk.pages {
      line.name("page_range")
      line.array {
        $0.value(pages.lowerBound)
        $0.value(pages.upperBound)
      }
    }
    line.name("element_range")
    line.array {
      $0.value(chunk.elements.lowerBound)
      $0.value(chunk.elements.upperBound)
    }
    if let range = chunk.sourceRange {
      line.name("source_range")
      line.array {
        $0.value(range.lowerBound)
        $0.value(range.upperBound)
      }
    }
    if !document.copies.isEmpty {
      line.name("also_at")
      line.array { for copy in document.copies { $0.value(copy) } }
    }
  }
}
