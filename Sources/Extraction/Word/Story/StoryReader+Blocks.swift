import Documents
import LibXML

extension StoryReader {
  /// Whether a paragraph is open in what is being filled now.
  var hasParagraph: Bool { paragraphs.count > frames[frames.count - 1].outerParagraphs }

  // MARK: Paragraphs

  mutating func openParagraph() {
    // A paragraph right inside another is no good form; its text belongs to the outer one.
    guard !hasParagraph else { return blocks.append(.misplaced) }
    blocks.append(.paragraph)
    openImplicitParagraph()
  }

  mutating func openImplicitParagraph() {
    let last = frames.count - 1
    var paragraph = Paragraph()
    if let carried = frames[last].carried {
      paragraph.text = carried.text
      paragraph.page = carried.page
      paragraph.isContents = carried.isContents
      paragraph.mathInk = carried.mathInk
      paragraph.look = carried.look
      if carried.hasExtras {
        paragraph.extra = carried.extra
        paragraph.extra.openLinks = []
      }
      frames[last].carried = nil
    }
    paragraphSerial += 1
    paragraph.serial = paragraphSerial
    paragraphs.append(paragraph)
  }

  mutating func closeParagraph() {
    guard blocks.popLast() == .paragraph else { return }
    endParagraph()
  }

  mutating func endParagraph() {
    guard hasParagraph, let paragraph = paragraphs.popLast() else { return }
    if paragraph.isJoinedToNext, paragraph.extra.section == nil {
      frames[frames.count - 1].carried = paragraph
    } else {
      add(paragraph)
    }
  }

  /// Adds what is left of a paragraph that none came after.
  mutating func finishFrame() {
    guard let carried = frames[frames.count - 1].carried else { return }
    frames[frames.count - 1].carried = nil
    add(carried)
  }

  // MARK: Tables and boxes

  mutating func openBlock(_ name: OfficeName) {
    switch name {
    case .tbl: openTable()
    case .tr:
      guard blocks.last == .table else { return blocks.append(.misplaced) }
      blocks.append(.row)
      tables[tables.count - 1].row = WordTable.Row()
    case .tc:
      guard blocks.last == .row else { return blocks.append(.misplaced) }
      blocks.append(.cell)
      openFrame(.cell)
    default:
      blocks.append(.box)
      openFrame(.box)
    }
  }

  mutating func closeBlock(_ name: OfficeName) {
    switch blocks.popLast() {
    case .table: closeTable()
    case .row: if !tables.isEmpty { tables[tables.count - 1].endRow() }
    case .cell: closeCell()
    case .box: closeBox()
    default: break
    }
  }

  private mutating func openFrame(_ kind: Frame.Kind) {
    var frame = Frame(kind)
    frame.outerParagraphs = paragraphs.count
    frame.outerRun = run
    frame.outerFields = fields
    frame.outerMath = math
    fields = fields.filter { $0.isContents || !$0.showsResult }
    math = nil
    run = Run()
    frames.append(frame)
  }

  private mutating func closeFrame() -> Frame? {
    guard frames.count > 1 else { return nil }
    if hasParagraph { endParagraph() }
    finishFrame()
    let frame = frames.removeLast()
    run = frame.outerRun
    if frame.kind == .box { fields = frame.outerFields }
    math = frame.outerMath
    return frame
  }

  private mutating func openTable() {
    let isMisplaced = blocks.last == .table || blocks.last == .row
    guard !isMisplaced else { return blocks.append(.misplaced) }
    let isInParagraph = hasParagraph
    if isInParagraph { openFrame(.box) } else { finishFrame() }
    blocks.append(.table)
    var table = WordTable()
    table.isInParagraph = isInParagraph
    tables.append(table)
  }

  private mutating func closeCell() {
    guard let frame = closeFrame(), !tables.isEmpty else { return }
    let last = tables.count - 1
    if frame.cell.isRemoved {
      ledger.drop(.deleted, InkCount.count(frame.cell.text.bytes))
    } else {
      tables[last].endCell(frame.cell)
    }
    tables[last].inserts += frame.elements
  }

  private mutating func closeBox() {
    guard var frame = closeFrame() else { return }
    for index in frame.elements.indices where frame.elements[index].role == nil {
      frame.elements[index].role = "text-box"
    }
    insert(frame.elements)
  }

  /// Adds what stands in a paragraph without being its text.
  mutating func insert(_ elements: [Element]) {
    guard !elements.isEmpty else { return }
    if hasParagraph {
      paragraphs[paragraphs.count - 1].extra.inserts += elements
    } else {
      emit(elements, page: nil)
    }
  }

  private mutating func closeTable() {
    guard var table = tables.popLast() else { return }
    table.rows = table.rows.filter { row in
      if row.isRemoved {
        for cell in row.cells { ledger.drop(.deleted, InkCount.count(cell.text.bytes)) }
      }
      return !row.isRemoved && !row.cells.isEmpty
    }
    let hasHeadStyle = table.looksAtFirstRow && context.styles[table.styleID ?? ""].marksFirstRow
    let rendered = RenderedTable(table, hasHeadStyle: hasHeadStyle)
    if table.isInParagraph {
      var elements: [Element] = []
      if let element = Self.element(of: rendered, page: table.page) { elements.append(element) }
      elements += table.inserts
      let frame = closeFrame()
      insert((frame?.elements ?? []) + elements)
      if hasParagraph { paragraphs[paragraphs.count - 1].extra.references += table.references }
      return
    }
    guard !tables.isEmpty, frames[frames.count - 1].kind == .cell else {
      if let element = Self.element(of: rendered, page: table.page) { emit([element], page: nil) }
      emit(table.inserts, page: table.page)
      return emit(table.references, page: table.page)
    }
    let last = tables.count - 1
    if tables.count < context.limits.nestedTables {
      frames[frames.count - 1].cell.add(rendered)
    } else {
      frames[frames.count - 1].cell.add(rendered.text)
    }
    tables[last].references += table.references
    tables[last].inserts += table.inserts
    tables[last].page = tables[last].page ?? table.page
  }

  private static func element(of table: RenderedTable, page: Int?) -> Element? {
    let text = table.text.trimmed()
    guard !text.bytes.isEmpty else { return nil }
    var element = text.element(.table)
    element.textAsHTML = String(decoding: table.html, as: UTF8.self)
    element.pageNumber = page
    return element
  }

  // MARK: Notes

  mutating func openNote(_ attributes: borrowing XMLAttributes) {
    let isText = !attributes.has(.type) || attributes.equals(.type, "normal")
    note = (attributes.integer(.id) ?? -1, isText)
    ledger = CharacterLedger()
  }

  mutating func closeNote() {
    finishFrame()
    defer {
      frames = [Frame(.story)]
      ledger = CharacterLedger()
      note = nil
    }
    guard let note, note.isText, notes[note.id] == nil else { return }
    notes[note.id] = Story(elements: frames[0].elements, ledger: ledger)
  }
}
