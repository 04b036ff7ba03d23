import Chunking
import Documents
import Drawing
import Pipeline
import Stages

/// What a preview says of a document as a whole.
enum PreviewFacts {
  static func list(
    _ document: ParsedDocument,
    _ content: FileContent,
    chunks: Chunks?
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
    add("chunks", chunks.map { Readable.count($0.chunks.count) })
    add(
      "parents",
      chunks.flatMap { $0.parents.isEmpty ? nil : Readable.count($0.parents.count) }
    )
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
    add("in chunks", chunks.flatMap { characters($0.ledger) })
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

  /// The account of what became of them in chunks.
  private static func characters(_ ledger: ChunkLedger) -> String? {
    guard ledger.found > 0 else { return nil }
    var words = "\(Readable.count(ledger.own)) of \(Readable.count(ledger.found))"
    let drops = LeftOut.allCases.compactMap { sort in
      ledger.drops[sort].map { "\(Readable.count($0)) \(sort.rawValue)" }
    }
    if !drops.isEmpty { words += "; left out: \(drops.joined(separator: ", "))" }
    if ledger.repeated > 0 { words += "; repeated: \(Readable.count(ledger.repeated))" }
    return words
  }
}
