/// Reads the leaves of an FTS5 segment one after the other and gives back terms with doclists.
///
/// Rows get new numbers on the way, or are left out. The new numbers must rise with the old.
struct SegmentReader: ~Copyable {
  /// The term that is complete after `next` has returned true, and its rows that remain.
  private(set) var term = ByteBuffer(capacity: 256)
  private(set) var doclist = ByteBuffer()

  /// The new number for each old one, zero for a row that is gone.
  private let newRows: [UInt32]
  private var page = ByteBuffer(capacity: 65_536)
  private var leaf = 0
  private var place = 0
  private var contentEnd = 0
  private var footer = 0
  /// The place of the page's next term, or the end of its content.
  private var regionEnd = 0
  private var hasTermOnPage = false
  private var hasRowOnPage = false

  private var isInTerm = false
  private var startsDoclist = false
  private var oldRow: UInt64 = 0
  private var newRow: UInt64 = 0
  /// How many bytes of the row's positions are still to come, and whether the row stays.
  private var positionsLeft = 0
  private var keepsRow = false

  init(newRows: [UInt32]) { self.newRows = newRows }

  private func damage(_ reason: String) -> SegmentDamage {
    SegmentDamage(leaf: leaf, reason: reason)
  }

  /// Takes the next leaf; the one before must have been read to its end.
  mutating func load(_ bytes: Span<UInt8>) throws(SegmentDamage) {
    leaf += 1
    page.removeAll()
    bytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { page.append(start, bytes.count) }
    }
    // What is left of an earlier page behind the end must not look like numbers that go on.
    for _ in 0..<Varint.longest { page.append(0) }
    guard bytes.count >= 4 else { throw damage("is shorter than its header") }
    contentEnd = Int(page.start[2]) << 8 | Int(page.start[3])
    guard contentEnd >= 4, contentEnd <= bytes.count else { throw damage("has no end") }
    page.shorten(to: bytes.count)
    footer = contentEnd
    place = 4
    regionEnd = 0
    hasTermOnPage = false
    hasRowOnPage = false
    try moveRegionEnd(from: 0)
  }

  private mutating func moveRegionEnd(from start: Int) throws(SegmentDamage) {
    guard footer < page.count else {
      regionEnd = contentEnd
      return
    }
    var pointer = page.start + footer
    regionEnd = start &+ Int(truncatingIfNeeded: Varint.take(&pointer))
    footer = pointer - page.start
    guard regionEnd >= place, regionEnd < contentEnd else { throw damage("misplaces a term") }
  }

  @inline(__always)
  private mutating func takeNumber() -> UInt64 {
    var pointer = page.start + place
    let value = Varint.take(&pointer)
    place = pointer - page.start
    return value
  }

  /// Goes on until a term is complete; false when that needs the next leaf.
  mutating func next() throws(SegmentDamage) -> Bool {
    if !isInTerm, place == regionEnd, place < contentEnd { try readTerm() }
    while true {
      try readRows()
      guard place < contentEnd else { return false }
      if isInTerm {
        guard positionsLeft == 0 else { throw damage("ends a row too early") }
        isInTerm = false
        return true
      }
      try readTerm()
    }
  }

  /// Ends the segment; true when a last term is complete.
  mutating func finish() throws(SegmentDamage) -> Bool {
    guard positionsLeft == 0 else { throw damage("ends a row too early") }
    defer { isInTerm = false }
    return isInTerm
  }

  private mutating func readTerm() throws(SegmentDamage) {
    let start = place
    let isFirst = !hasTermOnPage
    let shared = isFirst ? 0 : Int(truncatingIfNeeded: takeNumber())
    let count = Int(truncatingIfNeeded: takeNumber())
    guard shared >= 0, shared <= term.count, count >= 0, count <= contentEnd - place else {
      throw damage("has a broken term")
    }
    term.shorten(to: shared)
    term.append(page.start + place, count)
    place += count
    doclist.removeAll()
    isInTerm = true
    hasTermOnPage = true
    startsDoclist = true
    newRow = 0
    try moveRegionEnd(from: start)
  }

  private mutating func readRows() throws(SegmentDamage) {
    if positionsLeft > 0 { readPositions() }
    while place < regionEnd {
      readWholeRows()
      if place < regionEnd {
        try readRow()
        readPositions()
      }
    }
    guard place == regionEnd else { throw damage("has a row that runs into the next term") }
  }

  /// Reads rows that are complete on the page, and stops before any that needs a closer look.
  ///
  /// Rows that stay and are as far from the row before as they were are copied in one piece.
  private mutating func readWholeRows() {
    guard !startsDoclist, hasRowOnPage else { return }
    var next = page.start + place
    let end = page.start + regionEnd
    var copied = next
    var oldRow = oldRow
    var newRow = newRow
    newRows.withUnsafeBufferPointer { newRows in
      while next < end {
        var reader = next
        let distance = Varint.take(&reader)
        let size = Varint.take(&reader)
        let row = oldRow &+ distance
        guard size & 1 == 0, size < 1 << 20, reader + Int(size >> 1) <= end,
          row < newRows.count
        else { break }
        let mapped = UInt64(newRows[Int(row)])
        if mapped != newRow &+ distance || newRow == 0 {
          guard mapped == 0 || mapped > newRow else { break }
          doclist.append(copied, next - copied)
          copied = reader + Int(size >> 1)
          if mapped != 0 {
            doclist.append(varint: mapped - newRow)
            doclist.append(varint: size)
            doclist.append(reader, Int(size >> 1))
            newRow = mapped
          }
        } else {
          newRow = mapped
        }
        oldRow = row
        next = reader + Int(size >> 1)
      }
    }
    doclist.append(copied, next - copied)
    place = next - page.start
    self.oldRow = oldRow
    self.newRow = newRow
  }

  private mutating func readRow() throws(SegmentDamage) {
    let row = takeNumber()
    oldRow = startsDoclist || !hasRowOnPage ? row : oldRow &+ row
    startsDoclist = false
    hasRowOnPage = true
    let size = takeNumber()
    guard isInTerm, size & 1 == 0, size <= UInt64(Int32.max), oldRow < newRows.count,
      place <= regionEnd
    else { throw damage("has a broken row") }
    positionsLeft = Int(size >> 1)
    let mapped = UInt64(newRows[Int(oldRow)])
    keepsRow = mapped != 0
    guard keepsRow else { return }
    guard mapped > newRow else { throw damage("has rows out of order") }
    doclist.append(varint: mapped - newRow)
    doclist.append(varint: size)
    newRow = mapped
  }

  private mutating func readPositions() {
    let count = min(positionsLeft, regionEnd - place)
    if keepsRow { doclist.append(page.start + place, count) }
    place += count
    positionsLeft -= count
  }
}
