import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

/// The ledger and the cache of a run, shared by its tasks.
///
/// Writes gather in one transaction that is committed now and then; what a reader asks for in between is
/// seen all the same, since everything goes through the same connections.
final class StateStore: Sendable {
  struct Open {
    var ledger: Ledger
    var cache: ResultCache
    var pendingBytes = 0
    /// When the transaction began.
    var began: Int64 = 0
    var isWriting = false
    var hasAdvanced = false
    /// The first failure of either file; nothing is begun after it.
    var trouble: SQLiteError?

    /// Begins a transaction on both files unless one is open, and notes that something changes.
    mutating func beginWriting() throws(SQLiteError) {
      if !isWriting {
        try cache.begin()
        try ledger.begin()
        isWriting = true
        began = MonotonicClock.now
      }
    }

    /// Notes that outputs made before are no longer what they should be.
    mutating func advance() throws(SQLiteError) {
      try beginWriting()
      if !hasAdvanced {
        try ledger.advanceGeneration()
        hasAdvanced = true
      }
    }

    /// Commits the cache before the ledger, so that the ledger never speaks of what is not there.
    mutating func commit() throws(SQLiteError) {
      guard isWriting else { return }
      try cache.commit()
      try ledger.commit()
      isWriting = false
      pendingBytes = 0
    }

    /// Commits now and then: seldom enough to cost little, often enough that a crash loses little.
    mutating func commitIfDue() throws(SQLiteError) {
      guard isWriting else { return }
      let age = MonotonicClock.now - began
      if pendingBytes > 64 << 20 || age > 2_000_000_000 { try commit() }
    }

    /// Takes back what was not committed before a failure.
    ///
    /// What failed may have been half done, and SQLite itself takes a whole transaction back when the
    /// disk is full: only what was committed in both files is sure to agree.
    mutating func rollBack() {
      ledger.rollBack()
      cache.rollBack()
      isWriting = false
    }
  }

  private let state: Mutex<Open>

  init(_ folder: StateFolder) throws(RunError) {
    do throws(SQLiteError) {
      let open = Open(
        ledger: try Ledger(path: folder.ledger),
        cache: try ResultCache(path: folder.cache)
      )
      state = Mutex(open)
    } catch {
      throw RunError(error)
    }
  }

  func with<Result: Sendable>(_ body: (inout Open) throws(SQLiteError) -> Result) throws(RunError)
    -> Result
  {
    do {
      return try state.withLock { open in
        if let trouble = open.trouble { throw trouble }
        do {
          return try body(&open)
        } catch let error as SQLiteError {
          open.trouble = error
          throw error
        }
      }
    } catch let error as SQLiteError {
      throw RunError(error)
    } catch {
      throw RunError(any: error)
    }
  }

  func measure(of key: Digest) throws(RunError) -> ResultCache.Measure? {
    try with { open throws(SQLiteError) in try open.cache.measure(of: key) }
  }

  func bytes(for key: Digest) throws(RunError) -> [UInt8]? {
    try with { open throws(SQLiteError) in try open.cache.bytes(for: key) }
  }

  func store(_ bytes: [UInt8], _ measure: ResultCache.Measure, for key: Digest) throws(RunError) {
    try with { open throws(SQLiteError) in
      try open.beginWriting()
      try open.cache.store(bytes, measure, for: key)
      open.pendingBytes += bytes.count
      try open.commitIfDue()
    }
  }

  func commit() throws(RunError) {
    try with { open throws(SQLiteError) in try open.commit() }
  }

  func close() throws(RunError) {
    do {
      try state.withLock { open in
        if open.trouble == nil { try open.commit() } else { open.rollBack() }
        try open.cache.close()
        try open.ledger.close()
      }
    } catch {
      throw RunError(any: error)
    }
  }
}
