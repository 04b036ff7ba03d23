import Documents

/// The block of settings between two lines of dashes that some Markdown begins with.
struct FrontMatter {
  private(set) var element: Element
  /// The offset of the first byte after it.
  private(set) var end: Int

  /// Looks for one at the start of a text.
  ///
  /// A document may also begin with a rule, so the line after the first one has to be a setting.
  init?(_ text: DecodedText, _ lines: SourceLines) {
    let bytes = text.bytes
    let mark = bytes.prefix(3)
    guard mark.elementsEqual("---".utf8) || mark.elementsEqual("+++".utf8),
      Self.line(1, bytes, lines).trimmingSpaceEnd() == mark,
      Self.isSetting(Self.line(2, bytes, lines))
    else { return nil }
    var number = 2
    while true {
      let start = lines.byte(line: number, column: 1)
      guard start < bytes.count else { return nil }
      let line = Self.line(number, bytes, lines).trimmingSpaceEnd()
      if line == mark || line.elementsEqual("...".utf8) { break }
      number += 1
    }
    let inner = lines.byte(line: 2, column: 1)..<lines.byte(line: number, column: 1)
    end = lines.byte(line: number + 1, column: 1)
    let content = bytes[inner].trimmingSpaceEnd()
    element = Element(
      .documentData,
      String(decoding: content, as: UTF8.self),
      sourceRange: lines.scalars(0..<end)
    )
  }

  private static func line(
    _ number: Int,
    _ bytes: [UInt8],
    _ lines: SourceLines
  ) -> ArraySlice<UInt8> {
    bytes[lines.byte(line: number, column: 1)..<lines.byte(line: number + 1, column: 1)]
  }

  private static func isSetting(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    if first == UInt8(ascii: "#") { return true }
    guard first > 0x20, first != UInt8(ascii: "-"),
      let mark = line.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") })
    else { return false }
    return line[..<mark].count { $0 == 0x20 } <= 2 && mark + 1 < line.endIndex
      && line[mark + 1] <= 0x20
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without white space at their end.
  func trimmingSpaceEnd() -> ArraySlice<UInt8> {
    self[..<(lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? startIndex)]
  }
}
