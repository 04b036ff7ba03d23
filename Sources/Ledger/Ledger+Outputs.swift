package import Digests
package import SQLite

/// An output as it was published.
package struct PublishedOutput: Sendable, Hashable {
  package var path: String
  package var stage: String
  package var sha256: Digest
  package var bytes: Int64
  package var modified: Int64
  package var inode: UInt64
  /// A digest of everything that went into it.
  package var madeFrom: Digest
  package var documents: Int
  package var items: Int

  package init(
    path: String,
    stage: String,
    sha256: Digest,
    bytes: Int64,
    modified: Int64,
    inode: UInt64,
    madeFrom: Digest,
    documents: Int,
    items: Int
  ) {
    self.path = path
    self.stage = stage
    self.sha256 = sha256
    self.bytes = bytes
    self.modified = modified
    self.inode = inode
    self.madeFrom = madeFrom
    self.documents = documents
    self.items = items
  }
}

/// A stage as the last run knew it.
package struct RecordedStage: Sendable, Hashable {
  package var name: String
  package var kind: String
  package var version: Int
  /// Its decisive settings, as canonical JSON.
  package var settings: String
  /// The names of the stages it read from, joined by commas.
  package var inputs: String

  package init(name: String, kind: String, version: Int, settings: String, inputs: String) {
    self.name = name
    self.kind = kind
    self.version = version
    self.settings = settings
    self.inputs = inputs
  }
}

/// A finished file that waits for its name.
package struct PendingFile: Sendable, Hashable {
  package var temporary: String
  package var destination: String

  package init(temporary: String, destination: String) {
    self.temporary = temporary
    self.destination = destination
  }
}

extension Ledger {
  package func outputs() throws(SQLiteError) -> [PublishedOutput] {
    try connection.rows(
      """
      SELECT path, stage, sha256, bytes, modified, inode, made_from, documents, items
      FROM outputs ORDER BY path
      """
    ) { row in
      guard let hash = Digest(bytes: row.blob(2)), let made = Digest(bytes: row.blob(6)) else {
        return nil
      }
      return PublishedOutput(
        path: row.text(0),
        stage: row.text(1),
        sha256: hash,
        bytes: row.int64(3),
        modified: row.int64(4),
        inode: UInt64(bitPattern: row.int64(5)),
        madeFrom: made,
        documents: row.int(7),
        items: row.int(8)
      )
    }.compactMap { $0 }
  }

  package func setOutputs(_ outputs: [PublishedOutput]) throws(SQLiteError) {
    try connection.execute("DELETE FROM outputs")
    for output in outputs {
      try connection.run(
        "INSERT INTO outputs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        SQLiteValue(output.path),
        SQLiteValue(output.stage),
        SQLiteValue(output.sha256.bytes),
        SQLiteValue(output.bytes),
        SQLiteValue(output.modified),
        SQLiteValue(Int64(bitPattern: output.inode)),
        SQLiteValue(output.madeFrom.bytes),
        SQLiteValue(output.documents),
        SQLiteValue(output.items)
      )
    }
  }

  package func stages() throws(SQLiteError) -> [RecordedStage] {
    try connection.rows("SELECT name, kind, version, settings, inputs FROM stages ORDER BY name") {
      RecordedStage(
        name: $0.text(0),
        kind: $0.text(1),
        version: $0.int(2),
        settings: $0.text(3),
        inputs: $0.text(4)
      )
    }
  }

  package func setStages(_ stages: [RecordedStage]) throws(SQLiteError) {
    try connection.execute("DELETE FROM stages")
    for stage in stages {
      try connection.run(
        "INSERT INTO stages VALUES(?, ?, ?, ?, ?)",
        SQLiteValue(stage.name),
        SQLiteValue(stage.kind),
        SQLiteValue(stage.version),
        SQLiteValue(stage.settings),
        SQLiteValue(stage.inputs)
      )
    }
  }

  /// The files that a killed run had finished and not yet named.
  package func pendingFiles() throws(SQLiteError) -> [PendingFile] {
    try connection.rows("SELECT temporary, destination FROM publication ORDER BY destination") {
      PendingFile(temporary: $0.text(0), destination: $0.text(1))
    }
  }

  package func setPendingFiles(_ files: [PendingFile]) throws(SQLiteError) {
    try connection.execute("DELETE FROM publication")
    for file in files {
      try connection.run(
        "INSERT INTO publication(destination, temporary) VALUES(?, ?)",
        SQLiteValue(file.destination),
        SQLiteValue(file.temporary)
      )
    }
  }

  package func beginRun(at time: String) throws(SQLiteError) -> Int64 {
    try connection.run("INSERT INTO runs(started) VALUES(?)", SQLiteValue(time))
    return connection.lastInsertRowID
  }

  package func endRun(_ id: Int64, at time: String, outcome: String, report: String)
    throws(SQLiteError)
  {
    try connection.run(
      "UPDATE runs SET finished = ?2, outcome = ?3, report = ?4 WHERE id = ?1",
      SQLiteValue(id),
      SQLiteValue(time),
      SQLiteValue(outcome),
      SQLiteValue(report)
    )
    // A year of nightly runs is remembered; watched folders would grow the table without end.
    try connection.run("DELETE FROM runs WHERE id <= ?", SQLiteValue(id - 400))
  }

  package func lastRunReport() throws(SQLiteError) -> String? {
    try connection.text("SELECT report FROM runs WHERE report IS NOT NULL ORDER BY id DESC LIMIT 1")
  }
}
