/// The parts of a message, in the order in which they begin.
struct MailParts {
  struct Part {
    var header: MailHeader
    var type: FieldValue
    var disposition: FieldValue
    /// The index of the part around it.
    var parent: Int?
    /// The index after the last part inside of it.
    var end = 0
    /// The bytes of its body as they are in the message.
    var body: Range<Int>

    var isMultipart: Bool { type.value.hasPrefix("multipart/") }
    var fileName: String? { disposition.text("filename") ?? type.text("name") }
  }

  private(set) var parts: [Part] = []
  private(set) var remark: String?
  private var open: [(part: Int, boundary: [UInt8])] = []

  private static let deepest = 32
  private static let mostParts = 10_000

  /// Finds all parts in one pass over the lines of the message.
  init(_ bytes: [UInt8]) {
    let span = bytes.span
    var index = begin(span, at: 0)
    while index < span.count {
      let end = MailHeader.lineEnd(span, index, span.count)
      guard !open.isEmpty, span[index] == UInt8(ascii: "-"), index + 1 < span.count,
        span[index + 1] == UInt8(ascii: "-"),
        let found = delimiter(span, index, MailHeader.contentEnd(span, index, end))
      else {
        index = end
        continue
      }
      close(through: found.place, at: index, span)
      if found.isLast {
        finish(found.place)
        index = end
      } else if parts.count < Self.mostParts {
        index = begin(span, at: end)
      } else {
        remark = "has more than \(Self.mostParts) parts; those after them are left out"
        break
      }
    }
    if let last = parts.indices.last, parts[last].body.upperBound == .max {
      parts[last].body = parts[last].body.lowerBound..<span.count
    }
    finish(0)
  }

  /// Reads the header of a part; gives the place where its body begins.
  private mutating func begin(_ span: Span<UInt8>, at start: Int) -> Int {
    let header = MailHeader(span, from: start, to: span.count)
    // Only the header, not a delimiter that follows it at once, is the part's.
    let part = Part(
      header: header,
      type: FieldValue(header.value("content-type")),
      disposition: FieldValue(header.value("content-disposition")),
      parent: open.last?.part,
      body: header.end..<Int.max
    )
    let index = parts.count
    parts.append(part)
    if part.isMultipart, let boundary = part.type["boundary"], !boundary.isEmpty {
      if open.count < Self.deepest {
        open.append((index, boundary))
      } else {
        remark = "has parts nested more than \(Self.deepest) deep; those are read as text"
      }
    }
    return header.end
  }

  /// Which of the open parts a line delimits.
  private func delimiter(
    _ span: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> (place: Int, isLast: Bool)? {
    for place in open.indices.reversed() {
      let boundary = open[place].boundary
      let after = start + 2 + boundary.count
      guard after <= end else { continue }
      guard boundary.indices.allSatisfy({ span[start + 2 + $0] == boundary[$0] }) else { continue }
      var rest = after
      let isLast =
        rest + 1 < end && span[rest] == UInt8(ascii: "-") && span[rest + 1] == UInt8(ascii: "-")
      if isLast { rest += 2 }
      while rest < end, span[rest] == 0x20 || span[rest] == 0x09 { rest += 1 }
      if rest == end { return (place, isLast) }
    }
    return nil
  }

  /// Ends the body of the part before a delimiter, and the parts within the one it belongs to.
  private mutating func close(through place: Int, at delimiter: Int, _ span: Span<UInt8>) {
    if let last = parts.indices.last, parts[last].body.upperBound == .max {
      // The line end before a delimiter belongs to it.
      var end = delimiter
      if end > parts[last].body.lowerBound, span[end - 1] == 0x0A { end -= 1 }
      if end > parts[last].body.lowerBound, span[end - 1] == 0x0D { end -= 1 }
      parts[last].body = parts[last].body.lowerBound..<max(end, parts[last].body.lowerBound)
    }
    if place + 1 < open.count { finish(place + 1) }
  }

  private mutating func finish(_ place: Int) {
    while open.count > place, let last = open.popLast() { parts[last.part].end = parts.count }
    if place == 0 {
      for index in parts.indices {
        if parts[index].end == 0 { parts[index].end = index + 1 }
        if parts[index].body.upperBound == .max {
          parts[index].body = parts[index].body.lowerBound..<parts[index].body.lowerBound
        }
      }
    }
  }
}
