/// Writes terms and their doclists as one FTS5 segment.
///
/// Terms come in the order of their bytes. A leaf is closed when it is full, in the middle of a
/// doclist or even of the positions in one row if need be; the rules for that are those of FTS5's
/// own merges, so its `optimize` command would give the same bytes.
struct SegmentWriter: ~Copyable {
  private let pageSize: Int
  private(set) var pages: [SegmentPage] = []
  private(set) var terms: [SegmentTerm] = []
  /// The pages of doclist indexes, which belong behind all leaves.
  private(set) var indexPages: [SegmentPage] = []

  private var page = ByteBuffer()
  /// The places of the terms on the page, to be its footer.
  private var footer = ByteBuffer(capacity: 512)
  private(set) var pageNumber = 1
  private var previousTerm = ByteBuffer(capacity: 256)
  private var previousTermPlace = 0
  private var hasTermOnPage = false
  private var hasRowOnPage = false
  private var startsDoclist = false
  private var previousRow: UInt64 = 0

  private var leafTerm: [UInt8] = []
  private var leafTermPage = 1
  private var leavesWithoutTerm = 0
  private var doclistIndex: DoclistIndexWriter

  init(pageSize: Int) {
    self.pageSize = pageSize
    doclistIndex = DoclistIndexWriter(pageSize: pageSize)
    startPage()
  }

  /// Hands over the leaves that are complete.
  mutating func takePages() -> [SegmentPage] {
    defer { pages.removeAll(keepingCapacity: true) }
    return pages
  }

  mutating func append(
    term: UnsafeBufferPointer<UInt8>,
    doclist: UnsafeBufferPointer<UInt8>
  ) {
    guard let start = term.baseAddress, let list = doclist.baseAddress else { return }
    write(term: start, term.count)
    if page.count + footer.count + doclist.count < pageSize {
      // No rule about full pages can come into play.
      page.append(list, doclist.count)
      return
    }
    var place = UnsafePointer(list)
    let end = place + doclist.count
    var row: UInt64 = 0
    while place < end {
      copyWholeRows(&place, end, &row)
      guard place < end else { break }
      row += Varint.take(&place)
      let size = Varint.take(&place)
      write(row: row, size: size)
      write(positions: place, Int(size / 2))
      place += Int(size / 2)
    }
  }

  /// Copies the rows for which no rule about full pages can come into play.
  private mutating func copyWholeRows(
    _ place: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ row: inout UInt64
  ) {
    // A page's first row is written in another way.
    guard hasRowOnPage, startsDoclist || row == previousRow else { return }
    let limit = place + max(0, pageSize - page.count - footer.count - 1)
    var next = place
    while next < end {
      var reader = next
      let distance = Varint.take(&reader)
      let size = Varint.take(&reader)
      guard Int(size / 2) <= limit - reader else { break }
      next = reader + Int(size / 2)
      row += distance
    }
    guard next > place else { return }
    page.append(place, next - place)
    place = next
    previousRow = row
    startsDoclist = false
  }

  /// Closes the last leaf; afterwards all pages and terms are there to be taken.
  mutating func finish() {
    if page.count > 4 { closePage() }
    if pageNumber > 1 { closeLeafTerm() }
  }

  var leafCount: Int { pageNumber - 1 }

  private mutating func startPage() {
    page.removeAll()
    footer.removeAll()
    for _ in 0..<4 { page.append(0) }
    previousTermPlace = 0
    hasTermOnPage = false
    hasRowOnPage = false
  }

  private mutating func closePage() {
    page.set(page.count, at: 2)
    if hasTermOnPage {
      page.append(footer.start, footer.count)
    } else {
      if !hasRowOnPage { doclistIndex.appendEmptyLeaf() }
      leavesWithoutTerm += 1
    }
    pages.append(SegmentPage(number: Int64(pageNumber), bytes: Array(page.contents)))
    pageNumber += 1
    startPage()
  }

  private mutating func write(term: UnsafePointer<UInt8>, _ count: Int) {
    if page.count + footer.count + count + 2 >= pageSize, page.count > 4 { closePage() }
    footer.append(varint: UInt64(page.count - previousTermPlace))
    previousTermPlace = page.count

    var shared = 0
    let longest = min(count, previousTerm.count)
    while shared < longest, previousTerm.start[shared] == term[shared] { shared += 1 }
    if hasTermOnPage {
      page.append(varint: UInt64(shared))
    } else {
      if pageNumber != 1 {
        closeLeafTerm()
        let needed = previousTerm.count > 0 ? shared + 1 : count
        leafTerm = Array(UnsafeBufferPointer(start: term, count: needed))
        leafTermPage = pageNumber
      }
      shared = 0
    }
    page.append(varint: UInt64(count - shared))
    page.append(term + shared, count - shared)
    previousTerm.removeAll()
    previousTerm.append(term, count)
    hasTermOnPage = true
    hasRowOnPage = true
    startsDoclist = true
    doclistIndex.leaf = pageNumber
  }

  private mutating func write(row: UInt64, size: UInt64) {
    if page.count + footer.count >= pageSize { closePage() }
    if !hasRowOnPage {
      page.set(page.count, at: 0)
      doclistIndex.append(row: row, leaf: pageNumber)
    }
    page.append(varint: startsDoclist || !hasRowOnPage ? row : row - previousRow)
    previousRow = row
    startsDoclist = false
    hasRowOnPage = true
    page.append(varint: size)
  }

  private mutating func write(positions: UnsafePointer<UInt8>, _ count: Int) {
    var place = positions
    let end = positions + count
    while page.count + footer.count + (end - place) >= pageSize {
      let wanted = place + (pageSize - page.count - footer.count)
      var next = place
      while next < wanted { _ = Varint.take(&next) }
      // Damaged positions could end inside a number.
      next = min(next, end)
      page.append(place, next - place)
      place = next
      closePage()
    }
    page.append(place, end - place)
  }

  /// Ends what has been said about the leaf that the latest prefix leads to.
  private mutating func closeLeafTerm() {
    let indexed = doclistIndex.finish(keeping: leavesWithoutTerm >= 4)
    indexPages += indexed
    leavesWithoutTerm = 0
    terms.append(
      SegmentTerm(
        prefix: leafTerm,
        leaf: Int64(leafTermPage) << 1 | (indexed.isEmpty ? 0 : 1)
      )
    )
  }
}
