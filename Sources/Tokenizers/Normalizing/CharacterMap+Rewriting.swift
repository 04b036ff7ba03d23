extension CharacterMap {
  /// Replaces characters as the reference does: clusters of less than six bytes as a whole, others one
  /// by one.
  func apply(to text: inout AlignedText, spare: inout AlignedText) {
    if text.isTracked {
      rewrite(&text, spare: &spare)
    } else {
      spare.clear()
      spare.isTracked = false
      replace(in: text.bytes.span) { _, replacement, old in
        if let replacement { spare.bytes.append(contentsOf: replacement) }
        if let old { spare.bytes.append(text.bytes.span.extracting(old)) }
      }
      swap(&text, &spare)
    }
  }

  /// Calls with each replaced part and its replacement, or with a part that stays.
  private func replace(
    in bytes: borrowing Span<UInt8>,
    _ body: (_ part: Range<Int>, _ replacement: ArraySlice<UInt8>?, _ kept: Range<Int>?) -> Void
  ) {
    let clusters = GraphemeClusters()
    var index = 0
    var keptFrom = 0
    func put(_ range: Range<Int>, _ replacement: ArraySlice<UInt8>) {
      if keptFrom < range.lowerBound {
        body(keptFrom..<range.lowerBound, nil, keptFrom..<range.lowerBound)
      }
      body(range, replacement, nil)
      keptFrom = range.upperBound
    }
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte < 0x80 && next < 0x80 && !(byte == 0x0D && next == 0x0A) {
        if let replacement = replacement(forASCII: byte) {
          put(index..<index + 1, replacement[...])
        }
        index += 1
        continue
      }
      let end = clusters.end(of: bytes, from: index)
      if end - index < 6, let range = replacement(for: bytes.extracting(index..<end)) {
        put(index..<end, self[range])
        index = end
        continue
      }
      while index < end {
        let part = index..<index + scalarLength(bytes[index])
        if let range = replacement(for: bytes.extracting(part)) { put(part, self[range]) }
        index = part.upperBound
      }
    }
    if keptFrom < bytes.count { body(keptFrom..<bytes.count, nil, keptFrom..<bytes.count) }
  }

  /// Does the same and keeps account of where each scalar comes from.
  private func rewrite(_ text: inout AlignedText, spare: inout AlignedText) {
    var changes: [(scalar: UInt32, change: Int)] = []
    var isModified = false
    let source = text.bytes
    let bytes = source.span
    replace(in: bytes) { part, replacement, kept in
      if let kept {
        var index = kept.lowerBound
        while index < kept.upperBound {
          let (scalar, length) = bytes.scalar(at: index)
          changes.append((scalar, 0))
          index += length
        }
      }
      guard let replacement else { return }
      isModified = true
      let old = bytes.extracting(part).scalarCount
      let new = Array(replacement)
      var index = 0
      var newCount = 0
      while index < new.count {
        let (scalar, length) = new.span.scalar(at: index)
        changes.append((scalar, newCount >= old ? 1 : 0))
        newCount += 1
        index += length
      }
      if newCount < old, !changes.isEmpty { changes[changes.count - 1].change -= old - newCount }
    }
    guard isModified else { return }
    var rewriting = Rewriting(text, into: spare)
    for (scalar, change) in changes { rewriting.write(scalar, change: change) }
    spare = text
    text = rewriting.finish()
  }
}
