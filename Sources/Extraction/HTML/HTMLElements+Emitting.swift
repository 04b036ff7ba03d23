import Documents
import LibXML

extension HTMLElements {
  /// Makes an element of the text so far, and elements of the pictures that stood in it.
  mutating func emit(isContinuation: Bool) {
    var text = inline.take()
    let block = blocks.last ?? HTMLBlock(.paragraph)
    if block.kind == .title, text.isEmpty, table == nil {
      // A heading that is a picture says what the picture says.
      for image in images {
        text.addSpace()
        text.append(image.text)
      }
      images = []
    }
    if block.hasTypedSign { takeTypedSign(&text) }
    defer {
      for image in images { append(image) }
      images = []
    }
    guard !text.isEmpty else { return }
    guard text.bytes.contains(where: { $0 != 0xC2 && $0 != 0xA0 && $0 > 0x20 }) else { return }
    var element = element(text, block, isContinuation: isContinuation)
    element.checked = block.checked
    element.label = takeLabel()
    if let role = roles.last, element.kind != .title { element.role = role }
    element.links = text.links
    element.emphasis = text.emphasis
    element.sourceRange = text.source.map(offsets.range)
    append(element)
  }

  /// The label of the item that the text stands in, for the first element of that item.
  mutating func takeLabel() -> String? {
    guard let item = blocks.lastIndex(where: { $0.kind == .item }) else { return nil }
    defer { blocks[item].label = nil }
    return blocks[item].label
  }

  mutating func append(_ element: Element) {
    var element = element
    if let language = languages.last, let code = LanguageCode.threeLetters(language) {
      element.languages = [code]
    }
    guard let role = surroundings.last else {
      document.elements.append(element)
      return
    }
    let moves = boilerplate == .last && page.mainContent != nil
    // The head of a page whose content nobody knows may well hold the title of that content.
    if element.role == nil, moves || role != .header || element.kind != .title {
      element.role = role.rawValue
    }
    if moves { moved.append(element) } else { document.elements.append(element) }
  }

  private mutating func element(
    _ text: InlineText,
    _ block: HTMLBlock,
    isContinuation: Bool
  ) -> Element {
    let words = text.string
    switch block.kind {
    case .title: return Element(.title, words, depth: block.depth)
    case .item where !isContinuation: return Element(.listItem, words, depth: block.depth)
    case .caption: return Element(.figureCaption, words)
    case .address:
      return Element(MailAddress.isWhole(text.bytes.span) ? .emailAddress : .address, words)
    case .paragraph, .item: break
    }
    if MailAddress.isWhole(text.bytes.span) { return Element(.emailAddress, words) }
    if let region = regions.last { return Element(region, words) }
    if let start = BulletSign.textStart(text.bytes.span), text.links.allSatisfy({ $0.start >= 2 }) {
      let item = String(decoding: text.bytes[start...], as: UTF8.self)
      document.ledger.drop(.markup, 1)
      return Element(.listItem, item, depth: listDepth)
    }
    return Element(ProseRule.isProse(words) ? .narrativeText : .uncategorizedText, words)
  }
}
