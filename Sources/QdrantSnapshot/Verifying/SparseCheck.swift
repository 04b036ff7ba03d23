/// Holds the lists of a sparse vector to what is stored of each point.
enum SparseCheck {
  /// What a list must have, whatever the order: a count, and a sum over points and weights.
  private struct Sum: Hashable {
    var count = 0
    var mark: UInt64 = 0

    mutating func add(_ point: UInt32, _ weight: Float) {
      count += 1
      var word = UInt64(point) << 32 | UInt64(weight.bitPattern)
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      mark &+= word ^ word >> 31
    }
  }

  static func run(
    _ sparse: SnapshotSparse,
    _ segment: SnapshotSegment
  ) throws(SnapshotError) -> (note: String, problems: [String]) {
    guard sparse.stored != nil else {
      return ("", ["nothing is stored of '\(sparse.name)', and a server takes that for no vectors"])
    }
    var sums: [UInt32: Sum] = [:]
    var vectors = 0
    var hasDeleted = false
    for row in 0..<segment.pointCount {
      if segment.isDeleted(row) { hasDeleted = true }
      guard let vector = try sparse.vector(row), !vector.indices.isEmpty else { continue }
      vectors += 1
      for (index, value) in zip(vector.indices, vector.values) {
        guard value.isFinite else {
          return ("", ["the vector '\(sparse.name)' of row \(row) has a number that is not finite"])
        }
        sums[index, default: Sum()].add(UInt32(row), value)
      }
    }
    guard let index = sparse.index else {
      return ("\(vectors) vectors, whose lists the server makes", [])
    }
    var found = 0
    var problems: [String] = []
    for dimension in index.dimensions {
      var sum = Sum()
      for (point, weight) in try index.list(of: dimension) { sum.add(point, weight) }
      found += 1
      // Lists may be without points that were deleted.
      if !hasDeleted, sum != sums[dimension] ?? Sum(), problems.isEmpty {
        problems.append(
          "'\(index.file.name)': the list of \(dimension) has \(sum.count) points, and not the \(sums[dimension]?.count ?? 0) that are stored"
        )
      }
    }
    if !hasDeleted, found < sums.count {
      problems.append("'\(index.file.name)' has \(found) lists, and \(sums.count) dimensions occur")
    }
    if !hasDeleted, index.vectorCount != vectors {
      problems.append(
        "'\(index.file.name)' is of \(index.vectorCount) vectors, and \(vectors) are stored"
      )
    }
    return ("\(vectors) vectors, \(found) lists", problems)
  }
}
