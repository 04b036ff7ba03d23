import InvertedIndex
import SQLite

/// Writes an index file from documents in the order of their keys.
///
/// The bytes of the file depend on the documents and the options (and the version of SQLite)
/// alone: not on what the file is called, nor on which documents were carried over from an earlier
/// file and which were added. Carrying over costs little more than copying.
///
/// Memory is bounded: what has been collected goes to temporary files beside the index whenever it
/// exceeds a budget. They have no name, so nothing is left of them however the process ends.
///
/// Nothing is left of the file if the writer is dropped before it has finished. The file is not
/// forced to the disk; who needs that does it before giving the file its final name.
package final class IndexWriter {
  let path: String
  let options: IndexOptions
  let connection: Connection
  var previous: PreviousIndex?
  var runs: [RowRun] = []
  var fullText: [FullTextWriter] = []

  private let memoryBudget: Int
  private let preparer: DocumentPreparer
  private let rows: DocumentRows
  private var lastKey: String?
  private var counts = IndexCounts(documents: 0, chunks: 0, characters: 0)
  private var isFinished = false

  /// Creates the file, in place of one that may be there.
  ///
  /// - Parameters:
  ///   - path: Where to write.
  ///   - options: What the index is to hold.
  ///   - previous: An earlier index that `keep` takes documents from. One that is missing, or was
  ///     made with other options or another version, is passed over. It must be another file than the
  ///     one to be written, and nobody may write it meanwhile.
  ///   - memoryBudget: How many bytes of postings are kept in memory; all tables together. It does
  ///     not change the bytes of the file.
  /// - Throws: An `IndexError` when the file cannot be made or the options make no sense.
  package init(
    path: String,
    options: IndexOptions = IndexOptions(),
    previous: String? = nil,
    memoryBudget: Int = 32 << 20
  ) throws(IndexError) {
    guard !options.tables.isEmpty, Set(options.tables.map(\.name)).count == options.tables.count
    else { throw .tokenizers(options.tokenizers) }
    self.path = path
    self.options = options
    self.memoryBudget = max(0, memoryBudget)
    preparer = try DocumentPreparer(options)
    do {
      let connection = try Connection(path: path, mode: .freshFile)
      self.connection = connection
      try Self.configure(connection, options)
      if let previous {
        self.previous = try PreviousIndex(path: previous, to: connection, options)
      }
      try connection.begin()
      rows = try DocumentRows(connection)
      for table in options.tables {
        fullText.append(FullTextWriter(table, on: connection))
      }
    } catch {
      throw .database(error)
    }
  }

  deinit {
    guard !isFinished else { return }
    try? connection.close()
    Connection.removeFile(at: path)
  }

  private static func configure(
    _ connection: Connection,
    _ options: IndexOptions
  ) throws(SQLiteError) {
    try connection.execute(
      """
      PRAGMA page_size = \(options.pageSize); PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;
      BEGIN; \(Schema.tables)
      """
    )
    for (name, value) in Schema.about(options) {
      try connection.run("INSERT INTO about VALUES (?, ?)", .text(name), .text(value))
    }
    for table in options.tables {
      try connection.execute(Schema.fullText(table, titleWeight: options.titleWeight))
    }
    try connection.setApplicationID(Schema.applicationID)
    try connection.setUserVersion(Schema.version)
    try connection.execute("COMMIT; \(Schema.spool)")
  }

  /// Carries a document over from the earlier index, if it has one with this key.
  ///
  /// The caller knows that nothing about the document has changed, its chunks included. When the
  /// answer is false, it has to be added.
  package func keep(_ key: String) throws(IndexError) -> Bool {
    guard previous != nil else { return false }
    try checkOrder(key)
    do {
      guard let document = try previous?.take(key) else { return false }
      lastKey = key
      if runs.last?.isFollowed(by: document) != true {
        try flush()
        runs.append(
          RowRun(
            document: Int64(counts.documents + 1),
            chunk: Int64(counts.chunks + 1),
            previous: (document.id, document.chunks.lowerBound)
          )
        )
      }
      count(chunks: document.chunks.count, characters: document.characters)
      return true
    } catch {
      throw .database(error)
    }
  }

  /// Adds a document.
  package func add(_ document: IndexedDocument) throws(IndexError) {
    try add(try preparer.prepare(document))
  }

  /// Adds a document that was prepared with the same options, perhaps by another task.
  package func add(_ prepared: PreparedDocument) throws(IndexError) {
    let document = prepared.document
    try checkOrder(document.key)
    lastKey = document.key
    do {
      if runs.isEmpty || runs.last?.previous != nil {
        try flush()
        runs.append(
          RowRun(document: Int64(counts.documents + 1), chunk: Int64(counts.chunks + 1))
        )
      }
      let firstChunk = counts.chunks + 1
      let characters = document.chunks.reduce(0) { $0 + $1.characterCount }
      count(chunks: document.chunks.count, characters: characters)
      try rows.add(
        document,
        id: counts.documents,
        firstChunk: firstChunk,
        characters: characters
      )
      for (writer, postings) in zip(fullText, prepared.postings) {
        writer.add(postings, firstRow: firstChunk)
      }
    } catch {
      throw .database(error)
    }
    try spill()
  }

  /// Brings what is in memory below the budget again.
  private func spill() throws(IndexError) {
    // The largest first, so that a table with few postings does not make many short runs.
    while fullText.reduce(0, { $0 + $1.memory }) > memoryBudget,
      let largest = fullText.max(by: { $0.memory < $1.memory })
    {
      do {
        try largest.spill()
      } catch {
        throw .runFile(error)
      }
    }
  }

  private func checkOrder(_ key: String) throws(IndexError) {
    guard let lastKey, !IndexedDocument.key(lastKey, precedes: key) else { return }
    throw .outOfOrder(key: key, after: lastKey)
  }

  private func count(chunks: Int, characters: Int) {
    counts.documents += 1
    counts.chunks += chunks
    counts.characters += characters
    runs[runs.count - 1].documentCount += 1
    runs[runs.count - 1].chunkCount += Int64(chunks)
  }

  /// Copies the chunks of the latest run, if it is one of the earlier index.
  private func flush() throws(SQLiteError) {
    if let run = runs.last, run.previous != nil { try rows.copyChunks(run) }
  }

  /// Writes what is left and closes the file.
  package func finish() throws(IndexError) -> IndexCounts {
    do {
      try flush()
      try rows.finish(runs)
      for writer in fullText { try writer.finish(runs, previous) }
      try connection.execute(Schema.indexes)
      try connection.commit()
      previous = nil
      try connection.close()
      isFinished = true
      return counts
    } catch let error as SQLiteError {
      throw .database(error)
    } catch let error as MergeError {
      switch error {
      case .damage(let damage):
        throw .damagedPrevious(path: previous?.path ?? "", reason: damage.description)
      case .runFile(let error):
        throw .runFile(error)
      }
    } catch {
      throw .unexpected("\(error)")
    }
  }
}
