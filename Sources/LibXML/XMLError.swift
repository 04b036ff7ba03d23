/// Why a part could not be read as XML.
///
/// The description is a predicate that names the part, in libxml2's own words where it spoke.
package enum XMLError: Error, Hashable, CustomStringConvertible {
  /// The rules of XML are broken; lines count from 1.
  case malformed(part: String, line: Int, message: String)
  /// There is a document type declaration, through which entities come.
  case documentType(part: String)
  case limit(XMLLimit, part: String, line: Int)
  /// The handler asked to stop.
  case stopped(part: String)

  package var description: String {
    switch self {
    case .malformed(let part, let line, let message):
      "is damaged: \(part), line \(line): \(message)"
    case .documentType(let part):
      "is refused: \(part) has a document type declaration"
    case .limit(let limit, let part, let line):
      "is too large: \(part), line \(line): \(limit.phrase)"
    case .stopped(let part):
      "is read no further than into \(part)"
    }
  }
}

/// A limit that content went over.
package enum XMLLimit: Hashable, Sendable {
  case depth(Int)
  case textBytes(Int)
  case attributes(Int)
  case namespaces(Int)

  /// The excess as a sentence.
  package var phrase: String {
    switch self {
    case .depth(let limit): "elements are nested more than \(limit) deep"
    case .textBytes(let limit): "a text has more than \(limit) bytes"
    case .attributes(let limit): "an element has more than \(limit) attributes"
    case .namespaces(let limit): "more than \(limit) namespaces are declared at once"
    }
  }
}
