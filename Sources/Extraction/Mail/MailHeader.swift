/// The fields at the beginning of a message or of one of its parts.
struct MailHeader {
  private(set) var fields: [(name: String, value: [UInt8])] = []
  /// The byte at which the body begins.
  private(set) var end: Int

  private static let mostFields = 2_000
  private static let longestValue = 1 << 18

  /// Reads fields up to an empty line or the first line that is none.
  init(_ bytes: Span<UInt8>, from start: Int, to limit: Int) {
    end = start
    var index = start
    while index < limit {
      let lineEnd = Self.lineEnd(bytes, index, limit)
      let contentEnd = Self.contentEnd(bytes, index, lineEnd)
      if contentEnd == index {
        index = lineEnd
        break
      }
      if bytes[index] == 0x20 || bytes[index] == 0x09 {
        append(bytes, index..<contentEnd)
      } else if let colon = Self.colon(bytes, index, contentEnd) {
        var name: [UInt8] = []
        for place in index..<colon where bytes[place] > 0x20 {
          let byte = bytes[place]
          name.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        fields.append((String(decoding: name, as: UTF8.self), []))
        append(bytes, (colon + 1)..<contentEnd)
      } else if fields.isEmpty, Self.isEnvelope(bytes, index, contentEnd) {
        // The line by which mailboxes part their messages.
      } else {
        // The body begins without the empty line.
        break
      }
      index = lineEnd
      if fields.count >= Self.mostFields { break }
    }
    end = index
  }

  /// The bytes of the first field of a name, unfolded.
  func value(_ name: String) -> [UInt8]? {
    fields.first { $0.name == name }?.value
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard let last = fields.indices.last, fields[last].value.count < Self.longestValue else {
      return
    }
    for index in range { fields[last].value.append(bytes[index] == 0x09 ? 0x20 : bytes[index]) }
  }

  private static func colon(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    // That would be the line between two parts.
    guard bytes[start] != UInt8(ascii: "-") else { return nil }
    for index in start..<min(end, start + 120) {
      if bytes[index] == UInt8(ascii: ":") { return index > start ? index : nil }
      if bytes[index] <= 0x20 || bytes[index] >= 0x7F {
        // Spaces may stand before the colon only.
        guard bytes[index] == 0x20, index + 1 < end, bytes[index + 1] == UInt8(ascii: ":") else {
          return nil
        }
      }
    }
    return nil
  }

  private static func isEnvelope(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let word = Array("From ".utf8)
    return end - start > 5 && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
  }

  /// The byte after the end of a line.
  static func lineEnd(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      if bytes[index] == 0x0A { return index + 1 }
      if bytes[index] == 0x0D, index + 1 >= limit || bytes[index + 1] != 0x0A { return index + 1 }
      index &+= 1
    }
    return limit
  }

  /// The end of a line without its line end.
  static func contentEnd(_ bytes: Span<UInt8>, _ start: Int, _ lineEnd: Int) -> Int {
    var end = lineEnd
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
