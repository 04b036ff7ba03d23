package import Digests

/// A document as the last run left it.
package struct KnownDocument: Sendable {
  package var id: Int64
  package var path: String
  package var stamp: FileStamp
  package var content: KnownContent?
  /// Why it could not be read, where it could not.
  package var failure: RecordedFailure?

  package init(
    id: Int64,
    path: String,
    stamp: FileStamp,
    content: KnownContent?,
    failure: RecordedFailure?
  ) {
    self.id = id
    self.path = path
    self.stamp = stamp
    self.content = content
    self.failure = failure
  }
}

/// How a file looked when it was read.
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
package enum ContentStatus: Sendable, Hashable {
  case done
  case skipped(RecordedFailure)
  case failed(RecordedFailure)

  package var isDone: Bool { self == .done }

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
