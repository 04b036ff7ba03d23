import Documents

/// Makes the elements of a document from the blocks of its pages.
struct Assembly {
  private var blocks: [Block]
  private let looks: Looks
  private let vocabulary: Vocabulary
  private let outline: [DocumentFacts.OutlineEntry]
  private let pageNames: [Int: String]
  /// Characters that are in no element, by reason.
  private(set) var drops: [CharacterLedger.Drop: Int] = [:]
  private var elements: [Element] = []
  /// The table that may go on on the next page.
  private var openTable: (element: Int, grid: TableGrid)?
  /// The paragraph that may go on in the next column or on the next page.
  private var openText: (element: Int, block: Block, text: TextRun)?

  /// Takes the blocks away from the caller.
  init(
    _ blocks: inout [Block],
    styles: StyleTable,
    vocabulary: Vocabulary,
    outline: [DocumentFacts.OutlineEntry],
    pageNames: [Int: String]
  ) {
    self.pageNames = pageNames
    looks = Looks(blocks, styles: styles)
    Footnotes.mark(&blocks, bodySize: looks.bodySize)
    self.blocks = []
    swap(&self.blocks, &blocks)
    self.vocabulary = vocabulary
    self.outline = outline
  }

  mutating func elements(_ furniture: [FurnitureLine]) -> ParsedDocument {
    let (headings, items) = depths()
    var next = 0
    for index in blocks.indices {
      while next < furniture.count, furniture[next].at <= index {
        let line = element(furniture[next])
        elements.append(line)
        next += 1
      }
      let block = blocks[index]
      switch block.kind {
      case .picture: elements.append(picture(block))
      case .table: takeTable(block)
      case .text: takeText(block, index, heading: headings[index], item: items[index])
      }
      blocks[index].text = TextRun()
      blocks[index].table = nil
    }
    flushTable()
    flushText()
    for line in furniture[next...] {
      let line = element(line)
      elements.append(line)
    }
    return ParsedDocument(elements)
  }

  // MARK: Blocks

  private mutating func takeTable(_ block: Block) {
    guard let grid = block.table else { return }
    if let open = openTable, continues(open.grid, grid, block, elements[open.element]) {
      openTable?.grid.append(grid, vocabulary)
      elements[open.element].places += block.places
      return
    }
    flushTable()
    flushText()
    var element = Element(.table, "")
    place(&element, block)
    elements.append(element)
    openTable = (elements.count - 1, grid)
  }

  private mutating func takeText(_ block: Block, _ index: Int, heading: Int?, item: Int?) {
    // Nothing was there but places for hyphens.
    guard !block.text.isEmpty || block.text.hyphens == 0 else {
      drop(.hyphen, block.text.hyphens)
      return
    }
    flushTable()
    if block.isFootnote {
      takeNote(block)
      return
    }
    if heading == nil, item == nil || block.tag != nil, goesOn(block) {
      goOn(block)
      return
    }
    flushText()
    var element = Element(.uncategorizedText, "")
    place(&element, block)
    var text = block.text
    if let heading {
      element.kind = .title
      element.categoryDepth = heading
    } else if let item {
      element.kind = .listItem
      element.categoryDepth = item
      if let marker = block.marker, marker.kind == .bullet {
        drop(.bullet, TextRun.characters(text.bytes[..<marker.textStart]))
        text.removeFirst(marker.textStart)
      }
    } else {
      refine(&element, block, index)
    }
    if block.isContents || block.tag == .contentsItem, let dots = Leaders.range(in: text.bytes) {
      drop(.leader, text.replaceWithSpace(dots))
    }
    elements.append(element)
    openText = (elements.count - 1, block, text)
    if heading != nil { flushText() }
  }

  private mutating func takeNote(_ block: Block) {
    // The text that it is a note to may go on behind it.
    if openText?.block.endsColumn == false { flushText() }
    var note = Element(.uncategorizedText, "")
    place(&note, block)
    note.role = "footnote"
    var text = block.text
    if let end = Footnotes.numberEnd(text.bytes) { text.insertSpace(at: end) }
    finish(&note, text)
    elements.append(note)
  }

