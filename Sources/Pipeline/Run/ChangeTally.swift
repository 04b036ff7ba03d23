package import Ledger

/// Counts why documents were looked at and what had become of them.
package struct ChangeTally: Sendable {
  package var counts: [ChangeReason: Int] = [:]
  /// Documents that were listed and gone when they were to be read.
  package var vanished: [String] = []
  /// What stages had to say of documents that they worked on.
  package var remarks: [Remark] = []
  /// New documents with their contents, so that renames can be told from arrivals.
  package var arrivals: [(path: String, content: HeldContent)] = []

  package init() {}

  package struct Remark: Sendable {
    package var path: String
    package var stage: String
    package var text: String
  }

  mutating func count(
    _ item: Survey.WorkItem,
    isSame: Bool,
    holding content: HeldContent? = nil
  ) {
    switch item.cause {
    case .unknown:
      counts[.new, default: 0] += 1
      if let content { arrivals.append((item.entry.path, content)) }
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
