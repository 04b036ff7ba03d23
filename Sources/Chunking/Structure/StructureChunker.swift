import Documents

/// Cuts a document by its structure.
struct StructureChunker {
  private let options: ChunkingOptions
  private let rules: PackingRules
  /// Packs the document itself, or its parents where chunks are pieces of such.
  private var packer: Packer
  private var titles = TitleStack()
  private var part: DocumentPart?
  private var page: Int?
  private var next = 0
  /// The length of the document's text so far.
  private var length = 0
  private(set) var ledger = ChunkLedger()
  /// The table whose pieces were counted last.
  private var lastTable = (index: -1, pieces: 0)

  init(_ options: ChunkingOptions) {
    self.options = options
    rules = PackingRules(options)
    packer = Packer(options.hasParents ? PackingRules(parentsOf: options) : rules)
  }

  mutating func add(_ element: Element, to output: inout ChunkedText) {
    let index = next
    next += 1
    let own = element.part
    if let part, own != part { finishPart(&output) }
    part = own
    if let sort = LeftOut(element), options.leavesOut.contains(sort) {
      ledger.drop(sort, element)
      return
    }
    let text = element.labelledText
    let measure = TextMeasure(text)
    titles.pass(element, text, of: own, measured: measure)
    guard !measure.isBlank else { return }
    if options.strategy == .byTitle, !options.multipageSections, changesPage(element) {
      give(&output) { packer, emit in packer.endSection(emit) }
    }
    let piece = makePart(element, text, measure, index)
    ledger.take(piece.text)
    if length > 0 { length += 2 }
    var placed = piece
    placed.start = length
    length += piece.size.scalars
    give(&output) { packer, emit in packer.place(placed, emit) }
  }

  mutating func finish(_ output: inout ChunkedText) { finishPart(&output) }

  private mutating func finishPart(_ output: inout ChunkedText) {
    give(&output) { packer, emit in packer.finish(emit) }
  }

  private mutating func changesPage(_ element: Element) -> Bool {
    guard let new = element.pageNumber else { return false }
    defer { page = new }
    return page.map { $0 != new } ?? false
  }

  private func makePart(_ element: Element, _ text: String, _ measure: TextMeasure, _ index: Int)
    -> Part
  {
    let isCode = element.kind == .codeSnippet
    var own = text
    var scalars = isCode ? measure.scalars : measure.foldedScalars
    if isCode {
      // The lines before and after it are no part of it, but the indentation of its first line is.
      own = String(text.trimmedEnd(0..<text.utf8.count)).withoutLeadingLines
      scalars = own.scalarCount
    } else if element.kind.isTable {
      own = TableRows(text, html: nil).text
    } else if !measure.isFolded {
      own = ""
      own.append(folding: text, measured: measure)
    }
    return Part(
      index: index,
      element: element,
      role: role(of: element),
      text: own,
      size: Size(scalars: scalars, tokens: rules.limits.tokens(own)),
      start: 0,
      path: titles.path,
      page: element.pageNumber
    )
  }

  private func role(of element: Element) -> Part.Role {
    switch element.kind {
    case .title: .heading
    case .listItem: .item(element.categoryDepth ?? 0)
    case .codeSnippet: .code
    case .figureCaption: .caption
    case .table, .tableChunk: .table
    default: .text
    }
  }

  // MARK: Making chunks

  /// Lets the packer work, and makes chunks of what it gives.
  private mutating func give(
    _ output: inout ChunkedText,
    _ work: (inout Packer, (ClosedChunk) -> Void) -> Void
  ) {
    var closed: [ClosedChunk] = []
    work(&packer) { closed.append($0) }
    for chunk in closed { write(chunk, &output) }
  }

  private mutating func write(_ closed: ClosedChunk, _ output: inout ChunkedText) {
    guard options.hasParents else {
      append(chunk(closed), &output)
      return
    }
    output.parents.append(chunk(closed))
    let parent = output.firstParent + output.parents.count - 1
    var pieces: [ClosedChunk] = []
    var children = Packer(rules)
    for part in closed.parts {
      if let table = closed.table, part.role == .table {
        children.placeTable(part, within: table.range) { pieces.append($0) }
      } else {
        children.place(part) { pieces.append($0) }
      }
    }
    children.finish { pieces.append($0) }
    for piece in pieces {
      var child = chunk(piece)
      child.parent = parent
      number(&child)
      append(child, &output)
    }
  }

  /// Pieces of one table are counted on from parent to parent.
  private mutating func number(_ child: inout Chunk) {
    guard let table = child.piece?.table else { return }
    if lastTable.index != table { lastTable = (table, 0) }
    child.piece?.number = lastTable.pieces
    lastTable.pieces += 1
  }

  private mutating func append(_ chunk: Chunk, _ output: inout ChunkedText) {
    ledger.give(chunk)
    output.chunks.append(chunk)
  }

  private func chunk(_ closed: ClosedChunk) -> Chunk {
    let parts = closed.parts
    let (first, last) = (parts[0], parts[parts.count - 1])
    var chunk = Chunk(
      .compositeElement,
      closed.text,
      titlePath: closed.titlePath,
      elements: first.index..<last.index + 1
    )
    chunk.context = closed.repeatedTitles
    chunk.isContinuation = first.continues
    chunk.ownStart = closed.prefix.scalarCount
    chunk.characters = first.start..<last.start + last.size.scalars
    if let table = closed.table {
      chunk.kind = table.piece == nil ? .table : .tableChunk
      chunk.ownStart = table.ownStart
      chunk.textAsHTML = table.html
      chunk.characters = table.characters
      chunk.piece = table.piece.map {
        Chunk.TablePiece(number: $0.number, repeatedRows: $0.repeatedRows, table: last.index)
      }
    } else {
      let tables = parts.filter { $0.isWhole }.compactMap(\.element.textAsHTML)
      if !tables.isEmpty { chunk.textAsHTML = tables.joined(separator: " ") }
    }
    chunk.take(Self.elements(parts))
    if options.includesOriginals { chunk.originals = Self.elements(parts) }
    if let counter = options.counter {
      chunk.tokens = counter.count(chunk.embeddedText) + counter.added
    }
    return chunk
  }

  /// The elements of parts, each once.
  private static func elements(_ parts: [Part]) -> [Element] {
    var elements: [Element] = []
    var last = -1
    for part in parts where part.index != last {
      elements.append(part.element)
      last = part.index
    }
    return elements
  }
}

extension ChunkingOptions {
  var hasParents: Bool { parentCharacters != nil || parentTokens != nil }
}

extension String {
  /// The text without the empty lines that it begins with.
  fileprivate var withoutLeadingLines: String {
    let bytes = utf8Span.span
    var start = 0
    for offset in 0..<bytes.skippingWhitespace(from: 0) where bytes[offset] == 0x0A {
      start = offset + 1
    }
    return start == 0 ? self : String(slice(start..<bytes.count))
  }
}
