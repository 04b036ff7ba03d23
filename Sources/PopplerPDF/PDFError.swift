/// Why a PDF, or a page of it, cannot be read; descriptions are predicates of the file.
package enum PDFError: Error, Hashable, CustomStringConvertible {
  /// It is encrypted, and none of the passwords opens it.
  case locked
  case damaged(complaint: String)
  case outOfMemory
  /// The same thread has another one open.
  case anotherIsOpen
  case damagedPage(Int, complaint: String)

  package var description: String {
    switch self {
    case .locked: "is locked by a password"
    case .damaged(let complaint):
      complaint.isEmpty ? "is a damaged PDF" : "is a damaged PDF: \(complaint)"
    case .outOfMemory: "needs more memory than it may have"
    case .anotherIsOpen: "cannot be opened beside another PDF"
    case .damagedPage(let page, let complaint):
      complaint.isEmpty
        ? "has a damaged page, \(page)" : "has a damaged page, \(page): \(complaint)"
    }
  }
}
