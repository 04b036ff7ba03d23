import Digests
package import Ledger

/// What a source holds now beside what the ledger knows of it, before anything is read.
package struct Survey: Sendable {
  package var flow: Flow
  package var listing: SourceListing
  let rules: Rules
  /// Documents to look at, in the order of their paths.
  package var work: [WorkItem] = []
  package var unchanged = 0
  /// Documents that the ledger knows and the source no longer has.
  package var gone: [KnownDocument] = []
  /// Folders that could not be read and now can be; they stood for what is in them.
  package var reopened: [KnownDocument] = []
  /// What the ledger knows of the parts that cannot be looked at, in the order of the listing's.
  package var unreadable: [KnownDocument?] = []

  /// A document that may need work.
  package struct WorkItem: Sendable {
    package enum Cause: Sendable {
      /// The ledger does not know the path.
      case unknown
      /// The file looks different from when it was read.
      case touched
      /// The bytes are known; a stage or a setting is not as it was.
      case flow
      /// It failed, and another try may go better.
      case retry
      /// Nothing has changed; the run was told to work on it all the same.
      case forced
    }

    package var entry: SourceEntry
    package var known: KnownDocument?
    package var cause: Cause
  }

  /// Compares a listing with the ledger; both are sorted by the bytes of paths.
  package init(flow: Flow, listing: SourceListing, known: [KnownDocument], rules: Rules) {
    self.flow = flow
    self.listing = listing
    self.rules = rules
    let hidden = Hidden(listing.unreadable)
    var parts: [[UInt8]: KnownDocument] = [:]
    var left = listing.entries.makeIterator()
    var right = known.makeIterator()
    var entry = left.next()
    var document = right.next()
    while entry != nil || document != nil {
      let order = Self.order(entry?.path, document?.path)
      if order < 0, let new = entry {
        work.append(WorkItem(entry: new, known: nil, cause: .unknown))
        entry = left.next()
      } else if order > 0, let old = document {
        if hidden.isPart(old.path) {
          parts[Array(old.path.utf8)] = old
        } else if old.content == nil && Self.isFolder(old.path, in: listing) {
          reopened.append(old)
        } else if !hidden.hides(old.path) {
          gone.append(old)
        } else if old.content?.isCurrent == false {
          // Its results are of no use any more; the cache may have what new ones are made from.
          let entry = SourceEntry(path: old.path, stamp: old.stamp)
          work.append(WorkItem(entry: entry, known: old, cause: .flow))
        }
        document = right.next()
      } else if let new = entry, let old = document {
        compare(new, old, rules)
        entry = left.next()
        document = right.next()
      }
    }
    unreadable = listing.unreadable.map { parts[Array($0.path.utf8)] }
  }

  /// What makes a run look at documents that seem to be as they were.
  package struct Rules: Sendable {
    /// The run was told to work on everything.
    package var isForced: Bool
    /// The settings of the source are not those of the last run: what it could not read then, it may now.
    package var isSourceChanged: Bool
    /// What is to become of documents that fail, by the stage they fail in.
    package var onError: [String: ErrorRule]

    package init(
      isForced: Bool = false,
      isSourceChanged: Bool = false,
      onError: [String: ErrorRule] = [:]
    ) {
      self.isForced = isForced
      self.isSourceChanged = isSourceChanged
      self.onError = onError
    }

    /// Whether a failure has the consequences that it would have now.
    func agree(with status: ContentStatus) -> Bool {
      guard let stage = status.failure?.stage, let rule = onError[stage] else { return true }
      return rule == (status.isSkipped ? .skip : .quarantine)
    }
  }

  private mutating func compare(_ entry: SourceEntry, _ known: KnownDocument, _ rules: Rules) {
    let cause: WorkItem.Cause?
    if known.reading.failure != nil, known.stamp == .untrusted {
      // It was seen and not taken; now it is.
      cause = .retry
    } else if entry.stamp != known.stamp {
      cause = .touched
    } else if let failure = known.reading.failure {
      let isToTry = failure.isTemporary || rules.isSourceChanged || rules.isForced
      cause = isToTry || !rules.agree(with: known.reading) ? .retry : nil
    } else if let content = known.content {
      if !content.isCurrent {
        cause = .flow
      } else if rules.isForced {
        cause = .forced
      } else {
        let isToTry = content.status.failure?.isTemporary == true
        cause = isToTry || !rules.agree(with: content.status) ? .retry : nil
      }
    } else {
      cause = .touched
    }
    if let cause {
      work.append(WorkItem(entry: entry, known: known, cause: cause))
    } else {
      unchanged += 1
    }
  }

  /// The document at a path, if it is one to look at.
  func item(at path: String) -> WorkItem? {
    let index = work.firstIndex(sortedBy: { precedes($0.entry.path, path) })
    guard index < work.count, work[index].entry.path.utf8.elementsEqual(path.utf8) else {
      return nil
    }
    return work[index]
  }

  private static func isFolder(_ path: String, in listing: SourceListing) -> Bool {
    let folder = path + "/"
    let index = listing.entries.firstIndex(sortedBy: { precedes($0.path, folder) })
    return index < listing.entries.count
      && listing.entries[index].path.utf8.starts(with: folder.utf8)
  }

  /// Compares paths by their bytes, with a missing one last.
  private static func order(_ left: String?, _ right: String?) -> Int {
    guard let left else { return 1 }
    guard let right else { return -1 }
    if precedes(left, right) { return -1 }
    return precedes(right, left) ? 1 : 0
  }
}

/// What a listing could not see: documents there may well still be there.
private struct Hidden {
  private var parts: Set<[UInt8]> = []
  private var folders: [[UInt8]] = []

  init(_ unreadable: [UnreadablePart]) {
    for part in unreadable {
      // It stands in the ledger by its own path, with the reason for its failure.
      parts.insert(Array(part.path.utf8))
      guard let folder = part.hides else { continue }
      folders.append(folder.isEmpty ? [] : Array(folder.utf8) + [UInt8(ascii: "/")])
    }
  }

  func isPart(_ path: String) -> Bool { !parts.isEmpty && parts.contains(Array(path.utf8)) }

  func hides(_ path: String) -> Bool { folders.contains { path.utf8.starts(with: $0) } }
}

/// Whether a path sorts before another by its bytes, as SQLite sorts and machines agree.
package func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension Array {
  /// The first place where a condition that holds for the front of the array no longer does.
  fileprivate func firstIndex(sortedBy isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
