import Documents

/// The texts that belong to the blocks of a tagged file, collected page by page.
struct TaggedPieces {
  struct Piece {
    var text = TextRun()
    var label = TextRun()
    var places: [Place] = []
    var labelPlaces: [Place] = []
    var styles: [Int32: Int] = [:]
    var characters = 0
    var boldCharacters = 0
    var lineCount = 0

    /// Takes lines that stand under each other.
    mutating func add(_ segment: [Int32], of kind: StructurePlan.Kind, _ source: Source) {
      let lines = source.lines(segment)
      guard let first = lines.first else { return }
      var box = first.box
      var isCell = false
      if case .cell = kind { isCell = true }
      if kind == .code {
        let code = CodeLines(words: source.words, text: source.text, styles: source.styles)
        let run = code.run(lines)
        if text.isEmpty { text = run } else { text.joinLines(run) }
      }
      for line in lines {
        box = box.union(line.box)
        characters += Int(line.characters)
        boldCharacters += Int(line.boldCharacters)
        styles[line.style, default: 0] += Int(line.characters)
        if kind == .code { continue }
        let run = source.text.run(line.words, in: line.style)
        if isCell {
          text.joinInCell(run, source.vocabulary)
        } else {
          text.join(run, source.vocabulary)
        }
      }
      lineCount += lines.count
      places.append(source.place(box))
    }

    /// Goes on in a cell on the next page.
    func followed(by next: Piece, _ vocabulary: Vocabulary) -> Piece {
      var piece = self
      piece.text.joinInCell(next.text, vocabulary)
      piece.places += next.places
      piece.characters += next.characters
      piece.boldCharacters += next.boldCharacters
      piece.lineCount += next.lineCount
      for (style, count) in next.styles { piece.styles[style, default: 0] += count }
      return piece
    }
  }

  let plan: StructurePlan
  private(set) var pieces: [Int: Piece] = [:]

  init(_ plan: StructurePlan) { self.plan = plan }

  /// How much of a page's text, running matter aside, the tree speaks of.
  func coverage(_ page: PageWords) -> (tagged: Int, all: Int) {
    var (tagged, all) = (0, 0)
    for part in page.parts {
      for word in part.words where !word.traits.contains(.artifact) {
        all += Int(word.characters)
        if block(word, page.content.number) != nil { tagged += Int(word.characters) }
      }
    }
    return (tagged, all)
  }

  private func mark(_ word: Word, _ page: Int) -> StructurePlan.Mark {
    StructurePlan.Mark(page: Int32(page), number: word.mark)
  }

  private func block(_ word: Word, _ page: Int) -> Int? {
    guard word.mark >= 0 else { return nil }
    return plan.blockOf[mark(word, page)].map(Int.init)
  }

  /// A part of a page, and what writes its lines.
  struct Source {
    let page: PageWords
    let part: PageWords.Part
    let text: LineText
    let styles: StyleTable
    let vocabulary: Vocabulary

    var words: [Word] { part.words }
    var number: Int { page.content.number }

    func lines(_ indices: [Int32]) -> [Line] { Line.build(indices, of: words, styles: styles) }

    func place(_ box: Box) -> Place {
      Place(
        page: number,
        box: part.frame.pageBox(box),
        pageWidth: page.content.width,
        pageHeight: page.content.height
      )
    }
  }

  /// The words of one block on a page.
  private typealias BlockWords = (own: [Int32], label: [Int32])

  /// Takes the words of one part of a page that the tree speaks of; gives back the numbers of them.
  mutating func take(
    _ source: Source,
    without furniture: Set<Int32>,
    ledger: inout CharacterLedger
  ) -> Set<Int32> {
    var order: [Int] = []
    var words: [Int: BlockWords] = [:]
    var taken: Set<Int32> = []
    for (index, word) in source.words.enumerated() where !furniture.contains(Int32(index)) {
      guard let block = block(word, source.number) else { continue }
      taken.insert(Int32(index))
      if words[block] == nil { order.append(block) }
      if plan.labels.contains(mark(word, source.number)) {
        words[block, default: ([], [])].label.append(Int32(index))
      } else {
        words[block, default: ([], [])].own.append(Int32(index))
      }
    }
    for (index, target) in strays(source.words, source.number, furniture) {
      guard let block = block(source.words[Int(target)], source.number),
        let at = words[block]?.own.firstIndex(of: target)
      else { continue }
      words[block]?.own.insert(index, at: at)
      taken.insert(index)
    }
    for block in order {
      if let found = words[block] { extend(block, found, source, &ledger) }
    }
    return taken
  }

