/// The encoding that a page says it is in.
enum HTMLEncoding {
  private static let reach = 1 << 16

  /// The first name of an encoding in a `meta` element or an XML declaration.
  static func declared(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(reach)
    var index = head.startIndex
    if head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")),
      let name = value(after: "encoding", in: head[..<end])
    {
      return name
    }
    while let open = head[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      let rest = head[open...]
      if rest.starts(with: "<!--".utf8) {
        index = end(of: rest) ?? head.endIndex
        continue
      }
      guard startsWithMeta(rest), let end = rest.firstIndex(of: UInt8(ascii: ">")) else { continue }
      if let name = value(after: "charset", in: rest[..<end]) { return name }
      index = end
    }
    return nil
  }

  private static func end(of comment: ArraySlice<UInt8>) -> Int? {
    var index = comment.startIndex + 4
    while let dash = comment[index...].firstIndex(of: UInt8(ascii: "-")) {
      if comment[dash...].starts(with: "-->".utf8) { return dash + 3 }
      index = dash + 1
    }
    return nil
  }

  private static func startsWithMeta(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes.dropFirst().prefix(5), "meta ".utf8).allSatisfy { byte, letter in
      byte | 0x20 == letter || (letter == 0x20 && (byte <= 0x20 || byte == UInt8(ascii: "/")))
    }
  }

  /// What stands after a name and an equals sign, with or without quotes.
  private static func value(after name: String, in tag: ArraySlice<UInt8>) -> String? {
    let letters = Array(name.utf8)
    var start = tag.startIndex
    while start + letters.count < tag.endIndex {
      guard zip(tag[start...], letters).allSatisfy({ $0 | 0x20 == $1 }) else {
        start += 1
        continue
      }
      start += letters.count
      var rest = tag[start...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop {
        $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
      }
      let value = rest.prefix {
        $0 > 0x20
          && ![UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: "/")]
            .contains($0)
      }
      if !value.isEmpty { return String(decoding: value, as: UTF8.self) }
    }
    return nil
  }
}
