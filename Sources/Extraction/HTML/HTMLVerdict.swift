import Documents
import LibXML

/// What becomes of a part of a page.
enum HTMLVerdict {
  case read
  /// Read, as the head or the foot of the page.
  case readAs(ElementKind)
  case leaveOut(CharacterLedger.Drop)
}

extension HTMLPage {
  /// Judges an element before it is read; what is in doubt is read.
  func verdict(on index: Int, mainContentOnly: Bool) -> HTMLVerdict {
    let tag = tree.nodes[index].tag
    switch tag {
    case .script:
      let isFormula = tree.attribute(.type, of: index)?.hasPrefix("math/tex") == true
      return isFormula ? .read : .leaveOut(.machinery)
    case .style, .template, .head, .title, .meta, .colgroup, .datalist: return .leaveOut(.machinery)
    case .noscript:
      return characters(in: index) * 2 > characters ? .read : .leaveOut(.alternative)
    case .iframe, .object, .video, .audio, .canvas, .embed: return .leaveOut(.alternative)
    case .rp: return .leaveOut(.alternative)
    case .html, .body, .text: return .read
    default: break
    }
    guard tree.hasAttributes(index) else {
      return tag.isPlain ? .read : region(index, tag, mainContentOnly: mainContentOnly)
    }
    if isHidden(index), characters(in: index) * 2 <= characters { return .leaveOut(.machinery) }
    if let twin = twin(index) { return .leaveOut(twin) }
    return region(index, tag, mainContentOnly: mainContentOnly)
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

  private func region(
    _ index: Int,
    _ tag: HTMLTag,
    mainContentOnly: Bool
  ) -> HTMLVerdict {
    let role = tree.attribute(.role, of: index)?.lowercased() ?? ""
    let isInside = isInContent(index)
    if (tag == .header && !isInside) || role == "banner" {
      if mainContentOnly, linkDensity(of: index) > 0.6, !holdsTitle(index) {
        return .leaveOut(.boilerplate)
      }
      return isMost(index) ? .read : .readAs(.header)
    }
    if (tag == .footer && !isInside) || role == "contentinfo" {
      if mainContentOnly, characters(in: index) > 600 || linkDensity(of: index) > 0.5,
        !isMost(index)
      {
        return .leaveOut(.boilerplate)
      }
      return isMost(index) ? .read : .readAs(.footer)
    }
    guard mainContentOnly, !isMost(index) else { return .read }
    switch role {
    case "navigation", "menu", "menubar", "search", "toolbar", "dialog", "alertdialog":
      return .leaveOut(.boilerplate)
    case "complementary" where !isInside || linkDensity(of: index) > 0.5:
      return .leaveOut(.boilerplate)
    default: break
    }
    switch tag {
    case .nav, .search: return .leaveOut(.boilerplate)
    case .aside where !isInside || linkDensity(of: index) > 0.5: return .leaveOut(.boilerplate)
    case .dialog: return .leaveOut(.boilerplate)
    case .div, .section, .ul, .ol, .p, .form, .table, .td, .block, .inline:
      return isFurniture(index, tag) ? .leaveOut(.boilerplate) : .read
    case .button:
      // Questions that unfold their answers are buttons too.
      let words = characters(in: index)
      return words <= 24 ? .leaveOut(.boilerplate) : .read
    case .a:
      return isPermalink(index) ? .leaveOut(.boilerplate) : .read
    default: return .read
    }
  }

  /// Whether an element holds so much of the page's text that it cannot be furniture.
  private func isMost(_ index: Int) -> Bool {
    characters(in: index) * 2 > characters
  }

  private func isInContent(_ index: Int) -> Bool {
    var low = 0
    var high = contentRanges.count
    while low < high {
      let middle = (low + high) / 2
      if contentRanges[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    // An element is not inside of itself.
    return low < contentRanges.count && contentRanges[low].lowerBound < index
  }

  private func holdsTitle(_ index: Int) -> Bool {
    for place in index..<Int(tree.nodes[index].end) where tree.nodes[place].tag == .h1 {
      return true
    }
    return false
  }

  /// Whether a part is furniture by what it is called, or by where it stands and being links.
  private func isFurniture(_ index: Int, _ tag: HTMLTag) -> Bool {
    let size = characters(in: index)
    guard size > 0, size * 3 < characters else { return false }
    let density = linkDensity(of: index)
    switch HTMLFurniture.kind(of: tree, index) {
    case .advertisement: return size * 10 < characters || density > 0.5
    case .consent: return size < 2_500
    case .links: return density >= 0.5
    case nil: break
    }
    guard tag == .ul || tag == .ol || tag == .div, let main, !main.contains(index),
      !(index < main.lowerBound && Int(tree.nodes[index].end) >= main.upperBound)
    else { return false }
    let links = links(in: index)
    return links >= 5 && density >= 0.85 && size / links < 60
  }

  /// The sign beside a heading that links to the heading itself.
  private func isPermalink(_ index: Int) -> Bool {
    let size = characters(in: index)
    guard size == 1 else { return false }
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
