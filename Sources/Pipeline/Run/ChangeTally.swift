package import Digests
import Ledger

/// Counts why documents were looked at and what had become of them.
package struct ChangeTally: Sendable {
  package var counts: [ChangeReason: Int] = [:]
  /// Documents that were listed and gone when they were to be read.
  package var vanished: [String] = []
  /// New documents with their contents, so that renames can be told from arrivals.
  package var arrivals: [(identity: DocumentIdentity, hash: Digest)] = []

  package init() {}

  mutating func count(
    _ item: Survey.WorkItem,
    isSame: Bool,
    identity: DocumentIdentity? = nil,
    hash: Digest? = nil
  ) {
    switch item.cause {
    case .unknown:
      counts[.new, default: 0] += 1
      if let identity, let hash { arrivals.append((identity, hash)) }
    case .touched:
      let isCurrent = item.known?.content?.isCurrent != false
      counts[isSame ? (isCurrent ? .upToDate : .settings) : .changed, default: 0] += 1
    case .flow: counts[.settings, default: 0] += 1
    case .forced: counts[.forced, default: 0] += 1
    case .retry: counts[.retry, default: 0] += 1
    }
  }
}

/// Why a document is worked on, or why it is not.
package enum ChangeReason: String, Sendable, CaseIterable {
  case new
  case changed
  case renamed
  case duplicate
  case settings = "setting changed"
  case model = "model changed"
  case retry
  case forced
  case deleted
  case upToDate = "up to date"
}

/// What one stage did in a run.
package struct StageTally: Sendable, Hashable {
  package var made = 0
  package var cached = 0
  package var failed = 0
  package var items = 0
  package var nanoseconds: Int64 = 0

  package init() {}
}
