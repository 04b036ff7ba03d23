import Deflate
import Documents
import JSON
import Pipeline

/// The elements that a chunk was made of, in the form in which Unstructured packs them into its metadata:
/// a list of elements as JSON, compressed by zlib, in the letters of Base64.
package enum OriginalElements {
  static func text(of elements: [Element], in document: DocumentIdentity) -> String {
    var text = JSONText()
    ElementLines.write(ParsedDocument(elements), of: document, to: &text)
    // A line is an element.
    let lines = text.bytes.split(separator: 0x0A)
    return pack(lines.map { Array($0) })
  }

  /// Packs elements that are JSON already.
  package static func pack(_ elements: [[UInt8]]) -> String {
    var list: [UInt8] = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { list.append(UInt8(ascii: ",")) }
      list += element
    }
    list.append(UInt8(ascii: "]"))
    return Base64.text(of: Deflate.compress(list))
  }
}

/// The letters of Base64, three bytes in four.
private enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for place in 0..<3 {
        word = word << 8 | (place < group.count ? UInt32(group[start + place]) : 0)
      }
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(
          isPadding ? UInt8(ascii: "=") : letters[Int(word >> UInt32(18 - 6 * place) & 63)]
        )
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
