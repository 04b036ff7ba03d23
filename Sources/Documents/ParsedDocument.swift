/// What a parser makes of a document.
package struct ParsedDocument: Sendable, Hashable {
  /// In reading order.
  package var elements: [Element]
  package var facts = DocumentFacts()
  package var ledger = CharacterLedger()
  /// What a user should know although the document was parsed, as predicates of it.
  package var remarks: [String] = []
  /// Pages that are missing since they could not be read, ascending.
  package var lostPages: [Int] = []

  package init(_ elements: [Element] = []) {
    self.elements = elements
  }
}
