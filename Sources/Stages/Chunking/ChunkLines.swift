import Digests
import Documents
package import JSON
package import Pipeline

/// Chunks as lines of JSON: Unstructured's form, with what it has no name for beside it.
package struct ChunkLines {
  private let chunks: Chunks
  private let document: SinkDocument
  private let place: FilePlace
  private var ids: ChunkIDs
  private let parents: [StableID]
  private var scratch: [UInt8] = []

  package static func write(_ chunks: Chunks, of document: SinkDocument, to text: inout JSONText) {
    var lines = ChunkLines(chunks, document)
    for (ordinal, chunk) in chunks.chunks.enumerated() {
      lines.write(chunk, ordinal, to: &text)
      text.newline()
    }
  }

  private init(_ chunks: Chunks, _ document: SinkDocument) {
    self.chunks = chunks
    self.document = document
    place = FilePlace(document.path)
    ids = ChunkIDs(document.identity)
    parents = chunks.parentIDs(in: document.identity)
  }

  private mutating func write(_ chunk: Chunk, _ ordinal: Int, to text: inout JSONText) {
    let id = ids.next(chunk)
    let elements = elementIDs(of: chunk)
    text.object { line in
      line.member("type", chunk.kind.rawValue)
      line.member("element_id", id.description)
      line.member("text", chunk.text)
      line.name("metadata")
      line.object { line in
        place.write(chunk.attachment, to: &line)
        shared(chunk, to: &line)
        line.member("document_id", document.id.description)
        line.member("ordinal", ordinal)
        own(chunk, to: &line)
        line.name("element_ids")
        line.array { for id in elements { $0.value(id) } }
        if let parent = chunk.parent {
          line.member("parent_chunk_id", parents[parent].description)
          line.member("parent_text", chunks.parents[parent].text)
        }
        if !document.copies.isEmpty { line.member("also_at", document.copies) }
      }
    }
  }

  private mutating func elementIDs(of chunk: Chunk) -> [ElementID] {
    let name = chunk.attachment?.path.last ?? place.name
    return chunks.elements.keys(of: chunk.elements).map {
      ElementID($0, inFile: name, &scratch)
    }
  }

  /// Fields that Unstructured knows.
  private func shared(_ chunk: Chunk, to line: inout JSONText) {
    if !chunk.languages.isEmpty { line.member("languages", chunk.languages) }
    if let pages = chunk.pages { line.member("page_number", pages.lowerBound) }
    if let html = chunk.textAsHTML { line.member("text_as_html", html) }
    if !chunk.links.isEmpty {
      line.member("link_texts", chunk.links.map(\.text))
      line.member("link_urls", chunk.links.map(\.url))
    }
    if !chunk.emphasis.isEmpty {
      line.member("emphasized_text_contents", chunk.emphasis.map(\.text))
      line.member("emphasized_text_tags", chunk.emphasis.map(\.tag))
    }
    if chunk.isContinuation { line.member("is_continuation", true) }
    if let piece = chunk.piece {
      line.member("table_id", tableID(piece).description)
      line.member("chunk_index", piece.number)
      line.member("num_carried_over_header_rows", piece.repeatedRows)
    }
    if !chunk.originals.isEmpty {
      line.member(
        "orig_elements",
        OriginalElements.text(of: chunk.originals, in: document.identity)
      )
    }
  }

  private func tableID(_ piece: Chunk.TablePiece) -> StableID {
    var key = KeyHasher("table")
    key.add(document.identity.source)
    key.add(document.identity.path)
    key.add(piece.table)
    return StableID(key.finish())
  }

  /// Fields of our own; readers of Unstructured's form keep what they do not know.
  private func own(_ chunk: Chunk, to line: inout JSONText) {
    line.member("title_path", chunk.titlePath)
    if !chunk.context.isEmpty {
      line.member("repeated_titles", Array(chunk.titlePath[chunk.context]))
    }
    if let pages = chunk.pages {
      line.name("page_range")
      line.array {
        $0.value(pages.lowerBound)
        $0.value(pages.upperBound)
      }
    }
    if !chunk.spans.isEmpty { write(chunk.spans, to: &line) }
    line.name("char_range")
    line.range(chunk.characters)
    if chunk.ownStart > 0 { line.member("repeated_characters", chunk.ownStart) }
    line.name("element_range")
    line.range(chunk.elements)
    if let range = chunk.sourceRange {
      line.name("source_range")
      line.range(range)
    }
    if let tokens = chunk.tokens { line.member("tokens", tokens) }
  }

  private func write(_ spans: [Chunk.Span], to line: inout JSONText) {
    line.name("spans")
    line.array { line in
      for span in spans {
        line.object { line in
          line.member("page", span.page)
          guard let box = span.box else { return }
          line.name("box")
          line.array {
            $0.value(box.left)
            $0.value(box.top)
            $0.value(box.right)
            $0.value(box.bottom)
          }
        }
      }
    }
  }
}

extension JSONText {
  /// A half-open range as its two ends.
  fileprivate mutating func range(_ range: Range<Int>) {
    array {
      $0.value(range.lowerBound)
      $0.value(range.upperBound)
    }
  }
}
