import CommonMark

/// The lines of a paragraph as one text.
struct ParagraphText {
  private(set) var bytes: [UInt8] = []
  /// Whether line ends stay, since they mean something.
  private let keepsLines: Bool

  init(keepsLines: Bool) { self.keepsLines = keepsLines }

  mutating func add(_ line: ArraySlice<UInt8>) {
    if !bytes.isEmpty {
      if keepsLines {
        bytes.append(0x0A)
      } else if hasSpace(before: line) {
        bytes.append(0x20)
      }
    }
    bytes += line
  }

  private func hasSpace(before line: ArraySlice<UInt8>) -> Bool {
    guard let last = bytes.last, last >= 0x80, let first = line.first, first >= 0x80,
      let before = String(decoding: bytes.suffix(4), as: UTF8.self).unicodeScalars.last,
      let after = String(decoding: line.prefix(4), as: UTF8.self).unicodeScalars.first
    else { return true }
    return SoftBreak.isSpace(between: before, and: after)
  }
}
