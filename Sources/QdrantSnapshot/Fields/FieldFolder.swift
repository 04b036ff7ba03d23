import Digests

/// The names of the folders of a field's indexes.
package enum FieldFolder {
  private static let alphabet = Array("0123456789abcdefghijklmnopqrstuv".utf8)

  /// What the names begin with: digits of the path's digest, and what of the path can be a name.
  package static func name(of path: String) -> String {
    let digest = SHA256.digest(Array(path.utf8)).bytes
    var text: [UInt8] = []
    for group in 0..<3 {
      let word = digest[5 * group..<5 * group + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      for place in 0..<8 { text.append(alphabet[Int(word >> UInt64(35 - 5 * place) & 31)]) }
    }
    text.append(UInt8(ascii: "-"))
    for scalar in path.unicodeScalars.prefix(8) {
      let byte = scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : UInt8(ascii: "_")
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): text.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        text.append(byte)
      default: if text.last != UInt8(ascii: "_") { text.append(UInt8(ascii: "_")) }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
