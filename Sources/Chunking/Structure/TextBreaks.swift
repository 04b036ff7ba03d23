/// Finds where a text that is too long is best cut: between sentences, else in one where it pauses, else
/// between words, else between characters as people see them.
struct TextBreaks {
  enum Preference {
    case sentences
    /// Between words, however sentences run, so that chunks are full.
    case words
    /// Between lines, those after a blank line first.
    case lines
    /// At the first place of a list; ends of rows and cells, ascending.
    case places([Int])
  }

  private let text: String
  private let limits: SizeLimits
  private let preference: Preference

  init(_ text: String, _ limits: SizeLimits, _ preference: Preference) {
    self.text = text
    self.limits = limits
    self.preference = preference
  }

  /// The end of the longest good piece from an offset on that has room; nil where nothing has.
  ///
  /// Characters as readers see them are cut in two only where that is allowed.
  func cut(from start: Int, room: Size, dividingCharacters: Bool = true) -> Int? {
    guard room.scalars > 0, room.tokens > 0 else { return nil }
    let bytes = text.utf8Span.span
    var most = min(room.scalars, bytes.count - start)
    // Tokens are hardly longer than this, and nobody wants to count those of a whole book for each piece.
    if limits.hasTokens { most = min(most, max(0, room.tokens) * 64) }
    let reach = bytes.advanced(start, by: most)
    if reach == bytes.count, fits(start..<reach, room) { return reach }
    switch preference {
    case .words: break
    case .sentences:
      if let end = sentence(bytes, start, reach, room) { return end }
      if let end = pause(bytes, start, reach, room) { return end }
    case .lines:
      if let end = line(bytes, start, reach, room) { return end }
    case .places(let places):
      if let end = place(places, start, reach, room) { return end }
      if let end = sentence(bytes, start, reach, room) { return end }
    }
    return word(bytes, start, reach, room)
      ?? character(bytes, start, reach, room, dividing: dividingCharacters)
  }

  private func fits(_ range: Range<Int>, _ room: Size) -> Bool {
    guard limits.hasTokens, let counter = limits.counter else { return true }
    return counter.count(String(text.slice(range))) <= room.tokens
  }

  /// The last of ascending ends that still fits; tokens only grow with the text.
  private func last(_ found: Ends, _ start: Int, _ room: Size) -> Int? {
    guard limits.hasTokens else { return found.last }
    let ends = found.all
    guard let first = ends.first, fits(start..<first, room) else { return nil }
    // From the beginning on and in growing steps, since little of a long text has room.
    var (low, step) = (0, 1)
    while low + step < ends.count, fits(start..<ends[low + step], room) {
      low += step
      step *= 2
    }
    var high = min(low + step, ends.count) - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(start..<ends[middle], room) { low = middle } else { high = middle - 1 }
    }
    return ends[low]
  }

  private func sentence(_ bytes: Span<UInt8>, _ start: Int, _ reach: Int, _ room: Size) -> Int? {
    var ends = Ends(limits)
    var offset = start
    while offset < reach {
      let end = SentenceBreaks.end(bytes, from: offset, within: reach)
      guard end <= reach, end > offset, end < bytes.count else { break }
      ends.append(end)
      offset = bytes.skippingWhitespace(from: end)
    }
    return last(ends, start, room)
  }

  /// After a comma or the like in the latter half.
  private func pause(_ bytes: Span<UInt8>, _ start: Int, _ reach: Int, _ room: Size) -> Int? {
    var ends = Ends(limits)
    var offset = start + (reach - start) / 2
    while offset > start, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    while offset < reach {
      let byte = bytes[offset]
      let isMark = byte == 0x2C || byte == 0x3B || byte == 0x3A
      if isMark, offset + 1 < bytes.count, Whitespace.width(in: bytes, at: offset + 1) > 0 {
        ends.append(offset + 1)
      } else if byte >= 0xE3, offset + 3 <= reach, isWidePause(bytes, offset) {
        ends.append(offset + 3)
      }
      offset += 1
    }
    return last(ends, start, room)
  }

  /// The comma and its like of Chinese and Japanese.
  private func isWidePause(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    switch (bytes[offset], bytes[offset + 1], bytes[offset + 2]) {
    case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x9A): true
    default: false
    }
  }

  private func word(_ bytes: Span<UInt8>, _ start: Int, _ reach: Int, _ room: Size) -> Int? {
    // A space may stand right after the last character that has room, but not before the first.
    let first = bytes.skippingWhitespace(from: start)
    guard limits.hasTokens else {
      var offset = min(reach, bytes.count - 1)
      while offset >= first, offset > start {
        if Whitespace.width(in: bytes, at: offset) > 0 { return offset }
        offset -= 1
      }
      return nil
    }
    var ends = Ends(limits)
    var offset = first
    while offset <= reach, offset < bytes.count {
      let width = Whitespace.width(in: bytes, at: offset)
      if width > 0, offset > start { ends.append(offset) }
      offset += max(width, 1)
    }
    return last(ends, start, room)
  }

  private func line(_ bytes: Span<UInt8>, _ start: Int, _ reach: Int, _ room: Size) -> Int? {
    var ends = Ends(limits)
    var blank = Ends(limits)
    for offset in start..<min(reach + 1, bytes.count) where bytes[offset] == 0x0A && offset > start
    {
      ends.append(offset)
      if offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { blank.append(offset) }
    }
    if let end = last(blank, start, room), end - start > (reach - start) / 3 { return end }
    return last(ends, start, room)
  }

  private func place(_ places: [Int], _ start: Int, _ reach: Int, _ room: Size) -> Int? {
    var ends = Ends(limits)
    // Ascending, so that of a long row only the places of this piece are looked at.
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] > start { high = middle } else { low = middle + 1 }
    }
    while low < places.count, places[low] <= reach {
      ends.append(places[low])
      low += 1
    }
    return last(ends, start, room)
  }

  private func character(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ reach: Int,
    _ room: Size,
    dividing: Bool
  ) -> Int? {
    guard reach > start else { return nil }
    var ends = Ends(limits)
    var offset = start
    // A copy: within the whole text, a character of very many signs would be walked through for each piece.
    let window = String(text.slice(start..<min(bytes.count, bytes.advanced(reach, by: 32))))
    for character in window {
      offset += character.utf8.count
      if offset > reach { break }
      ends.append(offset)
      if Whitespace.width(in: bytes, at: min(offset, bytes.count - 1)) > 0 { break }
    }
    if let end = last(ends, start, room) { return end }
    guard dividing else { return nil }
    // One character of many signs; its parts are better than nothing.
    var scalars = Ends(limits)
    offset = start
    while offset < reach, scalars.count < 4096 {
      offset = bytes.advanced(offset, by: 1)
      scalars.append(offset)
    }
    return last(scalars, start, room)
  }
}

/// Where a piece might end, ascending.
private struct Ends {
  /// Where only characters are limited, the last that was found is the best, and none other is kept.
  private let keepsAll: Bool
  private(set) var all: [Int] = []
  private(set) var last: Int?
  private(set) var count = 0

  init(_ limits: SizeLimits) { keepsAll = limits.hasTokens }

  mutating func append(_ end: Int) {
    last = end
    count += 1
    if keepsAll { all.append(end) }
  }
}
