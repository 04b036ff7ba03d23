import Ledger
import JSON
import Pipeline
import SystemIO

/// Which files of a source are documents; shared by the sources that list files.
struct FileRules: Sendable {
  var match: [Glob]
  var ignore: [Glob]
  var hidden: Bool

  /// Whether a file below the source is to be taken.
  func takes(_ path: String) -> Bool {
    if !hidden, isHidden(path) { return false }
    let parts = Glob.PathParts(path)
    return !ignore.contains { $0.matches(parts) } && match.contains { $0.matches(parts) }
  }

  /// Whether a folder is to be looked into.
  func enters(_ path: String) -> Bool {
    if !hidden, isHidden(path) { return false }
    return !ignore.contains {
      $0.matches(path) || $0.matches(path + "/x") && $0.text.hasSuffix("/**")
    }
  }

  private func isHidden(_ path: String) -> Bool {
    let utf8 = path.utf8
    if utf8.first == UInt8(ascii: ".") { return true }
    var afterSlash = false
    for byte in utf8 {
      if afterSlash, byte == UInt8(ascii: ".") { return true }
      afterSlash = byte == UInt8(ascii: "/")
    }
    return false
  }

  /// Names that programs give to files they have not finished or keep for themselves.
  static let unfinished = patterns([
    "**/~$*", "**/.#*", "**/*.part", "**/*.filepart", "**/*.crdownload", "**/*.swp", "**/*~",
  ])

  static let everything = patterns(["**"])

  private static func patterns(_ texts: [String]) -> [Glob] {
    texts.map { text in
      guard let glob = try? Glob(text) else { preconditionFailure("'\(text)' is no pattern") }
      return glob
    }
  }
}

extension SourceListing {
  /// Takes a file as a document, unless it is too large to be one.
  mutating func take(_ entry: SourceEntry, limit: ByteSize) {
    if entry.stamp.size <= limit.bytes {
      entries.append(entry)
    } else {
      let failure = StageFailure.tooLarge(entry.path, entry.stamp.size, limit)
      unreadable.append(UnreadablePart(path: entry.path, hides: nil, failure: failure))
    }
  }
}

extension StageFailure {
  static func tooLarge(_ document: String, _ size: Int64, _ limit: ByteSize) -> StageFailure {
    StageFailure(
      "too-large",
      "'\(document)' has \(size) bytes and 'max_size' is \(limit.json.string ?? "")"
    )
  }
}

/// Reads a document's file, with failures in the words of the pipeline.
///
/// They name the document by its path in the source, so that the same folder says the same wherever it
/// lies.
func readDocument(_ file: String, as document: String, limit: ByteSize) throws(StageFailure) -> (
  [UInt8], FileStamp
) {
  do throws(ReadFileError) {
    let (bytes, status) = try readFile(file, limit: Int(clamping: limit.bytes))
    return (bytes, FileStamp(status))
  } catch {
    let text = error.naming(document).description
    switch error {
    case .tooLarge(_, let size, _):
      throw .tooLarge(document, size, limit)
    case .changing: throw StageFailure("changing", text, isTemporary: true)
    case .notRegular: throw StageFailure("not-a-file", text)
    case .system(let cause) where cause.isMissing: throw StageFailure(StageFailure.vanished, text)
    case .system(let cause) where cause.isPermission:
      throw StageFailure("unreadable", text, isTemporary: true)
    case .system: throw StageFailure("input-output", text, isTemporary: true)
    }
  }
}

extension FileStamp {
  init(_ status: FileStatus) {
    self.init(
      size: status.size,
      modified: status.modified,
      changed: status.changed,
      inode: status.inode
    )
  }
}