  private mutating func goOn(_ block: Block) {
    guard let element = openText?.element else { return }
    if block.isCode {
      openText?.text.joinLines(block.text)
    } else {
      openText?.text.join(block.text, vocabulary)
    }
    openText?.block.room = block.room
    openText?.block.endsColumn = block.endsColumn
    openText?.block.page = block.page
    openText?.block.places = block.places
    elements[element].places += block.places
  }

  private mutating func flushTable() {
    guard let (index, grid) = openTable else { return }
    openTable = nil
    elements[index].text = grid.text
    elements[index].textAsHTML = grid.html
    drop(.hyphen, grid.cells.reduce(0) { $0 + $1.text.hyphens })
    drop(.alternative, grid.repeated)
  }

  private mutating func flushText() {
    guard let (index, _, text) = openText else { return }
    openText = nil
    var element = elements[index]
    finish(&element, text)
    elements[index] = element
  }

  /// The depths of headings and of items of lists, by the numbers of their blocks.
  private func depths() -> (headings: [Int: Int], items: [Int: Int]) {
    let headings = Headings(blocks, looks: looks, outline: outline)
    return (headings.depths, ListItems(blocks, headings: headings).depths)
  }

  private mutating func drop(_ reason: CharacterLedger.Drop, _ count: Int) {
    if count > 0 { drops[reason, default: 0] += count }
  }

  // MARK: Joining

  /// Whether the open paragraph goes on in the next column or on the next page.
  private func goesOn(_ block: Block) -> Bool {
    guard let (_, open, text) = openText else { return false }
    if open.tag != nil || block.tag != nil { return goesOnTagged(open, text, block) }
    guard open.endsColumn, block.beginsColumn, !block.isTurned,
      !open.isTurned
    else { return false }
    guard block.page - open.page <= 1, abs(open.size - block.size) < 0.3 else { return false }
    guard open.isCode == block.isCode else { return false }
    if block.isCode { return true }
    guard !open.isContents, !block.isContents else { return false }
    let (a, b) = (Looks.look(open, looks.styles), Looks.look(block, looks.styles))
    guard a.isBold == b.isBold, a.family == b.family, block.marker == nil else { return false }
    if text.endsHyphenated, HyphenRule.joins(text.bytes, block.text.bytes) {
      return true
    }
    // What has no end after some pages is no paragraph.
    guard text.bytes.count < 40_000 else { return false }
    let shape = TextShape(ending: text.bytes)
    if !shape.endsSentence, beginsLower(block) { return true }
    // A last line with room for the next word was ended on purpose.
    guard open.room < block.firstWordWidth + 0.35 * open.size else { return false }
    guard shape.endsSentence else { return true }
    // A full stop at the very end of the column says little, and one line nothing of how wide it is.
    return open.lineCount > 2 && block.lineCount > 1
      && abs(block.firstLeft - block.left) < 0.5 * block.size
  }

  /// Whether the tree calls two parts of one paragraph or item by two names: some writers begin anew on
  /// each page.
  private func goesOnTagged(_ open: Block, _ text: TextRun, _ block: Block) -> Bool {
    guard let tag = open.tag, tag == block.tag, let last = open.places.last,
      let next = block.places.first
    else { return false }
    switch tag {
    case .paragraph: break
    case .item: guard block.marker == nil else { return false }
    default: return false
    }
    let isNextColumn =
      next.page == last.page && next.box.bottom < last.box.top && next.box.left >= last.box.right
    guard next.page == last.page + 1 || isNextColumn else { return false }
    if text.endsHyphenated, HyphenRule.joins(text.bytes, block.text.bytes) {
      return true
    }
    guard !TextShape(ending: text.bytes).endsSentence else { return false }
    return beginsLower(block) || text.characters > 80 && text.bytes.last != 0x3A
  }

  private func beginsLower(_ block: Block) -> Bool {
    guard !block.text.bytes.isEmpty else { return false }
    var index = 0
    return Unicode.Scalar(decodeScalar(block.text.bytes, &index))?.properties.isLowercase ?? false
  }

