package import QdrantSnapshot

/// A graph made by comparing all points with each other, for small tests only.
package struct ExactGraph: SegmentGraph {
  private let lists: [[[UInt32]]]
  package let entryPoints: [EntryPoint]
  package var pointCount: Int { lists.count }

  package func levelCount(of point: Int) -> Int { lists[point].count }

  package func links(of point: Int, on level: Int, into links: inout [UInt32]) {
    links.removeAll(keepingCapacity: true)
    links += lists[point][level]
  }

  package init(_ vectors: StoredVectors, m: Int, distance: Distance) {
    let rows = (0..<vectors.count).map { row in
      var numbers: [Float] = []
      vectors.row(row, into: &numbers)
      return numbers
    }
    let levels = rows.indices.map { Self.level(of: $0, m: m) }
    var lists = levels.map { [[UInt32]](repeating: [], count: $0 + 1) }
    for level in 0...(levels.max() ?? 0) {
      let members = rows.indices.filter { levels[$0] >= level }
      let most = level == 0 ? 2 * m : m
      for point in members {
        let near = members.filter { $0 != point }
          .map { (Self.distance(rows[point], rows[$0], distance), $0) }
          .sorted { $0 < $1 }
        lists[point][level] = Self.selected(near.prefix(4 * m), most: m, rows, distance)
      }
      // Ways back, as far as there is room.
      for point in members {
        for link in lists[point][level].prefix(m)
        where lists[Int(link)][level].count < most
          && !lists[Int(link)][level].contains(UInt32(point))
        {
          lists[Int(link)][level].append(UInt32(point))
        }
      }
    }
    self.lists = lists
    let top = levels.max() ?? 0
    entryPoints =
      levels.firstIndex(of: top).map { [EntryPoint(point: UInt32($0), level: top)] } ?? []
  }

  private static func selected(
    _ near: ArraySlice<(Float, Int)>,
    most: Int,
    _ rows: [[Float]],
    _ kind: Distance
  ) -> [UInt32] {
    var chosen: [Int] = []
    var left: [Int] = []
    for (distance, point) in near where chosen.count < most {
      let isHidden = chosen.contains { Self.distance(rows[point], rows[$0], kind) < distance }
      if isHidden { left.append(point) } else { chosen.append(point) }
    }
    chosen += left.prefix(most - chosen.count)
    return chosen.map { UInt32($0) }
  }

  private static func distance(_ left: [Float], _ right: [Float], _ kind: Distance) -> Float {
    var sum: Float = 0
    for index in left.indices {
      switch kind {
      case .cosine, .dot: sum -= left[index] * right[index]
      case .euclid: sum += (left[index] - right[index]) * (left[index] - right[index])
      case .manhattan: sum += abs(left[index] - right[index])
      }
    }
    return sum
  }

  private static func level(of point: Int, m: Int) -> Int {
    var word = UInt64(point) &* 0x9E37_79B9_7F4A_7C15
    word ^= word >> 29
    word &*= 0xBF58_476D_1CE4_E5B9
    var level = 0
    while word % UInt64(m) == 0, level < 8 {
      level += 1
      word /= UInt64(m)
    }
    return level
  }
}
