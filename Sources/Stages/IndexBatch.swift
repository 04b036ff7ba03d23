import Digests
import Documents
import Pipeline
import SearchIndex

/// Documents that wait for the index, so that several tasks can cut their text into words at once.
struct IndexBatch {
  private let documents: DocumentSequence
  private let options: IndexOptions
  private let jobs: Int
  private var entries: [FullTextSink.Entry] = []
  private var bytes: Int64 = 0

  init(_ documents: DocumentSequence, _ options: IndexOptions, jobs: Int) {
    self.documents = documents
    self.options = options
    self.jobs = jobs
  }

  private static let few = 16

  /// Whether enough waits to keep all tasks busy, and not more than memory should hold.
  var isFull: Bool { entries.count >= 512 || bytes >= 4 << 20 }

  mutating func add(_ entry: FullTextSink.Entry) {
    entries.append(entry)
    bytes += documents.documents[entry.index].size
  }

  mutating func write(to writer: IndexWriter) async throws {
    guard !entries.isEmpty else { return }
    guard entries.count > Self.few else {
      // Between documents that are carried over there is often one alone; tasks with tokenizers of
      // their own would cost more than they save.
      for entry in entries { try writer.add(try Self.indexed(entry, of: documents)) }
      entries.removeAll(keepingCapacity: true)
      bytes = 0
      return
    }
    let slice = (entries.count + jobs - 1) / jobs
    let parts = stride(from: 0, to: entries.count, by: slice).map {
      Array(entries[$0..<min($0 + slice, entries.count)])
    }
    entries.removeAll(keepingCapacity: true)
    bytes = 0
    let (documents, options) = (documents, options)
    let prepared = try await withThrowingTaskGroup(of: (Int, [PreparedDocument]).self) { group in
      for (number, part) in parts.enumerated() {
        group.addTask { (number, try Self.prepare(part, of: documents, options)) }
      }
      var prepared = [[PreparedDocument]](repeating: [], count: parts.count)
      for try await (number, part) in group { prepared[number] = part }
      return prepared
    }
    for document in prepared.joined() { try writer.add(document) }
  }

  private static func prepare(
    _ entries: [FullTextSink.Entry],
    of documents: DocumentSequence,
    _ options: IndexOptions
  ) throws -> [PreparedDocument] {
    let preparer = try DocumentPreparer(options)
    return try entries.map { try preparer.prepare(try indexed($0, of: documents)) }
  }

  private static func indexed(_ entry: FullTextSink.Entry, of documents: DocumentSequence) throws
    -> IndexedDocument
  {
    let payload = try documents.payload(entry.index)
    guard let chunks = payload.itsChunks else {
      throw RunError(notAccepted: payload, by: FullTextSink.kind)
    }
    return indexed(documents.documents[entry.index], chunks, key: entry.key)
  }

  private static func indexed(_ document: SinkDocument, _ chunks: Chunks, key: String)
    -> IndexedDocument
  {
    let ids = chunks.ids(in: document.identity)
    return IndexedDocument(
      key: key,
      id: document.id.bytes,
      source: document.source,
      path: document.path,
      alsoAt: document.copies,
      format: document.hint,
      bytes: document.size,
      sha256: document.hash.bytes,
      title: chunks.title,
      chunks: zip(chunks.chunks, ids).enumerated().map { ordinal, pair in
        let (chunk, id) = pair
        return IndexedChunk(
          id: id.bytes,
          ordinal: ordinal,
          kind: chunk.kind.rawValue,
          titlePath: chunk.titlePath,
          text: chunk.text,
          start: chunk.sourceRange?.lowerBound,
          end: chunk.sourceRange?.upperBound,
          firstPage: chunk.pages?.lowerBound,
          lastPage: chunk.pages?.upperBound
        )
      }
    )
  }
}
