/// A chunk that a search has found.
package struct SearchHit: Sendable, Hashable {
  package var uuid: String
  package var documentUUID: String
  package var source: String
  package var path: String
  /// The paths of identical copies.
  package var alsoAt: [String]
  package var title: String?
  package var ordinal: Int
  package var kind: String
  package var titlePath: String
  package var firstPage: Int?
  package var lastPage: Int?
  /// How well the chunk answers; more is better.
  package var score: Double
  /// The part of the text that answers best, with the words marked.
  package var snippet: String
  /// The whole text, if it was asked for.
  package var text: String?
}
