import JSON

/// Holds payloads to what a server can read of them.
///
/// A payload that its parser refuses would end the server when the point is looked at.
enum PayloadText {
  /// How deep values may be nested for the server's parser.
  private static let deepest = 127

  /// The tree of a payload that is sound; nil where there is none.
  static func value(_ json: [UInt8], row: Int) throws(SnapshotError) -> JSON? {
    guard !json.isEmpty else { return nil }
    let tree: JSON
    do throws(JSONProblem) {
      var scanner = try JSONScanner(json, file: "payload")
      guard scanner.next == UInt8(ascii: "{") else { throw scanner.problem("it is no object") }
      // A mark of UTF-8, which the scanner passes over.
      guard json[0] != 0xEF else { throw scanner.problem("it does not begin with '{'") }
      // Also names that are given twice are found so, of which each reader takes another.
      tree = try scanner.placelessTree()
      try scanner.end()
    } catch {
      throw .point(
        row: row,
        "has a payload that is no JSON object: column \(error.place.column): \(error.message)"
      )
    }
    try checkNesting(json, row: row)
    return tree
  }

  /// Looks at what JSON allows and the server's parser does not; the text is JSON.
  private static func checkNesting(_ json: [UInt8], row: Int) throws(SnapshotError) {
    var depth = 0
    var position = 0
    while position < json.count {
      switch json[position] {
      case UInt8(ascii: "\""):
        position += 1
        while json[position] != UInt8(ascii: "\"") {
          position += json[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        guard depth <= deepest else {
          throw .point(row: row, "has a payload nested more than \(deepest) deep")
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let start = position
        while position + 1 < json.count, isInNumber(json[position + 1]) { position += 1 }
        let digits = json[start...position]
        guard digits.count < 300 && !digits.contains(where: isExponent) || isFinite(digits) else {
          throw .point(
            row: row,
            "has a payload with the number \(String(decoding: digits.prefix(40), as: UTF8.self)), which is too large"
          )
        }
      default: break
      }
      position += 1
    }
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || isExponent(byte) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  private static func isExponent(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }

  private static func isFinite(_ digits: ArraySlice<UInt8>) -> Bool {
    Double(String(decoding: digits, as: UTF8.self))?.isFinite == true
  }
}
