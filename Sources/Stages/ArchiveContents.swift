import Ledger
import LibArchive
import Pipeline

/// What an archive holds, as its entries come by.
struct ArchiveContents {
  /// The most bytes that may be read from all entries together.
  let limit: ByteSize
  /// The most bytes that one entry may have.
  let largest: ByteSize
  let name: String
  private var entries: [SourceEntry] = []
  /// Where in `entries` a name stood last.
  private var latest: [[UInt8]: Int] = [:]
  private var ignored: [IgnoredEntry] = []
  private var unreadable: [UnreadablePart] = []

  init(limit: ByteSize, largest: ByteSize, name: String) {
    self.limit = limit
    self.largest = largest
    self.name = name
  }

  mutating func take(_ entry: SourceEntry) {
    // An archive may hold a name twice; unpacking would leave the last one.
    if latest.updateValue(entries.count, forKey: Array(entry.path.utf8)) != nil {
      ignore(entry.path, "replaced by a later entry")
    }
    entries.append(entry)
  }

  mutating func ignore(_ path: String, _ reason: String) {
    ignored.append(IgnoredEntry(path: path, reason: reason))
  }

  /// Notes what cannot be read.
  ///
  /// What lies beyond a broken place is unknown, so what was known of the archive is kept. What a limit
  /// leaves out is left out.
  mutating func note(_ error: ArchiveError) {
    let isBroken =
      switch error {
      case .unreadable, .unrecognized, .corrupt: true
      default: false
      }
    let reason = if case .unsafeName = error { "unsafe-name" } else { "archive" }
    unreadable.append(
      UnreadablePart(
        path: error.endsArchive ? name : error.entry ?? name,
        hides: isBroken ? "" : nil,
        failure: StageFailure(reason, error.description)
      )
    )
  }

  private func tooLarge(_ error: ArchiveError, _ entry: SourceEntry) -> UnreadablePart {
    let failure = StageFailure("too-large", error.description)
    return UnreadablePart(path: entry.path, hides: nil, failure: failure)
  }

  /// Everything in the order of names, each name once.
  func listing() -> SourceListing {
    var listing = SourceListing()
    listing.ignored = ignored
    var parts = unreadable
    var total: Int64 = 0
    // In the order of the archive, so that what fits does not depend on what was read before.
    for (index, entry) in entries.enumerated() where latest[Array(entry.path.utf8)] == index {
      guard entry.stamp.size <= largest.bytes else {
        parts.append(
          tooLarge(.entryTooLarge(archive: name, entry: entry.path, limit: largest.bytes), entry)
        )
        continue
      }
      let (sum, isOver) = total.addingReportingOverflow(entry.stamp.size)
      guard !isOver, sum <= limit.bytes else {
        parts.append(
          tooLarge(.totalTooLarge(archive: name, entry: entry.path, limit: limit.bytes), entry)
        )
        continue
      }
      total = sum
      listing.entries.append(entry)
    }
    listing.entries.sort { precedes($0.path, $1.path) }
    var seen = Set(listing.entries.map { Array($0.path.utf8) })
    for part in parts {
      // A name stands for one thing: an entry that can be read, or the first trouble with it.
      if seen.insert(Array(part.path.utf8)).inserted {
        listing.unreadable.append(part)
      } else {
        listing.ignored.append(IgnoredEntry(path: part.path, reason: "damaged or refused"))
      }
    }
    return listing
  }
}
