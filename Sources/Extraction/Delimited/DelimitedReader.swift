/// Reads records of cells from a text with delimiters, after RFC 4180 and more leniently.
///
/// A quote ends a cell only before a delimiter or a line's end, so quotes that nobody doubled stay
/// where they are; one that is never closed is a sign like any other.
struct DelimitedReader {
  let delimiter: UInt8
  /// The cells of the record that was read last, one after another.
  private(set) var cells: [UInt8] = []
  /// Where each of the cells ends.
  private(set) var ends: [Int] = []
  /// How many delimiters and quotes were read over, white space aside.
  private(set) var markup = 0
  /// The byte at which the next record begins.
  private(set) var position: Int
  /// Where the record that was read last began.
  private(set) var start = 0

  /// How far the end of a quoted cell is looked for; less after each that was not found, so that
  /// time grows with the text only.
  private var reach = Int.max

  init(delimiter: UInt8, from position: Int = 0) {
    self.delimiter = delimiter
    self.position = position
  }

  /// Reads the next record that is not blank; false at the end of the text.
  mutating func next(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    while position < span.count {
      start = position
      cells.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      var isLast = false
      while !isLast {
        readCell(bytes, span)
        ends.append(cells.count)
        guard position < span.count else { break }
        if span[position] == delimiter {
          if delimiter > 0x20 { markup += 1 }
          position += 1
          if position == span.count {
            ends.append(cells.count)
            isLast = true
          }
        } else {
          let isPair =
            span[position] == 0x0D && position + 1 < span.count && span[position + 1] == 0x0A
          position += isPair ? 2 : 1
          isLast = true
        }
      }
      if ends.count > 1 || !cells.isEmpty { return true }
    }
    return false
  }

  /// Leaves the position at the delimiter or the line's end after the cell.
  private mutating func readCell(_ bytes: [UInt8], _ span: Span<UInt8>) {
    var first = position
    while first < span.count, span[first] == 0x20 { first += 1 }
    if first < span.count, span[first] == UInt8(ascii: "\""), readQuoted(bytes, span, first + 1) {
      return
    }
    let begin = position
    while position < span.count, span[position] != delimiter, span[position] != 0x0A,
      span[position] != 0x0D
    {
      position &+= 1
    }
    cells += bytes[begin..<position]
  }

  private mutating func readQuoted(_ bytes: [UInt8], _ span: Span<UInt8>, _ begin: Int) -> Bool {
    let count = cells.count
    let limit = reach < span.count - begin ? begin + reach : span.count
    var quotes = 1
    var run = begin
    var index = begin
    while index < limit {
      guard span[index] == UInt8(ascii: "\"") else {
        index &+= 1
        continue
      }
      cells += bytes[run..<index]
      let following = index + 1 < span.count ? span[index + 1] : 0x0A
      if following == UInt8(ascii: "\"") {
        cells.append(following)
        quotes += 1
        index += 2
      } else if let end = end(span, after: index + 1) {
        markup += quotes + 1
        position = end
        return true
      } else {
        cells.append(UInt8(ascii: "\""))
        index += 1
      }
      run = index
    }
    cells.removeSubrange(count...)
    reach = max(min(reach, 1 << 17) / 2, 256)
    return false
  }

  /// The delimiter or line's end that follows, with nothing but spaces before it.
  private func end(_ span: Span<UInt8>, after start: Int) -> Int? {
    var index = start
    while index < span.count {
      let byte = span[index]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { return index }
      guard byte == 0x20 else { return nil }
      index += 1
    }
    return index
  }
}
