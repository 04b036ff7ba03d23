/// The tables of the ledger, meant to be read with plain `sqlite3` as well.
enum LedgerSchema {
  /// Raised when the tables change; an older ledger is emptied and everything is looked at anew.
  static let version: Int32 = 4

  static let tables = """
    -- Facts about the state as a whole: which pipeline it belongs to, how often it has changed.
    CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    -- A document is a path below its source. One that could not be read has no content
    -- and a status of its own, with the reason.
    CREATE TABLE documents(
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      content INTEGER REFERENCES contents(id),
      status TEXT CHECK(status IN ('skipped', 'failed')),
      reason TEXT,
      detail TEXT,
      temporary INTEGER NOT NULL DEFAULT 0,
      item_ids BLOB,
      run INTEGER NOT NULL,
      UNIQUE(source, path));
    CREATE INDEX documents_content ON documents(content);
    -- A content is the bytes of one or more documents and what became of them in a flow: the same
    -- bytes in two sources may go different ways.
    CREATE TABLE contents(
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL,
      hint TEXT NOT NULL,
      size INTEGER NOT NULL,
      flow BLOB NOT NULL,
      status TEXT NOT NULL CHECK(status IN ('done', 'skipped', 'failed')),
      stage TEXT,
      reason TEXT,
      detail TEXT,
      temporary INTEGER NOT NULL DEFAULT 0,
      run INTEGER NOT NULL,
      UNIQUE(hash, hint, flow));
    -- What each stage made of a content, by the key under which the cache holds it.
    CREATE TABLE results(
      content INTEGER NOT NULL REFERENCES contents(id),
      stage TEXT NOT NULL,
      key BLOB NOT NULL,
      items INTEGER NOT NULL,
      characters INTEGER NOT NULL,
      -- Amounts that reports add up, as "name=count" with spaces between.
      sums TEXT NOT NULL,
      PRIMARY KEY(content, stage)) WITHOUT ROWID;
    -- The stages of the last run, so that the next can say which setting changed.
    CREATE TABLE stages(
      name TEXT PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL,
      settings TEXT NOT NULL, inputs TEXT NOT NULL) WITHOUT ROWID;
    -- What was published, and how it looked on disk right after.
    CREATE TABLE outputs(
      path TEXT PRIMARY KEY,
      stage TEXT NOT NULL,
      sha256 BLOB NOT NULL,
      bytes INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      made_from BLOB NOT NULL,
      documents INTEGER NOT NULL,
      items INTEGER NOT NULL) WITHOUT ROWID;
    -- Files that are finished and wait for their names; empty except in the moment of publishing.
    CREATE TABLE publication(
      destination TEXT PRIMARY KEY, temporary TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs(
      id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, outcome TEXT, report TEXT);
    """
}
