import Documents

/// Finds the notes at the foot of pages: small type below the text, the first with a sign or a number.
enum Footnotes {
  /// Marks notes, so that the text above them may go on on the next page.
  static func mark(_ blocks: inout [Block], bodySize: Float) {
    var start = 0
    while start < blocks.count {
      var end = start + 1
      while end < blocks.count, blocks[end].page == blocks[start].page, !blocks[end - 1].endsColumn
      {
        end += 1
      }
      markColumn(&blocks, start..<end, bodySize)
      start = end
    }
  }

  private static func markColumn(_ blocks: inout [Block], _ column: Range<Int>, _ bodySize: Float) {
    var first: Int?
    for index in column.reversed() {
      let block = blocks[index]
      guard block.kind == .text, block.tag == nil, !block.isTurned, !block.isCode, block.size > 0,
        block.size <= 0.93 * bodySize
      else { break }
      if begins(block.text.bytes) { first = index }
    }
    guard let first, first > column.lowerBound, let place = blocks[first].places.first,
      place.box.top > 0.4 * place.pageHeight
    else { return }
    let above = blocks[first - 1]
    // Below a heading small type is a list of sources; in a column of its own it is anything.
    guard above.kind == .text, above.size > 0.95 * bodySize,
      above.characters > 0, above.boldCharacters * 2 < above.characters
    else { return }
    for index in first..<column.upperBound {
      blocks[index].isFootnote = true
      blocks[index].marker = nil
    }
    blocks[first - 1].endsColumn = true
  }

  /// Where the number of a note ends, if its text is set right behind it.
  static func numberEnd(_ bytes: [UInt8]) -> Int? {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
    guard (1...3).contains(digits), digits < bytes.count else { return nil }
    let next = bytes[digits]
    let isBeginning =
      (0x41...0x5A).contains(next) || next >= 0x80 || [0x22, 0x28, 0x5B].contains(next)
    return isBeginning ? digits : nil
  }

  /// Whether a text begins with the sign of a note.
  private static func begins(_ bytes: [UInt8]) -> Bool {
    var digits = 0
    while digits < bytes.count, (0x30...0x39).contains(bytes[digits]) { digits += 1 }
    if digits > 0 {
      guard digits <= 3, digits + 2 < bytes.count else { return false }
      // "12.5" and "3,000" are numbers of the text.
      let next = bytes[digits]
      return next >= 0x41 || next == 0x20
        || (next == 0x2E || next == 0x29) && bytes[digits + 1] == 0x20
        || next == 0x22 || next == 0x28 || next == 0x5B
    }
    var index = 0
    guard bytes.count > 2 else { return false }
    return [0x2A, 0x2020, 0x2021, 0xA7, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077].contains(
      decodeScalar(bytes, &index)
    )
  }
}
