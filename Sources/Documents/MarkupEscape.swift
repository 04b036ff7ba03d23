/// The text as it stands between tags of HTML or XML.
package func escapedForMarkup(_ text: some StringProtocol) -> String {
  let bytes = Array(text.utf8)
  var escaped: [UInt8] = []
  escaped.reserveCapacity(bytes.count)
  escaped.appendEscaped(bytes, 0..<bytes.count)
  return String(decoding: escaped, as: UTF8.self)
}

extension [UInt8] {
  /// Adds text as it stands between tags.
  package mutating func appendEscaped(_ text: [UInt8], _ range: Range<Int>) {
    for index in range {
      switch text[index] {
      case UInt8(ascii: "&"): self += "&amp;".utf8
      case UInt8(ascii: "<"): self += "&lt;".utf8
      case UInt8(ascii: ">"): self += "&gt;".utf8
      default: append(text[index])
      }
    }
  }
}
