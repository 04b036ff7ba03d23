import Documents

/// A text as a terminal or a printer would show it.
///
/// Colours and the like are left out; a backspace takes back the character before it, by which old
/// programs made letters bold or underlined.
struct ScreenText {
  private(set) var bytes: [UInt8]
  /// How many characters are left out, as the ledger counts them.
  private(set) var dropped = 0
  /// Scalars of the result, ascending, with how many scalars of the source were left out by then.
  private var gaps: [(scalar: Int, removed: Int)] = []

  var isChanged: Bool { !gaps.isEmpty }

  init(_ source: [UInt8]) {
    bytes = source
    guard source.contains(where: { $0 == 0x1B || $0 == 0x08 }) else { return }
    show(source.span)
    dropped =
      CharacterLedger.count(utf8: source.span) - CharacterLedger.count(utf8: bytes.span)
  }

  /// The range of the source, in scalars, that a range of the result was made from.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound + removed(upTo: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    let last = range.upperBound - 1
    return start..<max(last + removed(upTo: last) + 1, start)
  }

  private func removed(upTo scalar: Int) -> Int {
    var low = 0
    var high = gaps.count
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].scalar <= scalar { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? gaps[low - 1].removed : 0
  }

  private mutating func show(_ source: Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    var scalars = 0
    var removed = 0
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte == 0x1B, let end = Self.sequenceEnd(source, index) {
        removed += Self.scalars(source, index..<end)
        note(scalars, removed)
        index = end
      } else if byte == 0x08, let last = bytes.last, last > 0x20 {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
        scalars -= 1
        removed += 2
        note(scalars, removed)
        index += 1
      } else if byte == 0x08 {
        removed += 1
        note(scalars, removed)
        index += 1
      } else {
        if byte & 0xC0 != 0x80 { scalars += 1 }
        bytes.append(byte)
        index += 1
      }
    }
  }

  private mutating func note(_ scalar: Int, _ removed: Int) {
    while let last = gaps.last, last.scalar >= scalar { gaps.removeLast() }
    gaps.append((scalar, removed))
  }

  private static func scalars(_ source: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where source[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The end of what an escape begins; nil for one that is no sequence of a terminal's.
  private static func sequenceEnd(_ source: Span<UInt8>, _ start: Int) -> Int? {
    guard start + 1 < source.count else { return start + 1 }
    switch source[start + 1] {
    case UInt8(ascii: "["):
      var index = start + 2
      while index < source.count, index < start + 64, (0x20...0x3F).contains(source[index]) {
        index += 1
      }
      return index < source.count && (0x40...0x7E).contains(source[index]) ? index + 1 : start + 2
    case UInt8(ascii: "]"):
      // A title for the window or a link, up to a bell or another escape.
      var index = start + 2
      while index < source.count, index < start + 4_096, source[index] >= 0x20 { index += 1 }
      guard index < source.count else { return start + 2 }
      if source[index] == 0x07 { return index + 1 }
      let isEnded = source[index] == 0x1B && index + 1 < source.count
      return isEnded && source[index + 1] == UInt8(ascii: "\\") ? index + 2 : start + 2
    case UInt8(ascii: "("), UInt8(ascii: ")"): return min(start + 3, source.count)
    case 0x30...0x7E: return start + 2
    default: return start + 1
    }
  }
}
