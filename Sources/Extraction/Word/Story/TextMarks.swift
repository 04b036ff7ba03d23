/// What stands behind ranges of bytes of a text.
struct TextMarks {
  struct Link {
    var bytes: Range<Int>
    var url: String
  }

  struct Emphasis {
    var bytes: Range<Int>
    /// "b" or "i".
    var tag: String
  }

  var links: [Link] = []
  var emphasis: [Emphasis] = []

  var isEmpty: Bool { links.isEmpty && emphasis.isEmpty }

  /// Marks a piece of text, as one with the piece before where that bears the same mark.
  mutating func emphasize(_ bytes: Range<Int>, _ tag: String) {
    for index in emphasis.indices.suffix(2)
    where emphasis[index].tag == tag && emphasis[index].bytes.upperBound == bytes.lowerBound {
      emphasis[index].bytes = emphasis[index].bytes.lowerBound..<bytes.upperBound
      return
    }
    emphasis.append(Emphasis(bytes: bytes, tag: tag))
  }

  /// Adds the marks of a text that was put at an offset.
  mutating func add(_ other: TextMarks, at offset: Int) {
    for link in other.links {
      links.append(Link(bytes: link.bytes.moved(by: offset), url: link.url))
    }
    for mark in other.emphasis {
      emphasis.append(Emphasis(bytes: mark.bytes.moved(by: offset), tag: mark.tag))
    }
  }
}

extension Range<Int> {
  /// The range as far on as the offset says.
  func moved(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
