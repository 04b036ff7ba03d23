/// The lists of a graph in either of their forms.
struct LinksReader: Sendable {
  private enum Form {
    case compressed(PackedOffsets)
    case plain
  }

  let file: SnapshotFile
  let pointCount: Int
  let levelStarts: [Int]
  let levelCounts: [Int]
  private let form: Form
  private let ranksStart: Int
  private let listsStart: Int
  private let listsEnd: Int
  private let offsetsStart: Int
  private let listCount: Int

  init(compressed file: SnapshotFile, pointCount: Int) throws(SnapshotError) {
    let count = try file.count(at: 0)
    guard try file.word(at: 8) == LinksFile.version else {
      throw file.damaged("its version is not known")
    }
    let levels = try file.count(at: 16)
    let listBytes = try file.count(at: 24)
    let offsetCount = try file.count(at: 32)
    guard file.size >= LinksFile.headerSize else { throw file.damaged("it ends within its head") }
    let widths = try file.bytes(40..<43)
    let layout = PackedOffsets(
      count: offsetCount,
      baseBits: Int(widths[0]),
      deltaBits: Int(widths[1]),
      chunkLog: Int(widths[2])
    )
    guard layout.isSound else { throw file.damaged("the widths of its offsets make no sense") }
    try Self.checkCounts(file, count, pointCount, levels, offsetCount)
    let size = LinksFile.headerSize + 8 * levels + 4 * count + listBytes + layout.size
    guard file.size == size else {
      throw file.damaged("it has \(file.size) bytes, but its head says \(size)")
    }
    form = .compressed(layout)
    ranksStart = LinksFile.headerSize + 8 * levels
    listsStart = ranksStart + 4 * count
    listsEnd = listsStart + listBytes
    offsetsStart = listsEnd
    listCount = offsetCount - 1
    self.file = file
    self.pointCount = count
    (levelStarts, levelCounts) = try Self.levels(file, levels, count, listCount: offsetCount - 1)
  }

  init(plain file: SnapshotFile, pointCount: Int) throws(SnapshotError) {
    let count = try file.count(at: 0)
    let levels = try file.count(at: 8)
    let links = try file.count(at: 16)
    let offsetCount = try file.count(at: 24)
    let padding = try file.count(at: 32)
    try Self.checkCounts(file, count, pointCount, levels, offsetCount)
    let size = LinksFile.headerSize + 8 * levels + 4 * count + 4 * links + padding + 8 * offsetCount
    guard padding < 8, file.size == size else {
      throw file.damaged("it has \(file.size) bytes, but its head says \(size)")
    }
    form = .plain
    ranksStart = LinksFile.headerSize + 8 * levels
    listsStart = ranksStart + 4 * count
    listsEnd = listsStart + 4 * links
    offsetsStart = listsEnd + padding
    listCount = offsetCount - 1
    self.file = file
    self.pointCount = count
    (levelStarts, levelCounts) = try Self.levels(file, levels, count, listCount: offsetCount - 1)
  }

  private static func checkCounts(
    _ file: SnapshotFile,
    _ count: Int,
    _ wanted: Int,
    _ levels: Int,
    _ offsetCount: Int
  ) throws(SnapshotError) {
    guard count == wanted else { throw file.damaged("it has \(count) points of \(wanted)") }
    guard levels <= 64, levels > 0 || count == 0 else {
      throw file.damaged("it has \(levels) levels")
    }
    guard offsetCount >= 1, offsetCount - 1 >= count else {
      throw file.damaged("it has \(offsetCount) offsets for \(count) points")
    }
  }

  private static func levels(
    _ file: SnapshotFile,
    _ levels: Int,
    _ count: Int,
    listCount: Int
  ) throws(SnapshotError) -> (starts: [Int], counts: [Int]) {
    var starts: [Int] = []
    for level in 0..<levels { starts.append(try file.count(at: LinksFile.headerSize + 8 * level)) }
    let ends = starts.dropFirst() + [listCount]
    var counts: [Int] = []
    for (start, end) in zip(starts, ends) { counts.append(end - start) }
    let isFalling = zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 }
    guard starts.first ?? 0 == 0, isFalling, counts.last ?? 0 >= 0, counts.first ?? 0 == count
    else {
      throw file.damaged("its levels contradict its points")
    }
    return (starts, counts)
  }

  /// Where a point stands among all by their number of levels.
  func rank(of point: Int) throws(SnapshotError) -> Int {
    let start = ranksStart + 4 * point
    let rank = Int(littleEndian(try file.bytes(start..<start + 4)[...]))
    guard rank < pointCount else { throw file.damaged("point \(point) has rank \(rank)") }
    return rank
  }

  func list(_ index: Int, best: Int) throws(SnapshotError) -> [UInt32] {
    guard index >= 0, index < listCount else { throw file.damaged("it has no list \(index)") }
    let start = try offset(index)
    let end = try offset(index + 1)
    let width =
      switch form {
      case .compressed: 1
      case .plain: 4
      }
    guard start <= end, end <= (listsEnd - listsStart) / width else {
      throw file.damaged("list \(index) has no place among the lists")
    }
    let bytes = try file.bytes(listsStart + width * start..<listsStart + width * end)
    switch form {
    case .compressed:
      guard let links = PackedLinks.links(bytes, best: best, pointCount: pointCount) else {
        throw file.damaged("list \(index) is no list of links")
      }
      return links
    case .plain:
      var links: [UInt32] = []
      for place in stride(from: 0, to: bytes.count, by: 4) {
        let link = UInt32(littleEndian(bytes[place..<place + 4]))
        guard link < pointCount else { throw file.damaged("list \(index) has a link to \(link)") }
        links.append(link)
      }
      return links
    }
  }

  private func offset(_ index: Int) throws(SnapshotError) -> Int {
    switch form {
    case .compressed(let layout):
      let chunk = layout.chunkRange(of: index)
      let bytes = try file.bytes(offsetsStart + chunk.lowerBound..<offsetsStart + chunk.upperBound)
      let number = layout.number(index, in: bytes)
      guard number < 1 << 48 else { throw file.damaged("offset \(index) is too large") }
      return Int(number)
    case .plain: return try file.count(at: offsetsStart + 8 * index)
    }
  }
}
