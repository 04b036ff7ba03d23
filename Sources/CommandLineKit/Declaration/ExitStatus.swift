/// A status that the program may end with.
package struct ExitStatus: Sendable, Equatable {
  package let code: Int32
  package let meaning: String

  package init(_ code: Int32, _ meaning: String) {
    self.code = code
    self.meaning = meaning
  }
}

extension [ExitStatus] {
  /// Returns the list with the meanings of `special` in place of those with the same code.
  func overridden(by special: [ExitStatus]) -> [ExitStatus] {
    let kept = filter { status in !special.contains { $0.code == status.code } }
    return (kept + special).sorted { $0.code < $1.code }
  }
}
