package import Digests
import Ledger
import SQLite

/// Parts of results that documents share, such as the vector of a text: kept by keys that say all that they
/// depend on, so that what stands in one document is not made again for another, or for its next version.
package struct KnownParts: Sendable {
  package typealias Part = (key: Digest, bytes: [UInt8])

  private let find: @Sendable ([Digest]) throws(RunError) -> [[UInt8]?]
  private let store: @Sendable ([Part]) throws(RunError) -> Void

  /// Knows nothing and keeps nothing.
  package static let none = KnownParts(
    find: { (keys) throws(RunError) in Array(repeating: nil, count: keys.count) },
    store: { (_) throws(RunError) in }
  )

  package init(
    find: @escaping @Sendable ([Digest]) throws(RunError) -> [[UInt8]?],
    store: @escaping @Sendable ([Part]) throws(RunError) -> Void
  ) {
    self.find = find
    self.store = store
  }

  /// What is known under each key.
  package func parts(for keys: [Digest]) throws(StageFailure) -> [[UInt8]?] {
    do throws(RunError) {
      return try find(keys)
    } catch {
      throw Self.failure(error)
    }
  }

  package func keep(_ parts: [Part]) throws(StageFailure) {
    do throws(RunError) {
      try store(parts)
    } catch {
      throw Self.failure(error)
    }
  }

  /// The run itself ends when its state cannot be read or written; the document waits for the next.
  private static func failure(_ error: RunError) -> StageFailure {
    StageFailure("cache", "was given up: \(error)", isTemporary: true)
  }
}

extension StateStore {
  /// The parts of the cache; those that are there are not looked for where all is to be made anew.
  func parts(isForced: Bool) -> KnownParts {
    KnownParts(
      find: { (keys) throws(RunError) in
        guard !isForced else { return Array(repeating: nil, count: keys.count) }
        return try self.with { open throws(SQLiteError) in try open.cache.parts(for: keys) }
      },
      store: { (parts) throws(RunError) in
        try self.with { open throws(SQLiteError) in
          try open.beginWriting()
          for part in parts {
            try open.cache.keep(part.bytes, for: part.key)
            open.pendingBytes += part.bytes.count
          }
          try open.commitIfDue()
        }
      }
    )
  }
}
