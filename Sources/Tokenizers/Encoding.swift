/// The tokens of a text.
package struct Encoding: Sendable, Hashable {
  package var ids: [UInt32] = []
  /// The bytes of the text that each token stands for; empty for tokens that were added around it.
  package var offsets: [Range<Int>] = []
  /// Which of several texts a token belongs to, as the model wants it; 0 in most models.
  package var typeIDs: [UInt32] = []

  package init() {}
}
