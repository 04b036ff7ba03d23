import Digests
import Documents
import JSON
import Pipeline

/// One chunk as a line of JSON: Unstructured's form, with what it has no name for beside it.
package struct ChunkLine {
  let chunk: Chunk
  let id: StableID
  let ordinal: Int
  let document: DocumentIdentity
  let documentID: StableID
  /// The page that it is said to be on.
  let page: Int?
  /// The larger chunk that it is a piece of.
  let parent: (id: StableID, text: String)?
  /// Other paths that hold its document.
  var copies: [String] = []
  /// How much of the metadata it has from `file`, as an element that became a chunk.
  var passed = Passed.file

  enum Passed {
    /// Only what says where it is from.
    case file
    /// All that Unstructured takes from the elements but their languages.
    case elements
    /// All of an element but what its pieces differ in.
    case table
    /// All of an element.
    case whole
  }

  /// Fields that stand in a chunk's metadata by its own right.
  package static let ownFields: Set<String> = [
    "also_at", "char_range", "document_id", "element_ids", "element_range", "ordinal",
    "page_range", "parent_chunk_id", "parent_text", "repeated_characters", "repeated_titles",
    "source_range", "spans", "title_path", "tokens",
  ]

  /// Writes the line, with a vector where there is one; `file` adds what metadata say of the file, `ids` the ids of the elements, `originals`
  /// the elements themselves.
  func write(
    to text: inout JSONText,
    vector: [Float]? = nil,
    file: (inout JSONText) -> Void,
    ids: (inout JSONText) -> Void,
    originals: () -> String
  ) {
    text.object { line in
      line.member("type", chunk.kind.rawValue)
      line.member("element_id", id.description)
      line.member("text", chunk.text)
      line.name("metadata")
      line.object { line in
        file(&line)
        if passed == .file || passed == .elements { shared(to: &line) }
        if passed != .whole { cut(to: &line) }
        if !chunk.originals.isEmpty, passed != .whole { line.member("orig_elements", originals()) }
        line.member("document_id", documentID.description)
        line.member("ordinal", ordinal)
        own(to: &line)
        line.name("element_ids")
        line.array(ids)
        if let parent {
          line.member("parent_chunk_id", parent.id.description)
          line.member("parent_text", parent.text)
        }
        if !copies.isEmpty { line.member("also_at", copies) }
      }
      guard let vector else { return }
      line.name("embeddings")
      line.array { line in for number in vector { line.value(number) } }
    }
    text.newline()
  }

  /// Fields that Unstructured knows.
  private func shared(to line: inout JSONText) {
    if !chunk.languages.isEmpty { line.member("languages", chunk.languages) }
    if let page { line.member("page_number", page) }
    guard passed == .file else { return }
    if !chunk.links.isEmpty {
      line.member("link_texts", chunk.links.map(\.text))
      line.member("link_urls", chunk.links.map(\.url))
    }
    if !chunk.emphasis.isEmpty {
      line.member("emphasized_text_contents", chunk.emphasis.map(\.text))
      line.member("emphasized_text_tags", chunk.emphasis.map(\.tag))
    }
  }

  /// What Unstructured says of pieces.
  private func cut(to line: inout JSONText) {
    if let html = chunk.textAsHTML { line.member("text_as_html", html) }
    if chunk.isContinuation { line.member("is_continuation", true) }
    if let piece = chunk.piece {
      line.member("table_id", tableID(piece).description)
      line.member("chunk_index", piece.number)
      line.member("num_carried_over_header_rows", piece.repeatedRows)
    }
  }

  private func tableID(_ piece: Chunk.TablePiece) -> StableID {
    var key = KeyHasher("table")
    key.add(document.source)
    key.add(document.path)
    key.add(piece.table)
    return StableID(key.finish())
  }

  /// Fields of our own; readers of Unstructured's form keep what they do not know.
  private func own(to line: inout JSONText) {
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
    if !chunk.spans.isEmpty { writeSpans(to: &line) }
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

  private func writeSpans(to line: inout JSONText) {
    line.name("spans")
    line.array { line in
      for span in chunk.spans {
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
  mutating func range(_ range: Range<Int>) {
    array {
      $0.value(range.lowerBound)
      $0.value(range.upperBound)
    }
  }
}
