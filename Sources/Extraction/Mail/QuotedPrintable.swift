/// Quoted-printable, where an equals sign and two digits stand for a byte.
enum QuotedPrintable {
  /// Decodes a body; an equals sign that means nothing stays, and is counted.
  static func decode(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], faults: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var faults = 0
    let span = text.span
    var index = 0
    var run = 0
    let base = text.startIndex
    while index < span.count {
      let byte = span[index]
      if byte == UInt8(ascii: "=") {
        bytes += text[(base + run)..<(base + index)]
        if index + 2 < span.count, let high = digit(span[index + 1]),
          let low = digit(span[index + 2])
        {
          bytes.append(high << 4 | low)
          index += 3
        } else if let next = softBreakEnd(span, index + 1) {
          index = next
        } else {
          faults += 1
          bytes.append(byte)
          index += 1
        }
        run = index
      } else {
        index &+= 1
      }
    }
    bytes += text[(base + run)..<text.endIndex]
    return (bytes, faults)
  }

  /// Decodes the content of an encoded word, where an underscore is a space.
  static func decodeWord(_ text: ArraySlice<UInt8>) -> [UInt8] {
    decode(ArraySlice(text.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })).bytes
  }

  /// Where the text goes on after a line end that is not part of it.
  private static func softBreakEnd(_ span: Span<UInt8>, _ start: Int) -> Int? {
    var index = start
    while index < span.count, span[index] == 0x20 || span[index] == 0x09 { index += 1 }
    guard index < span.count else { return index }
    if span[index] == 0x0A { return index + 1 }
    guard span[index] == 0x0D else { return nil }
    return index + 1 < span.count && span[index + 1] == 0x0A ? index + 2 : index + 1
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
