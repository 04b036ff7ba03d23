/// The labels of a document's footnote definitions, in their order.
///
/// The parser drops a definition that nothing refers to, and puts numbers for the labels. A first
/// paragraph that refers to each label keeps them all and tells which number is which label.
struct FootnoteLabels {
  private(set) var labels: [[UInt8]] = []
  /// Whether the parser would find each label again in a reference, and each definition is kept.
  private var areSimple = true
  private var known: Set<String> = []

  var isUsable: Bool { areSimple && !labels.isEmpty }

  /// One line for each label, and a blank one.
  var paragraph: [UInt8] {
    labels.flatMap { Array("[^".utf8) + $0 + Array("]\n".utf8) } + [UInt8(ascii: "\n")]
  }

  var lineCount: Int { labels.count + 1 }

  /// Reads the label of a definition that begins at an offset, if one does.
  mutating func note(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start + 4 < bytes.count, bytes[start] == UInt8(ascii: "["),
      bytes[start + 1] == UInt8(ascii: "^")
    else { return }
    var end = start + 2
    while end < bytes.count, end - start < 1000, bytes[end] > UInt8(ascii: " "),
      bytes[end] != UInt8(ascii: "]")
    {
      if !Self.isSimple(bytes[end]) { areSimple = false }
      end += 1
    }
    guard end > start + 2, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "]"),
      bytes[end + 1] == UInt8(ascii: ":")
    else { return }
    let label = Array(bytes[(start + 2)..<end])
    // Of two definitions of one label the parser would lose the second.
    if !known.insert(String(decoding: label, as: UTF8.self).lowercased()).inserted {
      areSimple = false
    }
    labels.append(label)
  }

  /// A byte at which the parser does not end a run of text.
  private static func isSimple(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF, UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
