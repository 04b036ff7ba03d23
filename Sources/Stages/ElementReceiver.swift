package import Documents

/// Takes the elements of a long document as a worker hands them over, so that nobody holds all of them.
package protocol ElementReceiver: Sendable {
  /// Begins with all that is known of the document but its elements.
  ///
  /// That happens again where the worker was killed before it was done: then the same elements come once
  /// more, from the first.
  func begin(_ document: ParsedDocument)
  func take(_ elements: [Element])
  /// Whether any elements have come.
  var hasBegun: Bool { get }
}
