/// The changes of which normalizers consist.
enum TextChange {
  /// Writes a text anew and puts the result in its place.
  static func rewrite(
    _ text: inout AlignedText,
    _ spare: inout AlignedText,
    _ body: (AlignedText, inout Rewriting) -> Void
  ) {
    var rewriting = Rewriting(text, into: spare)
    spare = AlignedText()
    body(text, &rewriting)
    spare = text
    text = rewriting.finish()
  }

  /// Removes scalars or changes each into one other.
  static func filter(
    _ text: inout AlignedText,
    _ spare: inout AlignedText,
    _ change: (UInt32) -> UInt32?
  ) {
    let original = text.bytes
    let bytes = original.span
    var removedFirst = 0
    var index = 0
    while index < bytes.count {
      let (scalar, length) = bytes.scalar(at: index)
      if change(scalar) != nil { break }
      removedFirst += 1
      index += length
    }
    var rewriting = Rewriting(text, into: spare, removingFirst: removedFirst)
    spare = AlignedText()
    var last: UInt32?
    var removed = 0
    while index < bytes.count {
      let (scalar, length) = bytes.scalar(at: index)
      index += length
      if let kept = change(scalar) {
        if let last { rewriting.write(last, change: -removed) }
        last = kept
        removed = 0
      } else {
        removed += 1
      }
    }
    if let last { rewriting.write(last, change: -removed) }
    spare = text
    text = rewriting.finish()
  }

  static func lowercase(_ text: inout AlignedText, _ spare: inout AlignedText) {
    if text.bytes.span.isASCII {
      for index in text.bytes.indices where (0x41...0x5A).contains(text.bytes[index]) {
        text.bytes[index] |= 0x20
      }
      return
    }
    let mapping = ScalarMapping.lowercase
    rewrite(&text, &spare) { source, rewriting in
      let bytes = source.bytes.span
      var index = 0
      while index < bytes.count {
        let (scalar, length) = bytes.scalar(at: index)
        index += length
        guard let range = mapping.range(of: scalar) else {
          rewriting.write(scalar, change: 0)
          continue
        }
        for target in range {
          rewriting.write(mapping.target(at: target), change: target > range.lowerBound ? 1 : 0)
        }
      }
    }
  }

  static func strip(_ text: inout AlignedText, _ spare: inout AlignedText, left: Bool, right: Bool)
  {
    let facts = ScalarFacts.shared
    let original = text.bytes
    let bytes = original.span
    var start = 0
    while left, start < bytes.count {
      let (scalar, length) = bytes.scalar(at: start)
      guard facts[scalar].isWhitespace else { break }
      start += length
    }
    var end = bytes.count
    while right, end > start {
      let (scalar, length) = bytes.scalar(before: end)
      guard facts[scalar].isWhitespace else { break }
      end -= length
    }
    if start == 0 && end == bytes.count { return }
    spare.clear()
    spare.isTracked = text.isTracked
    spare.append(text, start..<end)
    swap(&text, &spare)
  }

  static func replace(
    _ text: inout AlignedText,
    _ spare: inout AlignedText,
    _ pattern: Pattern,
    _ content: [UInt8]
  ) {
    spare.clear()
    spare.isTracked = text.isTracked
    let original = text.bytes
    let bytes = original.span
    pattern.forEachPart(of: bytes, 0..<bytes.count) { part, isMatch in
      if isMatch {
        let origin = text.origin(at: part.upperBound - 1)
        spare.append(content, from: origin.start, to: origin.end)
      } else {
        spare.append(text, part)
      }
    }
    swap(&text, &spare)
  }

  static func prepend(_ prefix: [UInt8], to text: inout AlignedText, spare: inout AlignedText) {
    guard !text.bytes.isEmpty else { return }
    let origin = text.origin(at: 0)
    spare.clear()
    spare.isTracked = text.isTracked
    spare.append(prefix, from: origin.start, to: origin.end)
    spare.append(text, 0..<text.bytes.count)
    swap(&text, &spare)
  }
}
