package import SystemIO

/// Why an archive, or an entry of it, could not be read.
package enum ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(ReadFileError)
  /// The file is no archive of a kind that is read here.
  case unrecognized(archive: String, message: String)
  /// The archive is broken and cannot be read any further.
  case corrupt(archive: String, entry: String?, message: String)
  /// The entry is broken; those after it can still be read.
  case damagedEntry(archive: String, entry: String, message: String)
  case tooManyEntries(archive: String, limit: Int)
  case entryTooLarge(archive: String, entry: String, limit: Int64)
  case totalTooLarge(archive: String, entry: String, limit: Int64)
  /// So much comes out of so little that the archive was made to do harm.
  case ratioTooHigh(archive: String, entry: String, limit: Double)
  case encrypted(archive: String, entry: String)
  case unsafeName(archive: String, entry: String, problem: UnsafeName)
  /// The entry is a folder, a link or the like and has no content.
  case notFile(archive: String, entry: String, kind: ArchiveEntryKind)
  /// There is no current entry, or it was read already.
  case nothingToRead(archive: String)

  /// Whether nothing more can be read from the archive.
  ///
  /// After any other error the next entry can be asked for. What was read before stays valid.
  package var endsArchive: Bool {
    switch self {
    case .unreadable, .unrecognized, .corrupt, .tooManyEntries, .totalTooLarge, .ratioTooHigh:
      true
    case .damagedEntry, .entryTooLarge, .encrypted, .unsafeName, .notFile, .nothingToRead:
      false
    }
  }

  /// The entry that it is about; nil for the archive as a whole.
  package var entry: String? {
    switch self {
    case .damagedEntry(_, let entry, _), .entryTooLarge(_, let entry, _),
      .totalTooLarge(_, let entry, _), .ratioTooHigh(_, let entry, _), .encrypted(_, let entry),
      .unsafeName(_, let entry, _), .notFile(_, let entry, _):
      entry
    case .corrupt(_, let entry, _): entry
    case .unreadable, .unrecognized, .tooManyEntries, .nothingToRead: nil
    }
  }

  package var description: String {
    switch self {
    case .unreadable(let error):
      error.description
    case .unrecognized(let archive, let message):
      "cannot read '\(archive)': it is no archive of a known kind (\(message))"
    case .corrupt(let archive, let entry?, let message):
      "cannot read '\(archive)' past its entry '\(entry)': \(message)"
    case .corrupt(let archive, nil, let message):
      "cannot read '\(archive)': \(message)"
    case .damagedEntry(_, _, let message):
      "\(opening): \(message)"
    case .tooManyEntries(let archive, let limit):
      "cannot read '\(archive)' any further: it has more than \(limit) entries"
    case .entryTooLarge(_, _, let limit):
      "\(opening): it has more than \(limit) bytes"
    case .totalTooLarge(_, _, let limit):
      "\(opening): the archive holds more than \(limit) bytes"
    case .ratioTooHigh(_, _, let limit):
      "\(opening): it grows to more than \(limit) times its size in the archive"
    case .encrypted:
      "\(opening): it is encrypted"
    case .unsafeName(_, _, let problem):
      "\(opening): its name \(problem.phrase)"
    case .notFile(_, _, let kind):
      "\(opening): it is a \(kind.phrase), not a file"
    case .nothingToRead(let archive):
      "cannot read from '\(archive)': it has no entry left to read at this point"
    }
  }

  /// The beginning of a sentence on one entry.
  private var opening: String {
    switch self {
    case .damagedEntry(let archive, let entry, _), .entryTooLarge(let archive, let entry, _),
      .totalTooLarge(let archive, let entry, _), .ratioTooHigh(let archive, let entry, _),
      .encrypted(let archive, let entry), .unsafeName(let archive, let entry, _),
      .notFile(let archive, let entry, _):
      "cannot read '\(entry)' in '\(archive)'"
    case .unreadable, .unrecognized, .corrupt, .tooManyEntries, .nothingToRead:
      ""
    }
  }
}

extension ArchiveEntryKind {
  fileprivate var phrase: String {
    switch self {
    case .file: "file"
    case .folder: "folder"
    case .symbolicLink: "symbolic link"
    case .hardLink: "hard link"
    case .special: "device or pipe"
    }
  }
}
