import Documents

/// What a paragraph is, and what its element says of that.
///
/// Headings are told by outline levels and by the styles that have them: a bold line may be a label, a
/// name or a shout, and a heading that is none misleads whoever cuts the text at headings. Only where
/// a document has no such style at all do looks tell them (`TitleLook`).
struct ParagraphKind {
  private(set) var kind: ElementKind
  private(set) var depth: Int?
  private(set) var role: String?
  private(set) var label: String?
  /// Whether its text begins with a bullet that was typed.
  private(set) var hasTypedBullet = false

  init(_ paragraph: Paragraph, _ style: ResolvedStyle, _ numbering: ListNumbering.Label?) {
    let level = paragraph.outlineLevel
    let text = numbering.flatMap { $0.text.isEmpty ? nil : $0.text.trimmedSpaces }
    label = text
    var styleRole = style.role
    if let level {
      switch styleRole {
      case .body, .heading, .listItem: styleRole = level < 9 ? .heading(level) : .body
      default: break
      }
    }
    switch styleRole {
    case .heading(let level):
      kind = .title
      depth = level
    case .title:
      kind = .title
      depth = 0
    case .subtitle:
      kind = .title
      depth = 1
    case .contentsHeading:
      kind = .title
      depth = 0
      role = "toc"
    case .contentsEntry:
      kind = .uncategorizedText
      role = "toc"
    case .caption: kind = .figureCaption
    case .code: kind = .codeSnippet
    case .listItem(let level):
      let isNumbered = paragraph.numberingID != 0 && (text != nil || numbering == nil)
      kind = isNumbered ? .listItem : Self.kind(of: paragraph)
      depth = isNumbered ? max(level, numbering?.level ?? 0) : nil
    case .body:
      kind = text == nil ? Self.kind(of: paragraph) : .listItem
      depth = text == nil ? nil : numbering?.level
      if kind == .listItem, depth == nil { depth = 0 }
    }
    if kind == .listItem { hasTypedBullet = Self.startsWithBullet(paragraph.text.trimmed().bytes) }
    if paragraph.isContents, kind != .title {
      kind = .uncategorizedText
      depth = nil
      role = "toc"
    }
  }

  /// The element of a paragraph with this text.
  func element(of paragraph: Paragraph, _ text: MarkedText) -> Element {
    var text = text
    if kind == .title {
      for index in text.bytes.indices where text.bytes[index] == 0x0A { text.bytes[index] = 0x20 }
    }
    var element = text.element(kind, depth: depth)
    element.role = role
    element.label = label
    if paragraph.hasExtras, paragraph.extra.checks.count == 1 {
      element.checked = paragraph.extra.checks[0]
    }
    return element
  }

  /// The kind of a paragraph that no style or list tells the kind of.
  private static func kind(of paragraph: Paragraph) -> ElementKind {
    let bytes = paragraph.text.trimmed().bytes
    if paragraph.mathInk > 0, paragraph.mathInk >= InkCount.count(bytes) { return .formula }
    if paragraph.hasExtras, paragraph.extra.checks.count == 1, InkCount.count(bytes) <= 1 {
      return .checkBox
    }
    if startsWithBullet(bytes) { return .listItem }
    if isAddress(bytes) { return .emailAddress }
    return ProseRule(bytes.span).isProse ? .narrativeText : .uncategorizedText
  }

  /// Where the text begins after a bullet that was typed and the white space after it.
  static func textStart(_ bytes: [UInt8]) -> Int {
    var index = bullets.first { bytes.starts(with: $0) }?.count ?? 0
    while index < bytes.count {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  private static let bullets = [
    "•", "‣", "▪", "●", "◦", "○", "■", "□", "➢", "❖", "✓", "✔", "\u{F0B7}", "⁃",
  ].map { Array($0.utf8) }

  /// Tells a bullet that was typed, with white space and a text after it.
  private static func startsWithBullet(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, first >= 0xE2 else { return false }
    for sign in bullets {
      guard bytes.starts(with: sign), bytes.count > sign.count + 1 else { continue }
      return bytes[sign.count] <= 0x20 || bytes[sign.count...].starts(with: [0xC2, 0xA0])
    }
    return false
  }

  /// Tells a text that is an address of mail and nothing else.
  private static func isAddress(_ bytes: [UInt8]) -> Bool {
    guard bytes.count < 255, let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0 else {
      return false
    }
    let domain = bytes[(at + 1)...]
    func isName(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+")].contains(
          byte
        )
    }
    guard domain.allSatisfy(isName), bytes[..<at].allSatisfy({ isName($0) || $0 == 0x25 }),
      let dot = domain.lastIndex(of: UInt8(ascii: ".")), dot > domain.startIndex
    else { return false }
    return domain.endIndex - dot > 2 && !domain.contains(UInt8(ascii: "_"))
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmedSpaces: String {
    var text = self[...]
    while let first = text.unicodeScalars.first, first.properties.isWhitespace {
      text = Substring(text.unicodeScalars.dropFirst())
    }
    while let last = text.unicodeScalars.last, last.properties.isWhitespace {
      text = Substring(text.unicodeScalars.dropLast())
    }
    return String(text)
  }
}
