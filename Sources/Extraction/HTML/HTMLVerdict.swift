import Documents
import LibXML

/// What becomes of a part of a page.
enum HTMLVerdict {
  case read
  /// Read, as text of a kind of its own or as what stands around the main content.
  case readAs(ElementKind?, BoilerplateRole?)
  case leaveOut(CharacterLedger.Drop)
}

extension HTMLPage {
  /// Judges an element before it is read; what is in doubt is read.
  ///
  /// Within a part that stands around the main content only a role of its own still counts.
  func verdict(
    on index: Int,
    _ boilerplate: ExtractionOptions.HTML.Boilerplate,
    isAround: Bool
  ) -> HTMLVerdict {
    let tag = tree.nodes[index].tag
    switch tag {
    case .script:
      let isFormula = tree.attribute(.type, of: index)?.hasPrefix("math/tex") == true
      return isFormula ? .read : .leaveOut(.machinery)
    case .template where tree.has(.shadowrootmode, index): return .read
    case .iframe where tree.has(.srcdoc, index): return .read
    case .style, .template, .head, .title, .meta, .colgroup, .datalist: return .leaveOut(.machinery)
    case .noscript:
      return characters(in: index) * 2 > characters ? .read : .leaveOut(.alternative)
    case .iframe, .object, .video, .audio, .canvas, .embed: return .leaveOut(.alternative)
    case .rp: return .leaveOut(.alternative)
    case .html, .body, .text: return .read
    default: break
    }
    guard tree.hasAttributes(index) else {
      guard !tag.isPlain || (!isAround && isOutside(index, boilerplate)) else { return .read }
      return region(index, tag, boilerplate, isAround: isAround)
    }
    if isHidden(index), characters(in: index) * 2 <= characters { return .leaveOut(.machinery) }
    if let twin = twin(index) { return .leaveOut(twin) }
    return region(index, tag, boilerplate, isAround: isAround)
  }

  /// Whether an element is judged for nothing but its place outside of the main content.
  private func isOutside(
    _ index: Int,
    _ boilerplate: ExtractionOptions.HTML.Boilerplate
  ) -> Bool {
    guard boilerplate != .keep, let mainContent else { return false }
    return !mainContent.range.contains(index)
  }

  private func isHidden(_ index: Int) -> Bool {
    if tree.has(.hidden, index) {
      return tree.attribute(.hidden, of: index)?.lowercased() != "until-found"
    }
    guard let style = tree.value(.style, of: index) else { return false }
    // Most styles are about colours and sizes; those are let go at a glance.
    guard Self.mayHide(tree.bytes.span.extracting(style)) else { return false }
    let plain = String(decoding: tree.bytes[style].filter { $0 > 0x20 }, as: UTF8.self).lowercased()
    return plain.contains("display:none") || plain.contains("visibility:hidden")
      || plain.contains("mso-hide:all")
  }

  /// Whether a style has the beginning of a word that hides.
  private static func mayHide(_ style: Span<UInt8>) -> Bool {
    guard style.count >= 10 else { return false }
    for index in 0..<(style.count - 4) {
      let first = style[index] | 0x20
      let third = style[index + 2] | 0x20
      let fourth = style[index + 3] | 0x20
      // "hidden" and "hide", and the end of "display".
      if first == UInt8(ascii: "h"), third == UInt8(ascii: "d") { return true }
      if first == UInt8(ascii: "p"), third == UInt8(ascii: "a"), fourth == UInt8(ascii: "y") {
        return true
      }
    }
    return false
  }

  /// A formula is often there twice: for the eye and for machines.
  private func twin(_ index: Int) -> CharacterLedger.Drop? {
    guard tree.nodes[index].tag == .inline,
      let names = tree.attribute(.class, of: index), names.contains("katex-html")
    else { return nil }
    return .alternative
  }

  /// Whether an element holds so much of the page's text that it cannot be furniture.
  func isMost(_ index: Int) -> Bool {
    characters(in: index) * 2 > characters
  }

  func isInContent(_ index: Int) -> Bool {
    var low = 0
    var high = contentRanges.count
    while low < high {
      let middle = (low + high) / 2
      if contentRanges[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    // An element is not inside of itself.
    return low < contentRanges.count && contentRanges[low].lowerBound < index
  }

  /// The sign beside a heading that links to the heading itself.
  func isPermalink(_ index: Int) -> Bool {
    let size = characters(in: index)
    guard size == 1, tree.attribute(.href, of: index)?.hasPrefix("#") == true else { return false }
    let node = tree.nodes[index]
    guard let text = (index + 1..<Int(node.end)).first(where: { tree.nodes[$0].tag == .text })
    else { return false }
    let bytes = tree.bytes[Int(tree.nodes[text].first)..<Int(tree.nodes[text].last)]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains {
      "¶#§🔗".unicodeScalars.contains($0)
    }
  }
}

extension HTMLTag {
  /// Whether an element without attributes is never more than its text.
  fileprivate var isPlain: Bool {
    switch self {
    case .header, .footer, .nav, .search, .aside, .dialog, .button, .a, .ul, .ol, .div: false
    default: true
    }
  }
}
