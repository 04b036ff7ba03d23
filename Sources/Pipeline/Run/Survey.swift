import Digests
package import Ledger

/// What a source holds now beside what the ledger knows of it, before anything is read.
package struct Survey: Sendable {
  package var flow: Flow
  package var listing: SourceListing
  /// Documents to look at, in the order of their paths.
  package var work: [WorkItem] = []
  package var unchanged = 0
  package var unchangedBytes: Int64 = 0
  /// Documents that the ledger knows and the source no longer has.
  package var gone: [KnownDocument] = []

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
    }

    package var entry: SourceEntry
    package var known: KnownDocument?
    package var cause: Cause
  }

  /// Compares a listing with the ledger; both are sorted by the bytes of paths.
  package init(flow: Flow, listing: SourceListing, known: [KnownDocument], isForced: Bool) {
    self.flow = flow
    self.listing = listing
    let hidden = Hidden(listing.unreadable)
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
        if !hidden.hides(old.path) { gone.append(old) }
        document = right.next()
      } else if let new = entry, let old = document {
        compare(new, old, isForced: isForced)
        entry = left.next()
        document = right.next()
      }
    }
  }

  private mutating func compare(_ entry: SourceEntry, _ known: KnownDocument, isForced: Bool) {
    let cause: WorkItem.Cause?
    if FileStamp(entry.fingerprint) != known.stamp {
      cause = .touched
    } else if known.failure != nil {
      cause = .retry
    } else if let content = known.content {
      if !content.isCurrent || isForced {
        cause = .flow
      } else {
        cause = content.status.failure?.isTemporary == true ? .retry : nil
      }
    } else {
      cause = .touched
    }
    if let cause {
      work.append(WorkItem(entry: entry, known: known, cause: cause))
    } else {
      unchanged += 1
      unchangedBytes += entry.fingerprint.size
    }
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

  func hides(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    return parts.contains(bytes) || folders.contains { bytes.starts(with: $0) }
  }
}

/// Whether a path sorts before another by its bytes, as SQLite sorts and machines agree.
package func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension FileStamp {
  package init(_ fingerprint: Fingerprint) {
    self.init(
      size: fingerprint.size,
      modified: fingerprint.modified,
      changed: fingerprint.changed,
      inode: fingerprint.inode
    )
  }
}
