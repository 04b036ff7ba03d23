/// A row of the table in which FTS5 keeps a segment's bytes.
package struct SegmentPage: Sendable, Hashable {
  /// The row's number inside the segment: a leaf's page number, or a doclist index's place.
  package let number: Int64
  package let bytes: [UInt8]

  package init(number: Int64, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }

  /// Returns the number of a page of a doclist index.
  static func doclistIndexNumber(leaf: Int, height: Int) -> Int64 {
    1 << 36 | Int64(height) << 31 | Int64(leaf)
  }
}

/// A row of the table by which FTS5 finds the leaf that a term is on.
package struct SegmentTerm: Sendable, Hashable {
  /// A prefix of the leaf's first term, long enough to tell it from the term before.
  package let prefix: [UInt8]
  /// Twice the leaf's page number, plus one when its last doclist has an index.
  package let leaf: Int64

  package init(prefix: [UInt8], leaf: Int64) {
    self.prefix = prefix
    self.leaf = leaf
  }
}
