import Digests
import Documents
import JSON

/// The id that Unstructured gives an element: a digest of file name, text, page and place on the page.
///
/// It is the first half of a SHA-256 digest.
struct ElementID {
  let words: (UInt64, UInt64)

  /// Makes the id; `scratch` is reused from one to the next.
  init(
    of element: Element,
    inFile name: String,
    index: Int,
    _ scratch: inout [UInt8]
  ) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: name.utf8)
    var hash = SHA256()
    if element.text.utf8.count < 4096 {
      scratch.append(contentsOf: element.text.utf8)
    } else {
      hash.update(scratch)
      hash.update(element.text.utf8.span)
      scratch.removeAll(keepingCapacity: true)
    }
    if let page = element.pageNumber {
      scratch.append(contentsOf: String(page).utf8)
    } else {
      scratch.append(contentsOf: "None".utf8)
    }
    scratch.append(contentsOf: String(index).utf8)
    hash.update(scratch)
    let digest = hash.finish()
    words = (digest.high, digest.upper)
  }
}

extension JSONText {
  mutating func member(_ name: String, _ id: ElementID) {
    self.name(name)
    append(verbatim: Self.quote, needsComma: false)
    append(hexadecimal: id.words)
    append(verbatim: Self.quote, needsComma: true)
  }

  private static let quote: [UInt8] = [UInt8(ascii: "\"")]
}
