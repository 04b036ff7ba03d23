/// Writes the index of a doclist that spans several leaves, by which FTS5 skips to a row.
///
/// It is a tree: each page names its first child and that child's first row, then the distances
/// to the first rows of the following children.
struct DoclistIndexWriter: ~Copyable {
  private struct Level {
    var bytes: [UInt8] = []
    var page = 0
    var firstRow: UInt64 = 0
    var previousRow: UInt64?
  }

  /// The leaf that the doclist's term is on; it numbers the lowest pages.
  var leaf: Int {
    get { levels[0].page }
    set { levels[0].page = newValue }
  }
  private let pageSize: Int
  private var levels = [Level()]
  private var full: [SegmentPage] = []

  init(pageSize: Int) { self.pageSize = pageSize }

  /// Notes a leaf without a term and its first row.
  mutating func append(row: UInt64, leaf: Int) {
    append(row, child: leaf, at: 0)
  }

  /// Notes a leaf without a term on which no row begins.
  mutating func appendEmptyLeaf() {
    if !levels[0].bytes.isEmpty { levels[0].bytes.append(0) }
  }

  private mutating func append(_ row: UInt64, child: Int, at height: Int) {
    if height == levels.count { levels.append(Level()) }
    let overflows = levels[height].bytes.count >= pageSize
    if overflows {
      var level = levels[height]
      level.bytes[0] = 1
      full.append(page(level, at: height))
      if height + 1 == levels.count || levels[height + 1].bytes.isEmpty {
        if height + 1 == levels.count { levels.append(Level()) }
        levels[height + 1].page = level.page
        begin(level.firstRow, child: level.page, inner: false, at: height + 1)
      }
      levels[height].bytes = []
      levels[height].previousRow = nil
      levels[height].page += 1
    }
    if let previous = levels[height].previousRow {
      levels[height].bytes.append(varint: row - previous)
      levels[height].previousRow = row
    } else {
      begin(row, child: child, inner: overflows, at: height)
    }
    if overflows { append(row, child: levels[height].page, at: height + 1) }
  }

  private mutating func begin(_ row: UInt64, child: Int, inner: Bool, at height: Int) {
    levels[height].bytes.append(inner ? 1 : 0)
    levels[height].bytes.append(varint: UInt64(child))
    levels[height].bytes.append(varint: row)
    levels[height].firstRow = row
    levels[height].previousRow = row
  }

  /// Ends the doclist and returns the pages of its index, none when it is not wanted.
  mutating func finish(keeping wanted: Bool) -> [SegmentPage] {
    defer {
      levels = [Level()]
      full = []
    }
    guard wanted, !levels[0].bytes.isEmpty else { return [] }
    for (height, level) in levels.enumerated() where !level.bytes.isEmpty {
      full.append(page(level, at: height))
    }
    return full
  }

  private func page(_ level: Level, at height: Int) -> SegmentPage {
    SegmentPage(
      number: SegmentPage.doclistIndexNumber(leaf: level.page, height: height),
      bytes: level.bytes
    )
  }
}

extension [UInt8] {
  fileprivate mutating func append(varint value: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Varint.longest) { number in
      guard let start = number.baseAddress else { return }
      number.initialize(repeating: 0)
      append(contentsOf: number[..<Varint.put(value, at: start)])
    }
  }
}