  private func continues(_ open: TableGrid, _ grid: TableGrid, _ block: Block, _ element: Element)
    -> Bool
  {
    guard let last = element.places.last, let next = block.places.first else { return false }
    let isNextPage = block.page == last.page + 1
    if block.tag != nil {
      // A tree that begins a table anew on each page says its header again as well.
      return isNextPage && open.columnCount == grid.columnCount && open.beginsLike(grid)
    }
    guard block.beginsColumn else { return false }
    // In the next column of the page the table stands farther aside.
    let isNextColumn =
      block.page == last.page && next.box.top < last.box.bottom
      && (next.box.left >= last.box.right || next.box.right <= last.box.left)
    guard isNextPage || isNextColumn, let a = open.columnEdges.first, let b = grid.columnEdges.first
    else { return false }
    return open.hasColumns(of: grid, shift: 0)
      || (isNextColumn || open.beginsLike(grid)) && open.hasColumns(of: grid, shift: b - a)
  }

  /// What a block is beside headings and items.
  private func refine(_ element: inout Element, _ block: Block, _ index: Int) {
    switch block.tag {
    case .caption: element.kind = .figureCaption
    case .code: element.kind = .codeSnippet
    case .formula: element.kind = .formula
    case .figure: element.kind = .image
    case .note: element.role = "footnote"
    case .contentsItem: element.role = "toc"
    case .paragraph where isAmongEntries(index): element.role = "toc"
    default:
      if block.isCode {
        element.kind = .codeSnippet
      } else if isAmongEntries(index) {
        element.role = "toc"
      } else if isCaption(index) {
        element.kind = .figureCaption
      }
    }
  }

  /// Whether a block is an entry of a table of contents: dots and a number alone may stand anywhere.
  private func isAmongEntries(_ index: Int) -> Bool {
    func isEntry(_ index: Int) -> Bool { blocks[index].isContents && blocks[index].lineCount <= 4 }
    guard isEntry(index) else { return false }
    let near = max(0, index - 8)..<min(blocks.count, index + 9)
    return near.count { isEntry($0) } >= 3
  }

  private func isCaption(_ index: Int) -> Bool {
    let block = blocks[index]
    guard block.lineCount <= 8, Caption.begins(block.text.bytes) else { return false }
    let near = [index - 1, index + 1].filter { blocks.indices.contains($0) }
    return near.contains { blocks[$0].kind != .text && blocks[$0].page == block.page }
      || block.size < 0.95 * looks.bodySize || Caption.isLabelled(block.text.bytes)
  }

  // MARK: Elements

  private func place(_ element: inout Element, _ block: Block) {
    element.pageNumber = block.page
    element.pageName = pageNames[block.page]
    element.places = block.places
    element.strategy = block.strategy ?? (block.tag == nil ? "layout" : "structure")
  }

  private mutating func finish(_ element: inout Element, _ text: TextRun) {
    var text = text
    text.dropSoftHyphen()
    element.text = text.string
    drop(.hyphen, text.hyphens)
    element.emphasis = text.emphasis.map {
      Element.Emphasis(text: String(decoding: text.bytes[$0.range], as: UTF8.self), tag: $0.value)
    }
    guard !text.links.isEmpty else { return }
    let offsets = ScalarOffsets(text.bytes)
    element.links = text.links.map {
      Element.Link(
        text: String(decoding: text.bytes[$0.range], as: UTF8.self),
        url: $0.value,
        start: offsets.scalars(before: $0.range.lowerBound)
      )
    }
  }

  private mutating func element(_ line: FurnitureLine) -> Element {
    let kind: ElementKind =
      switch line.kind {
      case .header, .watermark: .header
      case .footer: .footer
      case .pageNumber: .pageNumber
      case .comment: .uncategorizedText
      }
    var line = line
    line.text.dropSoftHyphen()
    var element = Element(kind, line.text.string)
    if line.kind == .watermark { element.role = "watermark" }
    if line.kind == .comment { element.role = "comment" }
    element.pageNumber = line.place.page
    element.pageName = pageNames[line.place.page]
    element.places = [line.place]
    drop(.hyphen, line.text.hyphens)
    return element
  }

  private func picture(_ block: Block) -> Element {
    var element = Element(.image, "")
    place(&element, block)
    if let picture = block.picture {
      element.image = Element.Image(
        mediaType: nil,
        digest: picture.object > 0 ? "\(picture.object)" : "",
        width: Int(picture.width),
        height: Int(picture.height)
      )
    }
    return element
  }
}
