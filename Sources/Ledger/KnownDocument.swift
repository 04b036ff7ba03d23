package import Digests

/// A document as the last run left it.
///
/// A reference, since a run holds one for each of a great many files.
package final class KnownDocument: Sendable {
  package let id: Int64
  package let path: String
  package let stamp: FileStamp
  package let content: KnownContent?
  /// How reading it went; `done` where it has a content.
  package let reading: ContentStatus

  package init(
    id: Int64,
    path: String,
    stamp: FileStamp,
    content: KnownContent?,
    reading: ContentStatus = .done
  ) {
    self.id = id
    self.path = path
    self.stamp = stamp
    self.content = content
    self.reading = reading
  }

  /// Why it is in no output, if it is in none.
  package var failure: RecordedFailure? { reading.failure ?? content?.status.failure }
}

/// How a file looks without reading it, which tells whether it may have changed.
package struct FileStamp: Sendable, Hashable {
  package var size: Int64
  package var modified: Int64
  package var changed: Int64
  package var inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// A stamp that no file has: it makes the next run read the document again.
  package static let untrusted = FileStamp(size: -1, modified: 0, changed: 0, inode: 0)
}

/// What the ledger knows of the bytes of a document.
package struct KnownContent: Sendable, Hashable {
  package var id: Int64
  package var hash: Digest
  package var hint: String
  package var status: ContentStatus
  /// Whether it was made by the very stages and settings that are asked for now.
  package var isCurrent: Bool

  package init(id: Int64, hash: Digest, hint: String, status: ContentStatus, isCurrent: Bool) {
    self.id = id
    self.hash = hash
    self.hint = hint
    self.status = status
    self.isCurrent = isCurrent
  }
}

/// What became of a content.
///
/// Failures are few: they lie apart, so that the rule takes little room.
package enum ContentStatus: Sendable, Hashable {
  case done
  indirect case skipped(RecordedFailure)
  indirect case failed(RecordedFailure)

  package var isDone: Bool { failure == nil }

  package var isSkipped: Bool { if case .skipped = self { true } else { false } }

  /// The word for it in the ledger.
  var word: String {
    switch self {
    case .done: "done"
    case .skipped: "skipped"
    case .failed: "failed"
    }
  }

  package var failure: RecordedFailure? {
    switch self {
    case .done: nil
    case .skipped(let failure), .failed(let failure): failure
    }
  }
}

/// A failure as it is remembered.
package struct RecordedFailure: Sendable, Hashable {
  package var stage: String
  package var reason: String
  package var detail: String
  package var isTemporary: Bool

  package init(stage: String, reason: String, detail: String, isTemporary: Bool) {
    self.stage = stage
    self.reason = reason
    self.detail = detail
    self.isTemporary = isTemporary
  }
}

extension RecordedFailure {
  /// The detail as a sentence about one of the documents that have these bytes.
  ///
  /// What a stage says of bytes is a predicate without a name, since the same bytes may lie at many
  /// places and fail alike at each of them.
  package func detail(of path: String) -> String { "'\(path)' \(detail)" }
}
