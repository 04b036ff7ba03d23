/// A finished graph over the points of a segment.
package protocol SegmentGraph {
  var pointCount: Int { get }

  /// The points where a search begins, that of the highest level first.
  var entryPoints: [EntryPoint] { get }

  /// On how many levels a point is, at least one.
  func levelCount(of point: Int) -> Int

  /// Puts the neighbours of a point on a level, best first, in place of what the buffer holds.
  func links(of point: Int, on level: Int, into links: inout [UInt32])
}

package struct EntryPoint: Hashable, Sendable {
  package var point: UInt32
  package var level: Int

  package init(point: UInt32, level: Int) {
    self.point = point
    self.level = level
  }
}

/// Makes the graph of a segment; nil for none, when the server compares all.
package typealias GraphBuilder =
  (_ task: GraphTask, _ options: SnapshotOptions) throws(SnapshotError) -> (any SegmentGraph)?
