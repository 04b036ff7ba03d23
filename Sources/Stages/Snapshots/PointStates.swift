import Digests
import Pipeline
import QdrantSnapshot
import SystemIO

/// Which points were published, and the beginning of the digest of each: what the next difference is taken from.
///
/// Points that are gone stay in it, so that one who missed a difference can be brought up to date all the same.
struct PointStates {
  struct Point: Hashable, Comparable {
    var high, low: UInt64
    /// Zero for a point that is gone.
    var digestHigh, digestLow: UInt64

    var isGone: Bool { digestHigh == 0 && digestLow == 0 }
    var id: PointID { .uuid(high: high, low: low) }

    func isSamePoint(as other: Point) -> Bool { high == other.high && low == other.low }

    static func < (left: Point, right: Point) -> Bool {
      (left.high, left.low) < (right.high, right.low)
    }
  }

  /// In the order of ids, each once.
  private(set) var points: [Point] = []

  private static let mark = Array("stampmill points 1\n".utf8)
  private static let size = 32

  init() {}

  /// Takes points in any order; the id that is there twice is thrown.
  init(_ points: [Point]) throws(Twin) {
    self.points = points.sorted()
    for (one, next) in zip(self.points, self.points.dropFirst()) where one.isSamePoint(as: next) {
      throw Twin(id: one.id)
    }
  }

  /// An id that two points have.
  struct Twin: Error {
    var id: PointID
  }

  /// Reads what `write` wrote; nil for a file that something else wrote.
  init?(file path: String) throws {
    let bytes = try readFile(path, limit: .max).bytes
    guard bytes.starts(with: Self.mark) else { return nil }
    let start = Self.mark.count
    let end = bytes.count - Self.size
    guard end >= start, (end - start) % Self.size == 0,
      SHA256.digest(bytes.span.extracting(0..<end)).bytes == Array(bytes[end...])
    else { throw Self.damaged(path) }
    func word(_ place: Int) -> UInt64 {
      bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    points = stride(from: start, to: end, by: Self.size).map { place in
      Point(
        high: word(place),
        low: word(place + 8),
        digestHigh: word(place + 16),
        digestLow: word(place + 24)
      )
    }
  }

  private static func damaged(_ path: String) -> RunError {
    RunError(
      .invalid,
      "'\(path)' is damaged; remove it, and all points are written again, but none that are gone"
    )
  }

  /// What is known of a point.
  func state(of point: Point) -> Point? {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle] < point { low = middle + 1 } else { high = middle }
    }
    return low < points.count && points[low].isSamePoint(as: point) ? points[low] : nil
  }

  /// The points of which these states know and others do not, in the order of ids.
  func missing(in others: PointStates) -> [Point] {
    points.filter { others.state(of: $0) == nil }
  }

  func write(to path: String) throws(SystemError) {
    var file = try AtomicFile(at: path)
    var hash = SHA256()
    hash.update(Self.mark)
    try file.append(Self.mark)
    var bytes: [UInt8] = []
    for point in points {
      bytes.removeAll(keepingCapacity: true)
      for word in [point.high, point.low, point.digestHigh, point.digestLow] {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
          bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
      }
      hash.update(bytes)
      try file.append(bytes)
    }
    try file.append(hash.finish().bytes)
    _ = try file.finish()
  }
}
