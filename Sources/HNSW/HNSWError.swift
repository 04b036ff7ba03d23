package import SystemIO

/// Why no graph came of vectors.
package enum HNSWError: Error, Sendable, CustomStringConvertible {
  case unusable(String)
  case cancelled
  case system(SystemError)
  case unreadable(ReadFileError)

  package var description: String {
    switch self {
    case .unusable(let reason): reason
    case .cancelled: "was cancelled"
    case .system(let error): error.description
    case .unreadable(let error): error.description
    }
  }
}
