import Digests
import Documents
package import Pipeline
import SQLite
import SearchIndex
import SystemIO

/// Writes a searchable SQLite file.
package struct FullTextSink: SinkStage {
  package static let kind = "fts5"
  package static let summary = "Writes a SQLite file that can be searched with FTS5."
  package static let accepts = [PortType.chunks, .vectors]

  package static let settings: [Setting<FullTextSink>] = [
    Setting(
      "to",
      \.to,
      "The file to write.",
      role: .output,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting("tokenize", \.tokenize, "FTS5 tokenizers; each makes a full-text table."),
  ]

  package var to = ""
  package var tokenize = [Tokenizer.porter]

  package init() {}

  private var options: IndexOptions { IndexOptions(tokenizers: tokenize.map(\.text)) }

  package func conflicts() -> [SettingConflict] {
    guard !tokenize.isEmpty else {
      return [SettingConflict("tokenize", "'tokenize' names one tokenizer at least")]
    }
    let hasTrigrams = tokenize.count { $0.text.contains("trigram") }
    guard hasTrigrams > 1 || tokenize.count - hasTrigrams > 1 else { return [] }
    return [
      SettingConflict(
        "tokenize",
        "'tokenize' takes one tokenizer of words and one of trigrams at most"
      )
    ]
  }

  package var outputs: [OutputPath] { [OutputPath(setting: "to", path: to)] }

  package func write(_ documents: DocumentSequence, _ context: SinkContext) async throws
    -> SinkCounts
  {
    do {
      let previous = context.previous[to]
      do {
        return try await write(documents, context, previous: previous)
      } catch let error as IndexError where previous != nil && error.isDamage {
        // An earlier file that cannot be read only saves time: everything is there to do without it.
        return try await write(documents, context, previous: nil)
      }
    } catch let error as IndexError {
      if case .database(let cause) = error { throw cause }
      guard let failure = error.systemFailure else { throw error }
      throw SystemError(operation: failure.operation, path: failure.path, code: failure.code)
    }
  }

  private func write(
    _ documents: DocumentSequence,
    _ context: SinkContext,
    previous: String?
  ) async throws -> SinkCounts {
    let writer = try IndexWriter(
      path: context.file(for: to),
      options: options,
      previous: previous
    )
    var batch = IndexBatch(documents, options, jobs: context.jobs)
    for index in Self.inOrder(documents) {
      try context.advance()
      let entry = Entry(index: Int(index), key: Self.key(of: documents.documents[Int(index)]))
      if previous != nil {
        // Rows are written in order, so what waits comes before what is carried over.
        try await batch.write(to: writer)
        if try writer.keep(entry.key) { continue }
      }
      batch.add(entry)
      if batch.isFull { try await batch.write(to: writer) }
    }
    try await batch.write(to: writer)
    let counts = try writer.finish()
    return SinkCounts(documents: counts.documents, items: counts.chunks)
  }

  /// A document and the key under which the index knows it.
  struct Entry: Sendable {
    var index: Int
    var key: String
  }

  /// The documents in the order of their keys.
  private static func inOrder(_ documents: DocumentSequence) -> [Int32] {
    let list = documents.documents
    var order = list.indices.map { Int32($0) }
    var last = ""
    let isInOrder = list.allSatisfy { document in
      let key = key(of: document)
      defer { last = key }
      return IndexedDocument.key(last, precedes: key)
    }
    // They come by source and path, which is nearly always the order of keys as well; only else is
    // it worth to hold the keys of all.
    if !isInOrder {
      let keys = list.map(key(of:))
      order.sort { IndexedDocument.key(keys[Int($0)], precedes: keys[Int($1)]) }
    }
    return order
  }

  /// The key tells all that the index holds of a document: one that is in an earlier file under the same
  /// key can be carried over as it is.
  private static func key(of document: SinkDocument) -> String {
    var stamp = KeyHasher("indexed document")
    stamp.add(document.key)
    stamp.add(document.hint)
    stamp.add(document.copies.count)
    for copy in document.copies { stamp.add(copy) }
    let digest = stamp.finish().description.prefix(16)
    // The separator sorts before all that paths are usually made of, so keys sort as paths do.
    return "\(document.source)\u{1F}\(document.path)\u{1F}\(digest)"
  }
}

extension IndexError {
  /// Whether it may come of an earlier file that is damaged.
  fileprivate var isDamage: Bool {
    switch self {
    case .damagedPrevious: true
    case .database(let error): error.isCorrupt
    default: false
    }
  }
}
