/// What makes the bytes of a segment unreadable.
package struct SegmentDamage: Error, Hashable, CustomStringConvertible {
  /// The number of the leaf.
  package let leaf: Int
  package let reason: String

  package var description: String { "leaf \(leaf) of the full-text index \(reason)." }
}
