/// A reason why a segment cannot be made.
package enum MergeError: Error, Hashable, CustomStringConvertible {
  /// The older segment cannot be read.
  case damage(SegmentDamage)
  /// The postings of the new documents could not be kept outside memory.
  case runFile(RunFileError)

  package var description: String {
    switch self {
    case .damage(let damage): damage.description
    case .runFile(let error): error.description
    }
  }
}
