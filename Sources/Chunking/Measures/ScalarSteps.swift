extension Span where Element == UInt8 {
  /// The offset that lies a number of scalars of UTF-8 text further on, at most the end.
  func advanced(_ offset: Int, by scalars: Int) -> Int {
    var offset = offset
    var left = scalars
    while left > ByteWord.width, count &- offset >= ByteWord.width {
      left &-= ByteWord.width
      left &+= ByteWord.count(ByteWord(self, at: offset).continuations)
      offset &+= ByteWord.width
    }
    while offset < count {
      if self[offset] & 0xC0 != 0x80 {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return offset
  }

  /// The number of scalars between two offsets of UTF-8 text.
  func scalars(in range: Range<Int>) -> Int {
    var continuations = 0
    var offset = range.lowerBound
    while range.upperBound &- offset >= ByteWord.width {
      continuations &+= ByteWord.count(ByteWord(self, at: offset).continuations)
      offset &+= ByteWord.width
    }
    while offset < range.upperBound {
      continuations &+= self[offset] & 0xC0 == 0x80 ? 1 : 0
      offset &+= 1
    }
    return range.count &- continuations
  }

  /// The offset of the first scalar from an offset on that is not white space.
  func skippingWhitespace(from offset: Int) -> Int {
    var offset = offset
    while offset < count {
      let width = Whitespace.width(in: self, at: offset)
      if width == 0 { break }
      offset += width
    }
    return offset
  }

  /// The offset at which the last scalars of the text begin.
  func start(ofLast scalars: Int) -> Int {
    var start = count
    var left = scalars
    while start > 0, left > 0 {
      start -= 1
      if self[start] & 0xC0 != 0x80 { left -= 1 }
    }
    return start
  }

  /// The end of a range without the white space that it ends with.
  func trimmedEnd(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      let width = Whitespace.width(in: self, before: end)
      if width == 0 { break }
      end -= width
    }
    return end
  }

  /// Whether a range ends in a colon, of any script.
  func endsInColon(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard range.count > 0 else { return false }
    if self[end - 1] == 0x3A { return true }
    // The wide colon, U+FF1A.
    return range.count >= 3 && self[end - 1] == 0x9A && self[end - 2] == 0xBC
      && self[end - 3] == 0xEF
  }
}
