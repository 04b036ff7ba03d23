package import SystemIO

/// Why a snapshot could not be written or read.
package enum SnapshotError: Error, Sendable, CustomStringConvertible {
  case unreadable(ReadFileError)
  case unwritable(SystemError)
  /// The options contradict each other or the server.
  case options(String)
  /// A point cannot be stored; rows are counted from 0.
  case point(row: Int, String)
  /// Where the points come from said so.
  case source(String)
  /// A file of vectors cannot be used.
  case vectors(String, String)
  /// There is less memory than the work takes.
  case noMemory(String)
  /// Somebody asked for an end.
  case cancelled
  /// A part of an archive is not what it claims to be.
  case damaged(entry: String, String)
  /// The file is sound, perhaps, but no snapshot.
  case notSnapshot(String)

  package var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .unwritable(let error): error.description
    case .options(let message): message
    case .point(let row, let message): "point \(row + 1) \(message)"
    case .source(let message): message
    case .vectors(let path, let message): "'\(path)' cannot be used: \(message)"
    case .noMemory(let message): message
    case .cancelled: "was cancelled"
    case .damaged(let entry, let message): "'\(entry)' is damaged: \(message)"
    case .notSnapshot(let message): "is no snapshot of Qdrant: \(message)"
    }
  }
}
