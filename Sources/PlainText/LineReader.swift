/// Reads a text line by line and block by block, counting scalars as it goes.
struct LineReader {
  private var offset = 0
  private var scalars = 0
  private var page = 0
  /// The first line of a page, with which a block begins.
  private var pending: TextLine?

  init() {}

  /// The next run of lines that are not blank; empty at the end of the text.
  ///
  /// A run ends with its page, unless it breaks off within a sentence that goes on overleaf.
  mutating func nextBlock(of bytes: Span<UInt8>, into block: inout [TextLine]) {
    block.removeAll(keepingCapacity: true)
    if let line = pending { block.append(line) }
    pending = nil
    while let line = nextLine(of: bytes) {
      if line.isBlank {
        // The end of a page is no blank line.
        if block.isEmpty || page != line.page { continue }
        return
      }
      if let last = block.last, last.page != line.page, !Self.goesOn(line, after: last, in: bytes) {
        pending = line
        return
      }
      block.append(line)
    }
  }

  private static func goesOn(
    _ line: TextLine,
    after last: TextLine,
    in bytes: Span<UInt8>
  ) -> Bool {
    SentenceEnd(bytes, from: last.start, to: last.end) != .full
      && ProseMeasure(bytes, from: line.start, to: line.end).beginsInLowercase
  }

  private mutating func nextLine(of bytes: Span<UInt8>) -> TextLine? {
    guard offset < bytes.count else { return nil }
    let lineStart = offset
    var indent = 0
    while offset < bytes.count, let width = Self.spaceLength(bytes, offset) {
      indent += bytes[offset] == 0x09 ? 4 - indent % 4 : width
      offset += width
      scalars += 1
    }
    let start = offset
    let scalarStart = scalars
    var index = offset
    var count = 0
    let limit = bytes.count
    while index < limit {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x80 {
        count &+= 1
        index &+= 1
        continue
      }
      if byte < 0x0E, byte >= 0x0A { break }
      if byte == 0xE2 || byte == 0xC2, Self.terminatorLength(bytes, index) > 0 { break }
      if byte & 0xC0 != 0x80 { count &+= 1 }
      index &+= 1
    }
    var end = index
    var trailing = 0
    while end > start, let width = Self.spaceLengthBefore(bytes, end), end - width >= start {
      end -= width
      trailing += 1
    }
    offset = index
    scalars += count
    let line = TextLine(
      lineStart: lineStart,
      start: start,
      end: end,
      scalarStart: scalarStart,
      scalarEnd: scalars - trailing,
      page: page,
      indent: indent
    )
    skipTerminator(bytes)
    return line
  }

  private mutating func skipTerminator(_ bytes: Span<UInt8>) {
    guard offset < bytes.count else { return }
    if bytes[offset] == 0x0C { page += 1 }
    let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    scalars += isPair ? 2 : 1
    offset += isPair ? 2 : Self.terminatorLength(bytes, offset)
  }

  /// The bytes of the line terminator here, 0 for none; CR LF is the caller's affair.
  private static func terminatorLength(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case 0x0A...0x0D: 1
    case 0xC2 where bytes[index + 1] == 0x85: 2
    case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  /// The bytes of a space, tab, no-break space or ideographic space here.
  private static func spaceLength(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09: 1
    case 0xC2 where bytes[index + 1] == 0xA0: 2
    case 0xE3 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80: 3
    default: nil
    }
  }

  private static func spaceLengthBefore(_ bytes: Span<UInt8>, _ end: Int) -> Int? {
    switch bytes[end - 1] {
    case 0x20, 0x09: 1
    case 0xA0 where end >= 2 && bytes[end - 2] == 0xC2: 2
    case 0x80 where end >= 3 && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE3: 3
    default: nil
    }
  }
}
