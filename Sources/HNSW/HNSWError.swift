package import SystemIO

/// Why no graph came of vectors.
package enum HNSWError: Error, Sendable, CustomStringConvertible {
  case unusable(String)
  case cancelled
  case system(SystemError)
  case unreadable(ReadFileError)
  case noMemory(bytes: Int)

  package var description: String {
    switch self {
    case .unusable(let reason): reason
    case .cancelled: "was cancelled"
    case .system(let error): error.description
    case .unreadable(let error): error.description
    case .noMemory(let bytes):
      "there is no memory for a graph, which takes up to \(bytes >> 20) MiB"
    }
  }
}
