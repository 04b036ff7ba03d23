import Digests
import Documents
import JSON

/// What an element's id is made of beside the name of its file: text, page and place on the page.
///
/// Equal documents share it wherever they lie.
package struct ElementKey: Sendable, Hashable {
  let words: (UInt64, UInt64)

  init(words: (UInt64, UInt64)) { self.words = words }

  /// Makes the key; `scratch` is reused from one to the next.
  init(of element: Element, index: Int, _ scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    var hash = SHA256()
    if element.text.utf8.count < 4096 {
      scratch.append(contentsOf: element.text.utf8)
    } else {
      hash.update(element.text.utf8.span)
    }
    if let page = element.pageNumber {
      scratch.append(contentsOf: String(page).utf8)
    } else {
      scratch.append(contentsOf: "None".utf8)
    }
    // No text ends in such a byte, so that no two lists of fields are the same.
    scratch.append(0xFF)
    scratch.append(contentsOf: String(index).utf8)
    hash.update(scratch)
    let digest = hash.finish()
    words = (digest.high, digest.upper)
  }

  package static func == (left: ElementKey, right: ElementKey) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

/// The id of an element, as long as those of Unstructured: the first half of a SHA-256 digest.
struct ElementID {
  let words: (UInt64, UInt64)

  init(_ key: ElementKey, inFile name: String, _ scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    for word in [key.words.0, key.words.1] {
      for shift in stride(from: 56, through: 0, by: -8) {
        scratch.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    scratch.append(contentsOf: name.utf8)
    var hash = SHA256()
    hash.update(scratch)
    let digest = hash.finish()
    words = (digest.high, digest.upper)
  }
}

extension JSONText {
  mutating func member(_ name: String, _ id: ElementID) {
    self.name(name)
    value(id)
  }

  mutating func value(_ id: ElementID) {
    value(verbatim: "\"")
    append(hexadecimal: id.words)
    append(verbatim: Self.quote, needsComma: true)
  }

  private static let quote: [UInt8] = [UInt8(ascii: "\"")]
}

/// Counts the elements on each page.
struct PageIndexes {
  private var page = 0
  private var count = 0
  private var others: [Int: Int] = [:]

  mutating func next(on page: Int) -> Int {
    if page != self.page {
      others[self.page] = count
      count = others[page] ?? 0
      self.page = page
    }
    count += 1
    return count - 1
  }
}