  /// Goes on with the text of a block.
  private mutating func extend(
    _ block: Int,
    _ found: BlockWords,
    _ source: Source,
    _ ledger: inout CharacterLedger
  ) {
    // Taken out, so that its text is not copied for being longer.
    var piece = pieces.removeValue(forKey: block) ?? Piece()
    let kind = plan.blocks[block].kind
    var known: Piece?
    // The head and foot of a table that goes on are drawn again on each page.
    if case .cell = kind, !piece.text.isEmpty, piece.places.last?.page != source.number {
      known = piece
      piece = Piece()
    }
    for segment in segments(found.own, source.words) { piece.add(segment, of: kind, source) }
    if let known {
      if piece.text.bytes == known.text.bytes {
        ledger.drop(.alternative, piece.text.characters + piece.text.hyphens)
        piece = known
      } else {
        piece = known.followed(by: piece, source.vocabulary)
      }
    }
    for segment in segments(found.label, source.words) {
      for line in source.lines(segment) {
        piece.label.join(source.text.run(line.words, in: line.style), source.vocabulary)
        piece.labelPlaces.append(source.place(line.box))
      }
    }
    pieces[block] = piece
  }

  /// Words outside of the tree that stand right before one of its own on the same line, such as the
  /// number that a browser counts before a heading; each with the word that it goes with.
  private func strays(_ words: [Word], _ page: Int, _ furniture: Set<Int32>)
    -> [(index: Int32, target: Int32)]
  {
    let outside = words.indices.filter {
      let word = words[$0]
      return word.characters > 0 && !word.traits.contains(.artifact)
        && !word.traits.contains(.clipped) && !furniture.contains(Int32($0))
        && block(word, page) == nil
    }
    guard !outside.isEmpty, outside.count <= 400 else { return [] }
    var result: [(index: Int32, target: Int32)] = []
    var targets: [Int: Int32] = [:]
    // From the right, so that each of several words finds the one after it placed already.
    for index in outside.sorted(by: { (words[$1].box.left, $0) < (words[$0].box.left, $1) }) {
      let word = words[index]
      var nearest: (gap: Float, target: Int32)?
      for (other, next) in words.enumerated() where other != index {
        let gap = next.box.left - word.box.right
        guard abs(next.baseline - word.baseline) < 0.1 * word.size, gap > -0.2 * word.size,
          gap < min(2.5 * word.size, nearest?.gap ?? .infinity), next.characters > 0
        else { continue }
        if block(next, page) != nil {
          nearest = (gap, Int32(other))
        } else if let target = targets[other] {
          nearest = (gap, target)
        }
      }
      guard let nearest else { continue }
      targets[index] = nearest.target
      result.append((Int32(index), nearest.target))
    }
    return result
  }

  /// Cuts words, in the order in which they are drawn, where they go back up: there begins another
  /// column.
  private func segments(_ indices: [Int32], _ words: [Word]) -> [[Int32]] {
    var segments: [[Int32]] = []
    var lowest = -Float.infinity
    for index in indices {
      let word = words[Int(index)]
      if segments.isEmpty || word.baseline < lowest - 2.5 * word.size {
        segments.append([])
        lowest = -Float.infinity
      }
      lowest = max(lowest, word.baseline)
      segments[segments.count - 1].append(index)
    }
    return segments
  }

  // MARK: What figures show

  /// The words that the file has for figures in which nothing is written, by their pages.
  func alternatives() -> [(page: Int, words: String)] {
    plan.blocks.enumerated().compactMap { index, planned in
      guard planned.kind == .figure, planned.page > 0, pieces[index] == nil else { return nil }
      return alternative(of: planned).map { (Int(planned.page), $0) }
    }
  }

  /// How many characters such words bring to the blocks, which stand in no text layer.
  var addedCharacters: Int {
    plan.blocks.enumerated().reduce(0) { sum, entry in
      guard entry.element.kind == .figure, pieces[entry.offset] != nil,
        let words = alternative(of: entry.element)
      else { return sum }
      return sum + CharacterLedger.count(words)
    }
  }

  private func alternative(of planned: StructurePlan.Block) -> String? {
    guard let words = planned.alternative?.split(whereSeparator: \.isWhitespace), !words.isEmpty
    else { return nil }
    return words.joined(separator: " ")
  }

  // MARK: Blocks

