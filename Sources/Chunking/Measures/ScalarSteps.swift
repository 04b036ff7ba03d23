extension Span where Element == UInt8 {
  /// The offset that lies a number of scalars of UTF-8 text further on, at most the end.
  func advanced(_ offset: Int, by scalars: Int) -> Int {
    var offset = offset
    var left = scalars
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
    var scalars = 0
    for offset in range { scalars += self[offset] & 0xC0 != 0x80 ? 1 : 0 }
    return scalars
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
}
