/// What is looked for in a snapshot.
package struct SnapshotQuery: Sendable {
  package enum Target: Sendable {
    case numbers([Float])
    case words(SparseVector)
  }

  package var target: Target
  /// The name of the vector that is compared; nil for the only one of its kind.
  package var vector: String?
  package var limit = 10
  /// How many are held while the graph is searched; nil for as many as it was made with.
  package var width: Int?
  /// Whether all vectors are compared instead.
  package var isExact = false
  package var filters: [PayloadFilter] = []

  package init(_ target: Target) { self.target = target }
}

/// A point that was found.
package struct SnapshotHit: Sendable {
  package let id: PointID
  package let score: Float
  /// The text of a JSON object; nil where the point has no payload.
  package let payload: [UInt8]?
  /// The number of the shard, and the segment.
  package let shard: Int?
  package let segment: String
}
