import SQLite

/// Reads an index file.
package final class IndexReader {
  package let path: String
  /// What the file was made with.
  package let options: IndexOptions
  let connection: Connection

  /// Opens an index that nobody is writing.
  package init(path: String) throws(IndexError) {
    self.path = path
    let found: IndexOptions?
    do throws(SQLiteError) {
      connection = try Connection(path: path, mode: .readOnly)
      found = try Self.options(connection)
    } catch {
      throw error.isCorrupt ? .notAnIndex(path: path) : .database(error)
    }
    guard let found else { throw .notAnIndex(path: path) }
    options = found
  }

  /// What the file was made with; nil for one that is no index of this version.
  private static func options(_ connection: Connection) throws(SQLiteError) -> IndexOptions? {
    guard try connection.applicationID() == Schema.applicationID,
      try connection.userVersion() == Schema.version
    else { return nil }
    func value(_ name: String) throws(SQLiteError) -> String? {
      try connection.text("SELECT value FROM about WHERE name = ?", .text(name))
    }
    guard let tokenizers = try value("tokenizers"), let weight = try value("title_weight"),
      let weight = Double(weight), let size = try value("page_size"), let size = Int(size)
    else { return nil }
    return IndexOptions(
      tokenizers: tokenizers.split(separator: "\n").map(String.init),
      titleWeight: weight,
      pageSize: size
    )
  }

  package func counts() throws(IndexError) -> IndexCounts {
    do {
      let rows = try connection.rows("SELECT documents, chunks, characters FROM status") {
        IndexCounts(documents: $0.int(0), chunks: $0.int(1), characters: $0.int(2))
      }
      return rows.first ?? IndexCounts(documents: 0, chunks: 0, characters: 0)
    } catch {
      throw .database(error)
    }
  }

  /// Hands over the documents in the order of their keys, for comparison with what should be there.
  package func documents(_ receive: (RecordedDocument) throws -> Void) throws {
    let documents = try connection.prepare(
      "SELECT key, uuid, path, sha256, chunks FROM documents ORDER BY id"
    )
    let chunks = try connection.prepare("SELECT uuid FROM chunks ORDER BY id")
    while try documents.step() {
      var uuids: [String] = []
      for _ in 0..<documents.int(4) where try chunks.step() { uuids.append(chunks.text(0)) }
      try receive(
        RecordedDocument(
          key: documents.text(0),
          uuid: documents.text(1),
          path: documents.text(2),
          sha256: documents.text(3),
          chunkUUIDs: uuids
        )
      )
    }
  }
}
