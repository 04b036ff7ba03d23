/// Why a whole file could not be read.
package enum ReadFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// The file is larger than the caller allows; nothing of it was read.
  case tooLarge(path: String, size: Int64, limit: Int)
  /// The file was being written to each time it was read.
  case changing(path: String)
  case notRegular(path: String, kind: FileKind)

  package var path: String {
    switch self {
    case .system(let error): error.path
    case .tooLarge(let path, _, _), .changing(let path), .notRegular(let path, _): path
    }
  }

  /// Whether the system refused for want of rights.
  package var isPermission: Bool {
    if case .system(let error) = self { error.isPermission } else { false }
  }

  /// The same failure, told of another name of the file.
  package func naming(_ path: String) -> ReadFileError {
    switch self {
    case .system(let error): .system(error.naming(path))
    case .tooLarge(_, let size, let limit): .tooLarge(path: path, size: size, limit: limit)
    case .changing: .changing(path: path)
    case .notRegular(_, let kind): .notRegular(path: path, kind: kind)
    }
  }

  package var description: String {
    switch self {
    case .system(let error):
      error.description
    case .tooLarge(let path, let size, let limit):
      "cannot read '\(path)': it has \(size) bytes and the limit is \(limit)"
    case .changing(let path):
      "cannot read '\(path)': it kept changing while it was read"
    case .notRegular(let path, let kind):
      "cannot read '\(path)': it is \(kind.phrase), not a regular file"
    }
  }
}
