import Documents

extension StoryReader {
  /// Adds a paragraph that is complete to what it stands in.
  mutating func add(_ paragraph: Paragraph) {
    let style = context.styles[paragraph.styleID]
    let label = nextLabel(paragraph, style)
    let last = frames.count - 1
    if frames[last].kind == .cell {
      addToCell(paragraph, label)
    } else {
      addElement(of: paragraph, style, label)
    }
    if paragraph.hasExtras, let section = paragraph.extra.section { endSection(section) }
  }

  /// Counts a numbered paragraph, which is done even where it has no text.
  private mutating func nextLabel(_ paragraph: Paragraph, _ style: ResolvedStyle) -> ListNumbering
    .Label?
  {
    guard let number = paragraph.numberingID ?? style.numberingID, number != 0 else { return nil }
    var level = paragraph.numberingLevel
    if level == nil, paragraph.numberingID == nil, let name = style.numberingStyle {
      level =
        style.numberingLevel
        ?? context.numbering.level(ofStyle: name, in: number, context.styles)
    }
    return context.numbering.next(number, level ?? style.numberingLevel ?? 0, context.styles)
  }

  private mutating func addToCell(_ paragraph: Paragraph, _ label: ListNumbering.Label?) {
    let last = frames.count - 1
    var text = paragraph.text.trimmed()
    // A number with nothing behind it is what the cell shows.
    if text.bytes.isEmpty, frames[last].cell.text.bytes.isEmpty, let label, !label.text.isEmpty,
      label.text.utf8.contains(where: { $0 < 0x80 && $0 > 0x2F })
    {
      text.bytes = Array(label.text.utf8)
      ledger.added += InkCount.count(text.bytes)
    }
    frames[last].cell.add(text)
    let extra = paragraph.extra
    for insert in extra.inserts {
      if insert.kind == .image {
        frames[last].elements.append(insert)
      } else {
        frames[last].cell.add(MarkedText(bytes: Array(insert.text.utf8)))
      }
    }
    if !extra.deleted.isEmpty {
      frames[last].elements.append(Self.deletedElement(extra.deleted))
    }
    guard !tables.isEmpty else { return }
    let table = tables.count - 1
    tables[table].references += extra.references
    tables[table].page = tables[table].page ?? paragraph.page
  }

  private mutating func addElement(
    of paragraph: Paragraph,
    _ style: ResolvedStyle,
    _ label: ListNumbering.Label?
  ) {
    let page = paragraph.page ?? pages.number
    let kind = ParagraphKind(paragraph, style, label)
    var text = paragraph.text.trimmed(start: kind.kind != .codeSnippet)
    if kind.hasTypedBullet {
      let whole = InkCount.count(text.bytes)
      let rest = text.dropping(first: ParagraphKind.textStart(text.bytes))
      if !rest.bytes.isEmpty {
        text = rest
        ledger.drop(.bullet, whole - InkCount.count(text.bytes))
      }
    }
    if text.bytes.isEmpty {
      extendCode(by: nil, kind)
    } else if !extendCode(by: text, kind) {
      var element = kind.element(of: paragraph, text)
      element.pageNumber = page
      markLook(of: paragraph, &element)
      emit(element)
      frames[frames.count - 1].endsInCode = kind.kind == .codeSnippet
    }
    guard paragraph.hasExtras else { return }
    let extra = paragraph.extra
    if extra.checks.count > 1 || text.bytes.isEmpty {
      emit(extra.boxes.map(Self.boxElement), page: page)
    }
    if !extra.deleted.isEmpty { emit([Self.deletedElement(extra.deleted)], page: page) }
    emit(extra.inserts, page: page)
    emit(extra.references, page: page)
  }

  /// Adds a line to the code that stands before it; tells whether there was such.
  @discardableResult
  private mutating func extendCode(by text: MarkedText?, _ kind: ParagraphKind) -> Bool {
    let frame = frames.count - 1
    guard kind.kind == .codeSnippet, frames[frame].endsInCode,
      let last = frames[frame].elements.indices.last
    else { return false }
    frames[frame].elements[last].text += "\n"
    if let text {
      frames[frame].elements[last].text += String(decoding: text.bytes, as: UTF8.self)
    }
    return true
  }

  private static func boxElement(_ isChecked: Bool) -> Element {
    var element = Element(.checkBox, "")
    element.checked = isChecked
    return element
  }

  private static func deletedElement(_ text: [UInt8]) -> Element {
    var element = Element(.uncategorizedText, String(decoding: text, as: UTF8.self))
    element.role = "deleted"
    return element
  }

  /// Adds elements to what is being filled now.
  mutating func emit(_ elements: [Element], page: Int?) {
    guard !elements.isEmpty else { return }
    for var element in elements {
      element.pageNumber = element.pageNumber ?? page ?? pages.number
      emit(element)
    }
  }

  /// Adds an element that knows its page to what is being filled now.
  private mutating func emit(_ element: Element) {
    let frame = frames.count - 1
    frames[frame].endsInCode = false
    frames[frame].elements.append(element)
    elementCount += 1
    if elementCount > context.limits.elements { isExhausted = true }
  }

  /// Adds the notes that a block refers to right behind it, and gathers those for the end.
  mutating func emit(_ references: [NoteReference], page: Int?) {
    for reference in references {
      noteCounts[reference.kind, default: 0] += 1
      let count = noteCounts[reference.kind, default: 1]
      guard let story = context.notes[reference.kind]?[reference.id] else { continue }
      // A note is given once, whatever refers to it.
      context.notes[reference.kind]?[reference.id] = nil
      ledger.add(story.ledger)
      var elements = story.elements
      for index in elements.indices { elements[index].role = reference.kind.rawValue }
      if !elements.isEmpty, elements[0].label == nil {
        switch reference.kind {
        case .footnote: elements[0].label = "\(count)"
        case .endnote: elements[0].label = NumberFormat.text(count, "lowerRoman")
        case .comment: break
        }
      }
      if reference.kind == .endnote {
        context.endnotes += elements
      } else {
        emit(elements, page: page)
      }
    }
  }

  /// Adds a text that is embedded as a part of its own.
  mutating func addChunk(_ id: String?) {
    guard !hasParagraph, let id, let story = context.chunks[id] else { return }
    // What is kept is counted for the document as a whole.
    var account = story.ledger
    account.kept = 0
    if frames[frames.count - 1].kind == .cell {
      for element in story.elements {
        let text = element.labelledText
        account.added += InkCount.count(text) - InkCount.count(element.text)
        frames[frames.count - 1].cell.add(MarkedText(bytes: Array(text.utf8)))
      }
    } else {
      // There the words that describe a picture are no text of the document.
      for element in story.elements where element.kind == .image {
        account.found -= InkCount.count(element.text)
      }
      emit(story.elements, page: pages.number)
    }
    ledger.add(account)
  }
}
