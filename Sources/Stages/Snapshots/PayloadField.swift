import Digests
import Documents
import JSON
import Pipeline

/// What the payload of a point says of its chunk.
package enum PayloadField: String, SettingChoice {
  case text, title
  case titlePath = "title_path"
  case kind, source, path, filename, filetype
  case alsoAt = "also_at"
  case documentID = "document_id"
  case ordinal, page
  case pageRange = "page_range"
  case spans
  case charRange = "char_range"
  case languages, tokens
  case links = "link_urls"
  case html = "text_as_html"
  case parentID = "parent_chunk_id"
  case parentText = "parent_text"
}

/// Writes the payloads of a document's chunks.
struct PayloadWriter {
  let fields: Set<PayloadField>
  let constants: [JSON.Member]

  /// The payload of a chunk.
  func write(
    _ index: Int,
    _ chunks: Chunks,
    _ parents: [StableID],
    of document: SinkDocument,
    to text: inout JSONText
  ) {
    let chunk = chunks.chunks[index]
    let place = FilePlace(document.path)
    text.object { line in
      for field in PayloadField.allCases where fields.contains(field) {
        let name = field.rawValue
        switch field {
        case .text: line.member(name, chunk.text)
        case .title: if let title = chunks.title { line.member(name, title) }
        case .titlePath: line.member(name, chunk.titlePath)
        case .kind: line.member(name, chunk.kind.rawValue)
        case .source: line.member(name, document.source)
        case .path: line.member(name, document.path)
        case .filename: line.member(name, chunk.attachment?.path.last ?? place.name)
        case .filetype: line.member(name, chunk.attachment?.mediaType ?? place.mediaType)
        case .alsoAt: if !document.copies.isEmpty { line.member(name, document.copies) }
        case .documentID: line.member(name, document.id.description)
        case .ordinal: line.member(name, index)
        case .page: if let page = chunk.pages?.lowerBound { line.member(name, page) }
        case .pageRange:
          guard let pages = chunk.pages else { continue }
          line.name(name)
          line.array {
            $0.value(pages.lowerBound)
            $0.value(pages.upperBound)
          }
        case .spans:
          guard !chunk.spans.isEmpty else { continue }
          line.name(name)
          line.array { line in for span in chunk.spans { Self.write(span, to: &line) } }
        case .charRange:
          line.name(name)
          line.range(chunk.characters)
        case .languages: if !chunk.languages.isEmpty { line.member(name, chunk.languages) }
        case .tokens: if let tokens = chunk.tokens { line.member(name, tokens) }
        case .links: if !chunk.links.isEmpty { line.member(name, chunk.links.map(\.url)) }
        case .html: if let html = chunk.textAsHTML { line.member(name, html) }
        case .parentID:
          if let parent = chunk.parent { line.member(name, parents[parent].description) }
        case .parentText:
          if let parent = chunk.parent { line.member(name, chunks.parents[parent].text) }
        }
      }
      for member in constants {
        line.name(member.name)
        line.value(member.value)
      }
    }
  }

  private static func write(_ span: Chunk.Span, to line: inout JSONText) {
    line.object { line in
      line.member("page", span.page)
      guard let box = span.box else { return }
      line.name("box")
      line.array {
        for number in [box.left, box.top, box.right, box.bottom] { $0.value(number) }
      }
    }
  }
}
