import Documents
import Drawing
import Pipeline
import Stages

/// What a preview says of a document as a whole.
enum PreviewFacts {
  static func list(
    _ document: ParsedDocument,
    _ content: FileContent,
    chunks: Int?
  ) -> [(name: String, value: String)] {
    let facts = document.facts
    var list: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      let words = value?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
      if !words.isEmpty { list.append((name, words)) }
    }
    add("type", facts.mediaType)
    add("size", Readable.bytes(content.bytes.count))
    add("pages", facts.pageCount.map(Readable.count))
    add("elements", Readable.count(document.elements.count))
    add("chunks", chunks.map(Readable.count))
    add("title", facts.title)
    add("authors", facts.authors.joined(separator: ", "))
    add("created", facts.created)
    add("modified", facts.modified)
    add("producer", facts.producer)
    add("language", facts.language)
    add("encoding", facts.encoding)
    let ways = Set(document.elements.compactMap(\.strategy)).sorted()
    add("read by", ways.joined(separator: ", "))
    add("attachments", facts.attachments.map(\.name).joined(separator: ", "))
    add("characters", characters(document.ledger))
    return list
  }

  /// The account of the characters, as words.
  private static func characters(_ ledger: CharacterLedger) -> String? {
    guard ledger.found > 0 else { return nil }
    let drops = CharacterLedger.Drop.allCases.compactMap { drop in
      ledger.drops[drop].flatMap { $0 > 0 ? "\(Readable.count($0)) \(drop.rawValue)" : nil }
    }
    let left = drops.isEmpty ? "" : "; left out: \(drops.joined(separator: ", "))"
    return "\(Readable.count(ledger.kept)) of \(Readable.count(ledger.found)) kept\(left)"
  }
}
