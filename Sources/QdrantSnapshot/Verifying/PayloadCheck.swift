import JSON

/// Reads every payload of a segment, and holds the marks of used blocks to what is used.
struct PayloadCheck {
  private let segment: SnapshotSegment

  init(_ segment: SnapshotSegment) { self.segment = segment }

  mutating func run() throws(SnapshotError) -> (note: String, problems: [String]) {
    guard let payloads = segment.payloads else { return ("none", []) }
    guard payloads.count <= segment.pointCount else {
      throw payloads.damaged("it has \(payloads.count) payloads of \(segment.pointCount) points")
    }
    var count = 0
    for row in 0..<payloads.count {
      // What is thrown names the row.
      if try segment.payload(of: row) != nil { count += 1 }
    }
    return ("\(count) of \(segment.pointCount) points have one", try payloads.blockProblems())
  }
}

extension SnapshotPayloads {
  /// What is wrong with the marks of used blocks: values that share blocks, or lie in blocks that pass for free.
  func blockProblems() throws(SnapshotError) -> [String] {
    let total = pageCount * pageSize / blockSize
    guard bitmask.size * 8 >= total else {
      return ["'\(bitmask.name)' is damaged: it marks \(bitmask.size * 8) of \(total) blocks"]
    }
    var taken = BitMask(count: total)
    let marks = BitMask(try bitmask.bytes(0..<(total + 7) / 8), count: total)
    for row in 0..<count {
      guard let (first, length) = try blocks(of: row) else { continue }
      for block in first..<first + length {
        if taken[block] {
          return ["'\(trackerName)' is damaged: row \(row) shares block \(block) with another"]
        }
        taken[block] = true
        if !marks[block] {
          return ["'\(bitmask.name)' is damaged: block \(block) of row \(row) passes for free"]
        }
      }
    }
    guard regionBlocks > 0, total % regionBlocks == 0, gaps.size >= 6 * (total / regionBlocks)
    else { return ["'\(gaps.name)' is damaged: \(gaps.size) bytes cannot be \(total) blocks"] }
    for region in 0..<total / regionBlocks {
      var (longest, leading, trailing) = (0, 0, 0)
      var hasUsed = false
      for block in region * regionBlocks..<(region + 1) * regionBlocks {
        trailing = marks[block] ? 0 : trailing + 1
        longest = max(longest, trailing)
        hasUsed = hasUsed || marks[block]
        if !hasUsed { leading += 1 }
      }
      let bytes = try gaps.bytes(6 * region..<6 * region + 6)
      let found = [0, 2, 4].map { Int(littleEndian(bytes[$0..<$0 + 2])) }
      if found != [longest, leading, trailing] {
        return [
          "'\(gaps.name)' is damaged: it tells the gaps of region \(region) as \(found), and they are \([longest, leading, trailing])"
        ]
      }
    }
    return []
  }
}
