import Deflate
import Documents
import JSON
import Pipeline

/// Packs the elements that a chunk was made of in the form in which Unstructured has them in its metadata: a list of
/// elements as JSON, compressed by zlib, in the letters of Base64.
///
/// All pieces of a long element carry the same, so the last is kept.
package struct OriginalElements {
  private let compressor = Compressor()
  private var last = (elements: 0..<0, text: "")

  package init() {}

  /// Packs the elements of a range of a document, unless they were packed just before.
  mutating func text(of range: Range<Int>, _ elements: () -> [ArraySlice<UInt8>]) -> String {
    if last.elements != range || last.text.isEmpty { last = (range, pack(elements())) }
    return last.text
  }

  /// Forgets what was packed, since ranges are of another document now.
  mutating func beginDocument() { last = (0..<0, "") }

  /// Elements as JSON, one for each.
  static func lines(of elements: [Element], in document: DocumentIdentity) -> [ArraySlice<UInt8>] {
    var text = JSONText()
    ElementLines.write(ParsedDocument(elements), of: document, to: &text)
    // A line is an element.
    return text.bytes.split(separator: 0x0A)
  }

  /// Packs elements that are JSON already.
  package func pack(_ elements: [ArraySlice<UInt8>]) -> String {
    var list: [UInt8] = []
    list.reserveCapacity(elements.reduce(2) { $0 + $1.count + 1 })
    list.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { list.append(UInt8(ascii: ",")) }
      list += element
    }
    list.append(UInt8(ascii: "]"))
    return base64(compressor.compress(list))
  }
}

/// Bytes in the letters of Base64, three in four.
private func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  func append(_ word: Int) {
    text.append(letters[word >> 18])
    text.append(letters[word >> 12 & 63])
    text.append(letters[word >> 6 & 63])
    text.append(letters[word & 63])
  }
  let whole = bytes.count / 3 * 3
  for start in stride(from: 0, to: whole, by: 3) {
    append(Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2]))
  }
  let rest = bytes.count - whole
  if rest > 0 {
    append(Int(bytes[whole]) << 16 | (rest > 1 ? Int(bytes[whole + 1]) << 8 : 0))
    text.removeLast(3 - rest)
    for _ in rest..<3 { text.append(UInt8(ascii: "=")) }
  }
  return String(decoding: text, as: UTF8.self)
}
