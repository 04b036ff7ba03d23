/// How a block looks as a whole, for telling headings from text and from each other.
struct Look: Hashable {
  var size: Int32
  var isBold: Bool
  var isItalic: Bool
  var isCapitals: Bool
  var family: String
  var color: UInt32
}

/// The looks of a document, with the one of its running text.
struct Looks {
  let styles: StyleTable
  let body: Look
  let bodySize: Float

  init(_ blocks: [Block], styles: StyleTable) {
    self.styles = styles
    var counts: [Look: Int] = [:]
    for block in blocks where block.kind == .text && !block.isTurned {
      counts[Self.look(block, styles), default: 0] += block.characters
    }
    // Ties are broken by what the looks are, never by the order of a hash table.
    let main = counts.max { a, b in
      a.value == b.value ? Self.order(a.key, b.key) : a.value < b.value
    }
    body =
      main?.key
      ?? Look(size: 40, isBold: false, isItalic: false, isCapitals: false, family: "", color: 0)
    bodySize = Float(body.size) / 4
  }

  private static func order(_ a: Look, _ b: Look) -> Bool {
    (a.size, a.family, a.color, a.isBold ? 1 : 0) < (b.size, b.family, b.color, b.isBold ? 1 : 0)
  }

  static func look(_ block: Block, _ styles: StyleTable) -> Look {
    let face = styles.face(block.style)
    return Look(
      size: Int32((styles.size(block.style) * 4).rounded()),
      isBold: block.boldCharacters * 10 >= block.characters * 9,
      isItalic: face.isItalic,
      isCapitals: isCapitals(block.text.bytes),
      family: face.family,
      color: styles.color(block.style)
    )
  }

  /// Whether a text of some length is in capitals throughout.
  private static func isCapitals(_ bytes: [UInt8]) -> Bool {
    var capitals = 0
    var index = 0
    var seen = 0
    while index < bytes.count, seen < 80 {
      let scalar = decodeScalar(bytes, &index)
      seen += 1
      if scalar < 0x80 {
        if (0x61...0x7A).contains(scalar) { return false }
        if (0x41...0x5A).contains(scalar) { capitals += 1 }
        continue
      }
      guard let properties = Unicode.Scalar(scalar)?.properties else { continue }
      if properties.isLowercase { return false }
      if properties.isUppercase { capitals += 1 }
    }
    return capitals >= 4
  }
}
