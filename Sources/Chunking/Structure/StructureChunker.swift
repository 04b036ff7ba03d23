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
      packer.endSection()
      writeClosed(&output)
    }
    ledger.take(solidScalars: measure.solidScalars)
    if length > 0 { length += 2 }
    let part = makePart(element, text, measure, index)
    length += part.size.scalars
    packer.place(part)
    writeClosed(&output)
  }

  mutating func finish(_ output: inout ChunkedText) { finishPart(&output) }

  private mutating func finishPart(_ output: inout ChunkedText) {
    packer.finish()
    writeClosed(&output)
  }

  private mutating func changesPage(_ element: Element) -> Bool {
    guard let new = element.pageNumber else { return false }
    defer { page = new }
    return page.map { $0 != new } ?? false
  }

  private mutating func makePart(
    _ element: Element,
    _ text: String,
    _ measure: TextMeasure,
    _ index: Int
  )
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
      own = text.folded(measured: measure)
    }
    let size = Size(scalars: scalars, tokens: rules.limits.tokens(own))
    let bytes = 0..<own.utf8.count
    let number = packer.window.end
    packer.window.append(PartWindow.Entry(element: element, text: own, path: titles.path))
    return Part(
      number: number,
      index: index,
      role: role(of: element),
      page: element.pageNumber,
      bytes: bytes,
      size: size,
      start: length,
      endsInColon: own.utf8Span.span.endsInColon(bytes)
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

  /// Makes chunks of what the packer has closed.
  private mutating func writeClosed(_ output: inout ChunkedText) {
    guard !packer.closed.isEmpty else { return }
    for place in packer.closed.indices { write(packer.closed[place], &output) }
    packer.removeClosed()
    packer.forgetElements()
  }

  private mutating func write(_ closed: ClosedChunk, _ output: inout ChunkedText) {
    guard options.hasParents else {
      append(chunk(closed), &output)
      return
    }
    output.parents.append(chunk(closed))
    let parent = output.firstParent + output.parents.count - 1
    var children = Packer(rules, packer.window)
    for part in closed.parts {
      if let table = closed.table, part.role == .table {
        children.placeTable(part, within: table)
      } else {
        children.place(part)
      }
    }
    children.finish()
    for piece in children.closed {
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
    let last = closed.parts.count - 1
    let end = closed.parts[last].index
    var chunk = Chunk(
      .compositeElement,
      closed.text(packer.window),
      titlePath: closed.titlePath(packer.window),
      elements: closed.parts[0].index..<end + 1
    )
    chunk.context = closed.repeatedTitles(packer.window)
    chunk.isContinuation = closed.parts[0].continues
    chunk.ownStart = closed.prefix.isEmpty ? 0 : closed.prefix.scalarCount
    chunk.characters = closed.parts[0].start..<closed.parts[last].end
    if let table = closed.table {
      chunk.kind = table.piece == nil ? .table : .tableChunk
      chunk.ownStart = table.ownStart
      chunk.textAsHTML = table.html
      chunk.characters = table.characters
      chunk.piece = table.piece.map {
        Chunk.TablePiece(number: $0.number, repeatedRows: $0.repeatedRows, table: end)
      }
    } else {
      chunk.textAsHTML = packer.window.markup(of: closed.parts)
    }
    packer.window.takeElements(
      of: closed.parts,
      keepingThem: options.includesOriginals,
      into: &chunk
    )
    if let counter = options.counter {
      chunk.tokens = counter.count(chunk.embeddedText) + counter.added
    }
    return chunk
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