  /// The blocks of the whole document, in the order of the tree.
  func blocks(styles: StyleTable) -> [Block] {
    var blocks: [Block] = []
    var madeTables: Set<Int> = []
    for (index, planned) in plan.blocks.enumerated() {
      if case .cell(let table) = planned.kind {
        if madeTables.insert(table).inserted, let block = self.table(table, styles) {
          blocks.append(block)
        }
        continue
      }
      guard let piece = pieces[index], let place = piece.places.first ?? piece.labelPlaces.first
      else { continue }
      var block = block(piece, place, styles)
      block.tag = planned.kind
      label(&block, piece)
      if planned.kind == .figure, let words = alternative(of: planned) {
        // What it shows, and then what is written in it.
        let own = block.text
        block.text = TextRun()
        block.text.bytes = Array(words.utf8)
        block.text.join(own, Vocabulary())
      }
      guard !block.text.isEmpty || block.text.hyphens > 0 else { continue }
      if let last = blocks.last, isOneEntry(last, block) {
        blocks[blocks.count - 1].text.join(block.text, Vocabulary())
        blocks[blocks.count - 1].characters += block.characters
        blocks[blocks.count - 1].isContents = true
        blocks[blocks.count - 1].places[0].box = last.places[0].box.union(block.places[0].box)
      } else {
        blocks.append(block)
      }
    }
    return blocks
  }

  /// Whether a row of dots, or what stands behind one, goes with the entry before it on the line.
  private func isOneEntry(_ entry: Block, _ block: Block) -> Bool {
    guard entry.kind == .text, entry.tag == .paragraph, block.tag == .paragraph,
      let (a, b) = entry.places.last.flatMap({ last in block.places.first.map { (last, $0) } }),
      a.page == b.page, a.box.midY > b.box.top, a.box.midY < b.box.bottom
    else { return false }
    return Leaders.isOnlyDots(block.text.bytes)
      || Leaders.dots(before: entry.text.bytes.count - 1, entry.text.bytes) >= 4
  }

  private func block(_ piece: Piece, _ place: Place, _ styles: StyleTable) -> Block {
    var block = Block(page: place.page, places: piece.places)
    block.text = piece.text
    block.style =
      piece.styles.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    block.size = styles.size(block.style)
    block.characters = piece.characters
    block.boldCharacters = piece.boldCharacters
    block.lineCount = piece.lineCount
    block.marker = ListMarker.read(block.text.bytes)
    return block
  }

  /// Puts a counted label in front of its item; a sign is no text.
  private func label(_ block: inout Block, _ piece: Piece) {
    guard !piece.label.isEmpty else {
      block.text.hyphens += piece.label.hyphens
      return
    }
    guard !piece.text.isEmpty else {
      block.text = piece.label
      block.text.hyphens += piece.text.hyphens
      return
    }
    var text = piece.label
    // What stands out in a label is not worth telling.
    (text.emphasis, text.links) = ([], [])
    text.bytes.append(0x20)
    let start = text.bytes.count
    text.append(piece.text)
    block.text = text
    let isCounted = piece.label.bytes.contains {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
    let isCircle = piece.label.bytes == [0x6F]
    block.marker = ListMarker(
      kind: isCounted && !isCircle ? .number : .bullet,
      label: piece.label.string,
      textStart: start,
      value: 0
    )
  }

  private func table(_ number: Int, _ styles: StyleTable) -> Block? {
    let planned = plan.tables[number]
    // For each row the columns that are taken.
    var taken: [Int: Set<Int>] = [:]
    var cells: [TableGrid.Cell] = []
    var places: [Place] = []
    var columns = 0
    var rows = 0
    for cell in planned {
      var column = 0
      if let own = taken[cell.row] { while own.contains(column) { column += 1 } }
      for row in cell.row..<cell.row + min(cell.rowSpan, 200) {
        taken[row, default: []].formUnion(column..<column + min(cell.columnSpan, 200))
      }
      var made = TableGrid.Cell(
        row: cell.row,
        column: column,
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan
      )
      made.isHeader = cell.isHeader
      if let piece = pieces[cell.block] {
        made.text = piece.label
        made.text.join(piece.text, Vocabulary())
        made.boldCharacters = piece.boldCharacters
        for place in piece.places {
          if let last = places.last, last.page == place.page {
            places[places.count - 1].box = last.box.union(place.box)
          } else {
            places.append(place)
          }
        }
      }
      cells.append(made)
      columns = max(columns, column + cell.columnSpan)
      rows = max(rows, cell.row + cell.rowSpan)
    }
    guard let first = places.first, rows <= 100_000 else { return nil }
    var grid = TableGrid(
      cells: cells,
      rowCount: rows,
      columnCount: columns,
      columnEdges: [],
      isRuled: true
    )
    if !cells.contains(where: \.isHeader) { grid.markHeader() }
    var block = Block(kind: .table, page: first.page, places: places)
    block.table = grid
    block.tag = .cell(table: number)
    return block
  }
}
