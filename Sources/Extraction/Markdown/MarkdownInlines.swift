import CommonMark
import Documents

/// What the marks of a Markdown text mean for an element.
struct MarkdownInlines {
  private(set) var links: [Element.Link] = []
  private(set) var emphasis: [Element.Emphasis] = []

  /// Adds the marks of a text that begins at an offset, in scalars, of the element's text.
  mutating func add(_ content: MarkdownText, at offset: Int = 0) {
    for mark in content.marks {
      switch mark.kind {
      case .link(let url, _):
        links.append(
          Element.Link(
            text: content[mark.bytes],
            url: url,
            start: offset + mark.range.lowerBound
          )
        )
      case .strong: emphasis.append(Element.Emphasis(text: content[mark.bytes], tag: "b"))
      case .emphasis: emphasis.append(Element.Emphasis(text: content[mark.bytes], tag: "i"))
      case .strikethrough, .code, .image, .footnote: break
      }
    }
  }

  /// Adds the addresses of images that stand for a whole text.
  mutating func addImages(
    _ images: [MarkdownText.Mark],
    _ content: MarkdownText,
    at offset: Int = 0
  ) {
    for mark in images {
      guard case .image(let url, _) = mark.kind else { continue }
      links.append(
        Element.Link(text: content[mark.bytes], url: url, start: offset + mark.range.lowerBound)
      )
    }
  }

  func apply(to element: inout Element) {
    element.links = links
    element.emphasis = emphasis
  }
}

extension MarkdownText {
  /// The text in a range of bytes of its UTF-8.
  subscript(bytes: Range<Int>) -> String {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = text.utf8.index(start, offsetBy: bytes.count)
    return String(text[start..<end])
  }

  /// The images, if nothing but images and white space is in the text.
  var soleImages: [Mark] {
    let all = marks.filter { if case .image = $0.kind { true } else { false } }
    guard !all.isEmpty else { return [] }
    var end = 0
    var images: [Mark] = []
    let bytes = Array(text.utf8)
    for mark in all {
      guard mark.bytes.lowerBound >= end else { continue }
      guard bytes[end..<mark.bytes.lowerBound].allSatisfy({ $0 <= 0x20 }) else { return [] }
      images.append(mark)
      end = mark.bytes.upperBound
    }
    return bytes[end...].allSatisfy { $0 <= 0x20 } ? images : []
  }
}
