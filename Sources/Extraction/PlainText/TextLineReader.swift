/// The lines of a plain text, one group without blank lines at a time.
struct TextLineReader {
  private var offset = 0
  private var scalar = 0

  /// Reads the next group of lines that no blank line parts; empty at the end of the
  /// text.
  mutating func nextGroup(in span: Span<UInt8>) -> [TextLine] {
    var group: [TextLine] = []
    while offset < span.count {
      let line = readLine(span)
      if let line {
        group.append(line)
      } else if !group.isEmpty {
        break
      }
      // A form feed ends the line before it and is blank itself.
      if offset < span.count, span[offset] == 0x0C {
        offset += 1
        scalar += 1
        if !group.isEmpty { break }
      }
    }
    return group
  }

  /// Reads one line and its end; nil when it is blank.
  private mutating func readLine(_ span: Span<UInt8>) -> TextLine? {
    var indent = 0
    var hasWideIndent = false
    indentation: while offset < span.count {
      switch span[offset] {
      case 0x20: indent += 1
      case 0x09: indent = (indent / 4 + 1) * 4
      case 0x0B: break
      case 0xE3 where offset + 2 < span.count && span[offset + 1] == 0x80 && span[offset + 2] == 0x80:
        indent += 2
        hasWideIndent = true
        offset += 2
      case 0xC2 where offset + 1 < span.count && span[offset + 1] == 0xA0:
        indent += 1
        offset += 1
      default: break indentation
      }
      offset += 1
      scalar += 1
    }
    let start = offset
    let startScalar = scalar
    var index = start
    var continuations = 0
    var wide = 0
    while index < span.count {
      let byte = span[index]
      if byte < 0x80 {
        if byte <= 0x0D, byte == 0x0A || byte == 0x0D || byte == 0x0C { break }
      } else if byte < 0xC0 {
        continuations += 1
      } else if byte >= 0xE3 && byte != 0xEF && byte < 0xEE || byte == 0xF0 {
        wide += 1
      }
      index += 1
    }
    scalar += index - start - continuations
    offset = index
    var end = index
    while end > start, span[end - 1] <= 0x20 { end -= 1 }
    let endScalar = scalar - (index - end)
    if offset < span.count, span[offset] != 0x0C {
      let isPair = span[offset] == 0x0D && offset + 1 < span.count && span[offset + 1] == 0x0A
      offset += isPair ? 2 : 1
      scalar += isPair ? 2 : 1
    }
    guard end > start else { return nil }
    return TextLine(
      content: start..<end, scalars: startScalar..<endScalar, indent: indent,
      width: endScalar - startScalar + wide, hasWideIndent: hasWideIndent)
  }
}
