import JSON

/// The graph of a segment, read where it is looked at.
package struct GraphReader: Sendable {
  package let pointCount: Int
  package let entryPoints: [EntryPoint]
  package let m: Int
  package let m0: Int
  package let efConstruct: Int
  /// How many points are on each level.
  package let levelCounts: [Int]
  /// How many bytes the lists take.
  package let size: Int

  private let levelStarts: [Int]
  private let links: LinksReader

  init(_ folder: SnapshotFolder, pointCount: Int, of owner: String) throws(SnapshotError) {
    let file = try folder.needed("graph.bin", of: owner)
    m = try file.count(at: 0)
    m0 = try file.count(at: 8)
    efConstruct = try file.count(at: 16)
    let entryCount = try file.count(at: 24)
    guard entryCount <= (file.size - 32) / 12 else {
      throw file.damaged("it ends before its \(entryCount) entry points do")
    }
    var entries: [EntryPoint] = []
    for index in 0..<entryCount {
      let start = 32 + 12 * index
      let point = UInt32(littleEndian(try file.bytes(start..<start + 4)[...]))
      let level = try file.count(at: start + 4)
      guard point < pointCount else {
        throw file.damaged("entry point \(point) is none of the points")
      }
      entries.append(EntryPoint(point: point, level: level))
    }
    entryPoints = entries
    guard (0...1 << 16).contains(m), (0...1 << 17).contains(m0) else {
      throw file.damaged("it says \(m) and \(m0) links of a point")
    }
    let links: LinksReader
    if let compressed = folder["links_compressed.bin"] {
      links = try LinksReader(compressed: compressed, pointCount: pointCount)
    } else {
      links = try LinksReader(
        plain: try folder.needed("links.bin", of: owner),
        pointCount: pointCount
      )
    }
    self.links = links
    self.pointCount = pointCount
    size = links.file.size
    levelStarts = links.levelStarts
    levelCounts = links.levelCounts
    for entry in entries where entry.level >= max(levelCounts.count, 1) {
      throw file.damaged("an entry point is on level \(entry.level) of \(levelCounts.count)")
    }
  }

  /// On how many levels a point is.
  package func levelCount(of point: Int) throws(SnapshotError) -> Int {
    let rank = try links.rank(of: point)
    return levelCounts.prefix { rank < $0 }.count
  }

  /// The neighbours of a point on a level.
  package func links(of point: Int, on level: Int) throws(SnapshotError) -> [UInt32] {
    guard point >= 0, point < pointCount, level < levelCounts.count else { return [] }
    if level == 0 { return try links.list(point, best: m0) }
    let rank = try links.rank(of: point)
    guard rank < levelCounts[level] else { return [] }
    return try links.list(levelStarts[level] + rank, best: m)
  }

  /// Reads all lists: every rank once, and all links to points that are on the level.
  func check() throws(SnapshotError) {
    var seen = BitMask(count: pointCount)
    var levels = [UInt8](repeating: 0, count: pointCount)
    for point in 0..<pointCount {
      let rank = try links.rank(of: point)
      guard !seen[rank] else { throw links.file.damaged("two points have rank \(rank)") }
      seen[rank] = true
      levels[point] = UInt8(clamping: levelCounts.prefix { rank < $0 }.count)
    }
    for point in 0..<pointCount {
      for level in 0..<Int(levels[point]) {
        for link in try links(of: point, on: level) where levels[Int(link)] <= level {
          throw links.file.damaged(
            "point \(point) is linked to \(link), which is not on level \(level)"
          )
        }
      }
    }
    for entry in entryPoints where levels[Int(entry.point)] <= entry.level {
      throw links.file.damaged("entry point \(entry.point) is not on level \(entry.level)")
    }
  }
}
