/// Web and mail addresses that stand bare in text.
///
/// The parser's own extension reads before the start of its buffer in this version and takes
/// quadratic time, so the search is done here, in one pass.
enum Autolinks {
  static func find(in bytes: [UInt8], _ run: InlineText.PlainRun) -> [MarkdownText.Mark] {
    var marks: [MarkdownText.Mark] = []
    var byte = run.start.byte
    var position = run.start
    var searched = run.start.byte
    while byte < run.end.byte {
      let found: (range: Range<Int>, prefix: String)? =
        switch bytes[byte] {
        case UInt8(ascii: ":"): webAddress(bytes, colon: byte, searched..<run.end.byte)
        case UInt8(ascii: "w"), UInt8(ascii: "W"): hostName(bytes, byte, searched..<run.end.byte)
        case UInt8(ascii: "@"): mailAddress(bytes, at: byte, searched..<run.end.byte)
        default: nil
        }
      guard let found else {
        byte += 1
        continue
      }
      let start = advanced(position, to: found.range.lowerBound, in: bytes)
      position = advanced(start, to: found.range.upperBound, in: bytes)
      let url = found.prefix + String(decoding: bytes[found.range], as: UTF8.self)
      marks.append(
        MarkdownText.Mark(
          .link(url: url, title: ""),
          range: start.scalar..<position.scalar,
          bytes: found.range
        )
      )
      byte = found.range.upperBound
      searched = byte
    }
    return marks
  }

  private static func advanced(
    _ position: InlineText.Position,
    to byte: Int,
    in bytes: [UInt8]
  ) -> InlineText.Position {
    var scalar = position.scalar
    for byte in bytes[position.byte..<byte] where byte & 0xC0 != 0x80 { scalar += 1 }
    return InlineText.Position(byte: byte, scalar: scalar)
  }

  private static func webAddress(
    _ bytes: [UInt8],
    colon: Int,
    _ run: Range<Int>
  ) -> (range: Range<Int>, prefix: String)? {
    guard colon + 3 < run.upperBound, bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    for scheme in ["https", "http", "ftp"] {
      let start = colon - scheme.utf8.count
      guard start >= run.lowerBound, matches(bytes, start, scheme), !isWord(bytes, before: start)
      else { continue }
      let end = addressEnd(bytes, from: colon + 3, run.upperBound)
      return end > colon + 3 ? (start..<end, "") : nil
    }
    return nil
  }

  private static func hostName(
    _ bytes: [UInt8],
    _ start: Int,
    _ run: Range<Int>
  ) -> (range: Range<Int>, prefix: String)? {
    guard start + 4 < run.upperBound, matches(bytes, start, "www."),
      !isWord(bytes, before: start), isAlphanumeric(bytes[start + 4])
    else { return nil }
    let end = addressEnd(bytes, from: start + 4, run.upperBound)
    return bytes[(start + 4)..<end].contains(UInt8(ascii: ".")) ? (start..<end, "http://") : nil
  }

  private static func mailAddress(
    _ bytes: [UInt8],
    at sign: Int,
    _ run: Range<Int>
  ) -> (range: Range<Int>, prefix: String)? {
    // No mailbox is longer than 64 bytes; without a bound, many signs would be quadratic.
    var start = sign
    let first = max(run.lowerBound, sign - 64)
    while start > first, isAlphanumeric(bytes[start - 1]) || ".+-_".utf8.contains(bytes[start - 1])
    {
      start -= 1
    }
    var end = sign + 1
    let last = min(run.upperBound, sign + 256)
    var dots = 0
    while end < last, isAlphanumeric(bytes[end]) || "-_.".utf8.contains(bytes[end]) {
      if bytes[end] == UInt8(ascii: ".") { dots += 1 }
      end += 1
    }
    while end > sign + 1, !isAlphanumeric(bytes[end - 1]) {
      if bytes[end - 1] == UInt8(ascii: ".") { dots -= 1 }
      end -= 1
    }
    return start < sign && dots > 0 ? (start..<end, "mailto:") : nil
  }

  /// Goes on to a space or `<`, without the punctuation that ends the sentence round it.
  private static func addressEnd(_ bytes: [UInt8], from start: Int, _ limit: Int) -> Int {
    var end = start
    var open = 0
    var closed = 0
    while end < limit, bytes[end] > UInt8(ascii: " "), bytes[end] != UInt8(ascii: "<"),
      bytes[end] < 0x80
    {
      if bytes[end] == UInt8(ascii: "(") { open += 1 }
      if bytes[end] == UInt8(ascii: ")") { closed += 1 }
      end += 1
    }
    while end > start {
      let last = bytes[end - 1]
      if last == UInt8(ascii: ")") {
        guard closed > open else { break }
        closed -= 1
      } else if !"?!.,:*_~'\";".utf8.contains(last) {
        break
      }
      end -= 1
    }
    return end
  }

  private static func matches(_ bytes: [UInt8], _ start: Int, _ word: String) -> Bool {
    zip(bytes[start...], word.utf8).allSatisfy { ($0 | 0x20) == ($1 | 0x20) }
  }

  private static func isWord(_ bytes: [UInt8], before index: Int) -> Bool {
    index > 0 && isAlphanumeric(bytes[index - 1])
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
