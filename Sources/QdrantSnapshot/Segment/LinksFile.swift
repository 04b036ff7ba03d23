/// The compressed links of a graph.
package struct LinksFile {
  static let version: UInt64 = 0xFFFF_FFFF_FFFF_FF01
  static let headerSize = 64

  package let bytes: [UInt8]

  package init(_ graph: some SegmentGraph, m: Int, m0: Int) {
    let count = graph.pointCount
    let levels = (0..<count).map { graph.levelCount(of: $0) }
    let ranked = Self.ranked(levels)
    var reindex = [UInt32](repeating: 0, count: count)
    for (rank, point) in ranked.enumerated() { reindex[point] = UInt32(rank) }

    let top = levels.max() ?? 1
    var reaching = [Int](repeating: 0, count: top)
    for level in levels { for lower in 0..<level { reaching[lower] += 1 } }

    var lists: [UInt8] = []
    var offsets: [UInt64] = [0]
    var links: [UInt32] = []
    offsets.reserveCapacity(reaching.reduce(1, +))
    for level in 0..<top {
      for index in 0..<reaching[level] {
        graph.links(of: level == 0 ? index : ranked[index], on: level, into: &links)
        PackedLinks.append(links, best: level == 0 ? m0 : m, pointCount: count, to: &lists)
        offsets.append(UInt64(lists.count))
      }
    }

    let layout = PackedOffsets(offsets)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headerSize + 8 * top + 4 * count + lists.count + layout.size)
    bytes.append(word: count)
    bytes.append(word: Self.version)
    bytes.append(word: top)
    bytes.append(word: lists.count)
    bytes.append(word: offsets.count)
    bytes.append(UInt8(layout.baseBits))
    bytes.append(UInt8(layout.deltaBits))
    bytes.append(UInt8(layout.chunkLog))
    bytes.append(word: m)
    bytes.append(word: m0)
    bytes.append(zeros: 5)
    var first = 0
    for level in 0..<top {
      bytes.append(word: first)
      first += reaching[level]
    }
    bytes.append(bits: reindex)
    bytes += lists
    bytes += layout.pack(offsets)
    self.bytes = bytes
  }

  /// The points by falling number of levels, those of the same number by their own.
  static func ranked(_ levels: [Int]) -> [Int] {
    let top = levels.max() ?? 0
    var starts = [Int](repeating: 0, count: top + 2)
    for level in levels { starts[top - level + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var ranked = [Int](repeating: 0, count: levels.count)
    for (point, level) in levels.enumerated() {
      ranked[starts[top - level]] = point
      starts[top - level] += 1
    }
    return ranked
  }
}
