/// Goes through several sources at once, term by term, and brings the doclists of a term together.
struct PostingMerge: ~Copyable {
  /// A source that stands at a term.
  private struct Entry {
    var head: UInt64
    var source: Int
  }

  /// The current term, its doclist and the last row in it.
  private(set) var term = ByteBuffer(capacity: 256)
  private(set) var doclist = ByteBuffer()
  private(set) var lastRow: UInt64 = 0

  private let sources: [any PostingSource]
  /// A heap: the source with the first term at its top, the earlier source first among equals.
  private var heap: [Entry] = []

  /// Takes the sources in the order of their rows.
  init(_ sources: [any PostingSource]) throws(RunFileError) {
    self.sources = sources
    for (index, source) in sources.enumerated() where try source.advance() {
      heap.append(Entry(head: leadingNumber(of: source.term), source: index))
    }
    for index in (0..<heap.count / 2).reversed() { sift(index) }
  }

  /// Moves to the next term; false when there was none.
  mutating func next() throws(RunFileError) -> Bool {
    guard let first = heap.first else { return false }
    term.removeAll()
    let bytes = sources[first.source].term
    if let start = bytes.baseAddress { term.append(start, bytes.count) }
    doclist.removeAll()
    lastRow = 0
    try takeFirst()
    while let other = heap.first, other.head == first.head,
      isCurrent(sources[other.source].term)
    {
      try takeFirst()
    }
    return true
  }

  private func isCurrent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == term.count, let start = bytes.baseAddress else { return false }
    return equal(start, term.start, term.count)
  }

  /// Appends the first source's doclist and moves that source on.
  private mutating func takeFirst() throws(RunFileError) {
    let source = sources[heap[0].source]
    let start = doclist.count
    let last = source.lastRow
    try source.copyDoclist(to: &doclist)
    if start > 0 {
      // From now on the list's first row is told by its distance to the row before.
      var place = doclist.start + start
      let row = Varint.take(&place)
      doclist.insert(row - lastRow, at: start, over: place - doclist.start - start)
    }
    lastRow = last
    if try source.advance() {
      heap[0].head = leadingNumber(of: source.term)
    } else {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sift(0)
  }

  private mutating func sift(_ index: Int) {
    var index = index
    while true {
      var least = index
      for child in (2 * index + 1)...(2 * index + 2)
      where child < heap.count && comes(heap[child], before: heap[least]) { least = child }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }

  private func comes(_ left: Entry, before right: Entry) -> Bool {
    if left.head != right.head { return left.head < right.head }
    let first = sources[left.source].term
    let second = sources[right.source].term
    if precedes(first, second) { return true }
    if precedes(second, first) { return false }
    return left.source < right.source
  }
}
