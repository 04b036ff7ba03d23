extension String {
  /// The number of Unicode scalars, counted faster than a view of scalars does.
  var scalarCount: Int {
    let bytes = utf8Span.span
    return bytes.scalars(in: 0..<bytes.count)
  }

  /// The text with every run of white space as one space and its ends trimmed.
  var folded: String { folded(measured: TextMeasure(self)) }

  func folded(measured measure: TextMeasure) -> String {
    if measure.isFolded { return self }
    var folded: [UInt8] = []
    folded.append(foldingUneven: utf8Span.span)
    // Only whole scalars were taken out, so that this is still valid and nothing is repaired.
    return String(decoding: folded, as: UTF8.self)
  }

  /// The text between two byte offsets that are scalar boundaries.
  func slice(_ offsets: Range<Int>) -> Substring {
    let start = utf8.index(utf8.startIndex, offsetBy: offsets.lowerBound)
    return self[start..<utf8.index(start, offsetBy: offsets.count)]
  }

  /// The last scalars of the text, white space at both ends removed.
  func trimmedTail(_ scalars: Int) -> String {
    trimmed(utf8Span.span.start(ofLast: scalars)..<utf8.count)
  }

  /// The text from a byte offset on, white space before it removed.
  func trimmedStart(from offset: Int) -> String {
    let bytes = utf8Span.span
    return String(slice(bytes.skippingWhitespace(from: offset)..<bytes.count))
  }

  /// The text between two byte offsets, white space at both ends removed.
  func trimmed(_ offsets: Range<Int>) -> String {
    let start = utf8Span.span.skippingWhitespace(from: offsets.lowerBound)
    return String(trimmedEnd(min(start, offsets.upperBound)..<offsets.upperBound))
  }

  /// The text between two byte offsets, white space at its end removed.
  func trimmedEnd(_ offsets: Range<Int>) -> Substring {
    slice(offsets.lowerBound..<utf8Span.span.trimmedEnd(of: offsets))
  }
}

extension [UInt8] {
  /// Appends a text with every run of white space as one space and its ends trimmed.
  mutating func append(folding text: ArraySlice<UInt8>) {
    if TextMeasure.isFolded(text.span) {
      self += text
    } else {
      append(foldingUneven: text.span)
    }
  }

  /// The same for a text that is known not to be folded.
  fileprivate mutating func append(foldingUneven text: Span<UInt8>) {
    // Room is made at once, but never so little that many texts in a row would each move all.
    if capacity - count < text.count { reserveCapacity(Swift.max(count + text.count, count * 2)) }
    var offset = text.skippingWhitespace(from: 0)
    while offset < text.count {
      let width = Whitespace.width(in: text, at: offset)
      if width == 0 {
        append(text[offset])
        offset += 1
        continue
      }
      offset = text.skippingWhitespace(from: offset + width)
      if offset < text.count { append(0x20) }
    }
  }
}
