import Documents
import LibXML

extension StoryReader {
  mutating func openRun() {
    run = Run()
    guard !hasParagraph else { return }
    openImplicitParagraph()
    run.isAlone = true
  }

  mutating func closeRun() {
    let isAlone = run.isAlone
    run = Run()
    if isAlone { endParagraph() }
  }

  mutating func openInline(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .delText: textMode = .deleted
    case .instrText, .delInstrText: textMode = .instruction
    case .tab, .ptab: addSpace(0x09)
    case .br: addBreak(attributes)
    case .cr: addSpace(0x0A)
    case .noBreakHyphen: addGenerated("-")
    case .lastRenderedPageBreak: pages.renderedBreak()
    case .sym: addSymbol(attributes)
    case .hyperlink: openLink(attributes)
    case .fldChar: fieldCharacter(attributes)
    case .fldSimple: openSimpleField(attributes)
    case .ffData: scopes.append(.formField)
    case .footnoteReference: addReference(.footnote, attributes)
    case .endnoteReference: addReference(.endnote, attributes)
    case .commentReference: addReference(.comment, attributes)
    case .drawing, .pict, .object: openDrawing()
    case .docPr, .shape, .blip, .imageData, .diagram, .chart: openPicture(name, attributes)
    default: break
    }
  }

  mutating func closeInline(_ name: OfficeName) {
    switch name {
    case .hyperlink: closeLink()
    case .fldSimple: endField()
    case .drawing, .pict, .object: closeDrawing()
    default: break
    }
  }

  private mutating func addBreak(_ attributes: borrowing XMLAttributes) {
    if attributes.equals(.type, "page") {
      if tables.isEmpty, isShown { pages.explicitBreak() }
    }
    addSpace(0x0A)
  }

  private mutating func addSymbol(_ attributes: borrowing XMLAttributes) {
    let code = attributes.string(.char).flatMap { UInt32($0, radix: 16) } ?? 0
    ledger.found += 1
    guard let scalar = SymbolFonts.character(code, font: attributes.string(.font)) else {
      return ledger.drop(.unmapped, 1)
    }
    var bytes: [UInt8] = []
    bytes.appendUTF8(of: scalar)
    let ink = InkCount.count(bytes)
    if ink == 0 { ledger.found -= 1 }
    add(bytes.span, ink: ink, isDeleted: deletions > 0)
  }

  private mutating func openLink(_ attributes: borrowing XMLAttributes) {
    guard hasParagraph else { return }
    var url = attributes.string(.relId).flatMap { relationships[$0]?.target }
    if let anchor = attributes.string(.anchor), !anchor.isEmpty { url = (url ?? "") + "#" + anchor }
    let start = paragraphs[paragraphs.count - 1].text.bytes.count
    paragraphs[paragraphs.count - 1].extra.openLinks.append((start, url))
  }

  private mutating func closeLink() {
    guard hasParagraph, paragraphs[paragraphs.count - 1].hasExtras,
      let link = paragraphs[paragraphs.count - 1].extra.openLinks.popLast()
    else {
      return
    }
    addLink(from: link.start, link.url)
  }

  mutating func addLink(from start: Int, _ url: String?) {
    let last = paragraphs.count - 1
    let end = paragraphs[last].text.bytes.count
    guard let url, !url.isEmpty, end > start else { return }
    paragraphs[last].text.marks.links.append(TextMarks.Link(bytes: start..<end, url: url))
  }

  private mutating func addReference(
    _ kind: NoteReference.Kind,
    _ attributes: borrowing XMLAttributes
  ) {
    guard hasParagraph, let id = attributes.integer(.id), isShown else { return }
    paragraphs[paragraphs.count - 1].extra.references.append(NoteReference(kind: kind, id: id))
  }

  // MARK: Text

  /// Whether text that comes now is shown as the options have it.
  var isShown: Bool {
    guard !isInInstruction else { return false }
    return switch context.options.word.trackedChanges {
    case .accept, .keep: deletions == 0
    case .reject: insertions == 0
    }
  }

  private var isInInstruction: Bool {
    fields.contains { !$0.showsResult }
  }

  private var isPrompt: Bool {
    !prompts.isEmpty && prompts.contains { $0.isShown && !$0.isTemporary }
  }

  private var isHidden: Bool {
    guard !context.options.word.hidden else { return false }
    if let hidden = run.hidden { return hidden }
    if run.styleID == nil, !hasParagraph { return false }
    return (run.styleID != nil && context.styles[run.styleID].hidden)
      || context.styles[paragraphs.last?.styleID].hidden
  }

  /// Adds a text that is no part of the document's own.
  mutating func addGenerated(_ text: String) {
    let ink = InkCount.count(text)
    ledger.added += ink
    add(text.utf8.span, ink: ink, isDeleted: deletions > 0)
  }

  private mutating func addSpace(_ byte: UInt8) {
    let bytes: [UInt8] = [byte]
    add(bytes.span, ink: 0, isDeleted: deletions > 0)
  }

  /// Adds text that was counted, or drops it for what it is.
  mutating func add(_ text: borrowing Span<UInt8>, ink: Int, isDeleted: Bool) {
    if isInInstruction || isPrompt { return ledger.drop(.machinery, ink) }
    switch context.options.word.trackedChanges {
    case .accept: if isDeleted { return ledger.drop(.deleted, ink) }
    case .reject: if insertions > 0 { return ledger.drop(.deleted, ink) }
    case .keep:
      if isDeleted, hasParagraph {
        return paragraphs[paragraphs.count - 1].extra.deleted.append(copying: text)
      }
    }
    if isHidden { return ledger.drop(.hidden, ink) }
    if math != nil { return math?.append(text, ink: ink) ?? () }
    guard hasParagraph else { return ledger.drop(.machinery, ink) }
    let last = paragraphs.count - 1
    if ink > 0 {
      if paragraphs[last].page == nil { paragraphs[last].page = pages.number }
      pages.noteInk()
      if let check = pendingCheck {
        paragraphs[last].extra.checks.append(check)
        pendingCheck = nil
      }
      if !paragraphs[last].isContents { paragraphs[last].isContents = isInContents }
      noteLook(of: last, ink: ink)
    }
    paragraphs[last].append(text, bold: isBold, italic: isItalic)
  }

  private var isBold: Bool {
    run.bold ?? (run.styleID != nil && context.styles[run.styleID].bold)
  }

  private var isItalic: Bool {
    run.italic ?? (run.styleID != nil && context.styles[run.styleID].italic)
  }

  var isInContents: Bool {
    controls.contains(true) || fields.contains { $0.isContents && $0.showsResult }
  }

  func needsCare(_ text: borrowing Span<UInt8>) -> Bool {
    // All is looked at, since that takes several bytes at once where a search takes one.
    unsafe text.withUnsafeBufferPointer { bytes in
      var special: UInt8 = 0
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        special |= (byte < 0x20 ? 1 : 0) | (byte == 0xC2 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
      }
      return special != 0
    }
  }

  /// The text with spaces for line ends, without soft hyphens, and with symbols as characters.
  mutating func careful(_ text: borrowing Span<UInt8>, ink: Int) -> (bytes: [UInt8], ink: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var kept = ink
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x0A || byte == 0x0D {
        bytes.append(0x20)
      } else if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xAD {
        ledger.drop(.hyphen, 1)
        kept -= 1
        index += 1
      } else if byte == 0xEF, index + 2 < text.count, (0x80...0x83).contains(text[index + 1]),
        let font = run.font
      {
        let code = 0xF000 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
        if let scalar = SymbolFonts.character(code, font: font) {
          bytes.appendUTF8(of: scalar)
          if scalar.properties.isWhitespace { ledger.drop(.unmapped, 1) }
          if scalar.properties.isWhitespace { kept -= 1 }
        } else {
          ledger.drop(.unmapped, 1)
          kept -= 1
        }
        index += 2
      } else {
        bytes.append(byte)
      }
      index += 1
    }
    return (bytes, kept)
  }
}
