/// The tokens of one document in reading order, and its terms.
struct OccurrenceList: ~Copyable {
  private struct Term: BitwiseCopyable {
    var start: Int
    var length: Int
    var hash: UInt64
    /// How many tokens there are; while they are sorted, where the next one goes.
    var tokens: Int
  }

  private struct Place: BitwiseCopyable {
    var row: UInt32
    var column: UInt32
    var position: UInt32
  }

  private struct Token: BitwiseCopyable {
    var term: UInt32
    var place: Place
  }

  private var text = ByteBuffer()
  private var terms = Growable<Term>()
  private var slots = TermSlots(count: 1024)
  private var tokens = Growable<Token>()
  private var sorted = Growable<Place>()
  private var output = ByteBuffer()
  private var rows: UInt32 = 0
  private var column: UInt32 = 0
  private var position: UInt32 = 0

  private var isInColumn = false

  init() {}

  mutating func beginRow() { rows += 1 }

  mutating func beginColumn(_ index: UInt32) {
    column = index
    position = 0
    isInColumn = true
  }

  /// Returns how many places the current column has, nil outside a column.
  mutating func endColumn() -> UInt32? {
    defer { isInColumn = false }
    return isInColumn ? position : nil
  }

  @inline(__always)
  mutating func add(_ token: UnsafePointer<UInt8>, _ count: Int, colocated: Bool) {
    if !colocated || position == 0 { position += 1 }
    // FTS5 cuts longer tokens here as well.
    let term = term(token, min(count, 32_768))
    terms[term].tokens += 1
    tokens.append(
      Token(
        term: UInt32(truncatingIfNeeded: term),
        place: Place(row: rows &- 1, column: column, position: position - 1)
      )
    )
  }

  @inline(__always)
  private mutating func term(_ token: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let hash = TermHash.of(token, length)
    let found = slots.find(hash) { index in
      let term = terms[index]
      return term.length == length && equal(text.start + term.start, token, length)
    }
    if let index = found.term { return index }
    let index = terms.count
    terms.append(Term(start: text.count, length: length, hash: hash, tokens: 0))
    text.append(token, length)
    slots.set(found.slot, hash: hash, term: index)
    if slots.isCrowded(by: terms.count) {
      slots.grow(terms: terms.count) { terms[$0].hash }
    }
    return index
  }

  /// Returns the terms with their doclists and forgets the document.
  mutating func finish() -> [UInt8] {
    sort()
    var first = 0
    for index in 0..<terms.count {
      // Sorting has left the end of the term's places here.
      let end = terms[index].tokens
      write(text.start + terms[index].start, terms[index].length, first, end)
      first = end
    }
    defer { removeAll() }
    return Array(output.contents)
  }

  /// Brings the places together term by term, each term's in reading order.
  private mutating func sort() {
    var start = 0
    for index in 0..<terms.count {
      let count = terms[index].tokens
      terms[index].tokens = start
      start += count
    }
    sorted.reserve(tokens.count)
    for index in 0..<tokens.count {
      let token = tokens[index]
      let term = Int(token.term)
      sorted.base[terms[term].tokens] = token.place
      terms[term].tokens += 1
    }
  }

  private mutating func write(
    _ term: UnsafePointer<UInt8>,
    _ length: Int,
    _ first: Int,
    _ end: Int
  ) {
    let places = sorted.base
    let firstRow = places[first].row
    let lastRow = places[end - 1].row
    output.append(varint: UInt64(length))
    output.append(term, length)
    output.append(varint: UInt64(firstRow) << 1 | (firstRow == lastRow ? 0 : 1))
    if firstRow != lastRow { output.append(varint: UInt64(lastRow - firstRow)) }
    let start = output.count

    var index = first
    var previousRow = firstRow
    while index < end {
      let row = places[index].row
      if index > first { output.append(varint: UInt64(row - previousRow)) }
      previousRow = row
      let list = output.count
      output.append(0)
      var column: UInt32 = 0
      var previous: UInt32 = 0
      while index < end, places[index].row == row {
        let place = places[index]
        if place.column != column {
          output.append(1)
          output.append(varint: UInt64(place.column))
          column = place.column
          previous = 0
        }
        output.append(varint: UInt64(place.position - previous + 2))
        previous = place.position
        index += 1
      }
      output.setSize((output.count - list - 1) * 2, at: list)
    }
    if firstRow != lastRow {
      output.insert(UInt64(output.count - start), at: start, over: 0)
    }
  }

  private mutating func removeAll() {
    text.removeAll()
    terms.removeAll()
    tokens.removeAll()
    output.removeAll()
    slots.removeAll()
    rows = 0
  }
}
