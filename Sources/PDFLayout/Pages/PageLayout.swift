import Documents

/// Finds the blocks of a page in reading order.
struct PageLayout {
  let page: PageWords
  let styles: StyleTable
  let vocabulary: Vocabulary
  /// What the pages before have shown of the distances of lines; goes on to the next page.
  private(set) var leading: Leading
  /// Where they had headings beside their text; goes on likewise.
  private(set) var marginColumn: MarginColumn
  /// The writer of lines of each part.
  private let texts: [LineText]

  init(
    page: PageWords,
    styles: StyleTable,
    vocabulary: Vocabulary,
    leading: Leading,
    marginColumn: MarginColumn
  ) {
    self.page = page
    self.styles = styles
    self.vocabulary = vocabulary
    self.leading = leading
    self.marginColumn = marginColumn
    texts = page.parts.map { Self.text(of: $0, page, styles) }
  }

  /// Lays the page out; what the tree of a tagged file speaks of goes there and is in no block here.
  mutating func blocks(
    without furniture: Furniture.Found,
    tagged: inout TaggedPieces?,
    ledger: inout CharacterLedger
  ) -> [Block] {
    var blocks: [Block] = []
    for (number, part) in page.parts.enumerated() {
      var without = furniture.words(ofPart: number)
      if tagged != nil {
        let source = TaggedPieces.Source(
          page: page,
          part: part,
          text: texts[number],
          styles: styles,
          vocabulary: vocabulary
        )
        without.formUnion(tagged?.take(source, without: without, ledger: &ledger) ?? [])
        for (index, word) in part.words.enumerated()
        where word.traits.contains(.artifact) && !without.contains(Int32(index)) {
          ledger.drop(.artifact, Int(word.characters))
          without.insert(Int32(index))
        }
      }
      // What the tree does not speak of and nobody sees on the page is not read.
      for (index, word) in part.words.enumerated()
      where word.traits.contains(.clipped) && !without.contains(Int32(index)) {
        ledger.drop(.offPage, Int(word.characters))
        without.insert(Int32(index))
      }
      blocks += self.blocks(ofPart: number, without: without, isTagged: tagged != nil)
    }
    return blocks
  }

  /// The text of a running header or footer.
  func furniture(_ indices: [Int32], part number: Int) -> (text: TextRun, place: Place) {
    let (part, text) = (page.parts[number], texts[number])
    var run = TextRun()
    var box = part.words[Int(indices[0])].box
    for line in Line.build(indices, of: part.words, styles: styles) {
      run.join(text.run(line.words, in: line.style), vocabulary)
      box = box.union(line.box)
    }
    return (run, place(box, part.frame))
  }

  // MARK: One reading direction

  private mutating func blocks(
    ofPart number: Int,
    without furniture: Set<Int32>,
    isTagged: Bool
  ) -> [Block] {
    let (part, text, isMain) = (page.parts[number], texts[number], number == 0)
    var words = part.words
    var free = words.indices.map(Int32.init).filter { !furniture.contains($0) }
    // Tables and pictures go through the layout as one large word each.
    var objects: [Int32: Block] = [:]
    func add(_ block: Block, _ box: Box) {
      let index = Int32(words.count)
      words.append(Self.word(inPlaceOf: box))
      objects[index] = block
      free.append(index)
    }
    let lines = RuleLines(page.content.rules, frame: part.frame)
    // The tables of a tagged file are in its tree.
    if !isTagged, isMain || !page.content.rules.isEmpty {
      let finder = RuledTables(words: words, text: text, styles: styles, vocabulary: vocabulary)
      for found in finder.find(RuledGrid.find(lines), among: free) {
        let taken = Set(found.words)
        free.removeAll { taken.contains($0) }
        var block = block(.table, found.box, part.frame)
        block.table = found.table
        add(block, found.box)
      }
    }
    if isMain {
      for (picture, box) in pictures(part, words, free) {
        var block = block(.picture, box, part.frame)
        block.picture = picture
        add(block, box)
      }
    }
    guard words.count > part.words.count || !free.isEmpty else { return [] }
    var blocks: [Block] = []
    var marginColumn = isMain ? marginColumn : MarginColumn()
    let regions = RegionSplitter.split(
      free,
      of: words,
      store: page.store,
      objects: Set(objects.keys),
      rules: lines.across,
      margin: &marginColumn
    )
    if isMain { self.marginColumn = marginColumn }
    for region in regions {
      var found =
        region.isMargin
        ? margin(region, words, objects, number, lines.across)
        : column(region, words, objects, number, lines.across)
      if !found.isEmpty {
        found[0].beginsColumn = true
        found[found.count - 1].endsColumn = true
      }
      blocks += found
    }
    if !isMain || part.frame.quadrant != 0 {
      for index in blocks.indices { blocks[index].isTurned = !isMain }
    }
    return blocks
  }

  private static func text(of part: PageWords.Part, _ page: PageWords, _ styles: StyleTable)
    -> LineText
  {
    var links: [Int32: String] = [:]
    for link in page.content.links {
      let box = part.frame.box(link.box)
      for (index, word) in part.words.enumerated()
      where word.box.midX > box.left && word.box.midX < box.right && word.box.midY > box.top
        && word.box.midY < box.bottom
      {
        links[Int32(index)] = link.target
      }
    }
    return LineText(
      words: part.words,
      store: page.store,
      styles: styles,
      links: links,
      isRightToLeft: part.frame.isMirrored
    )
  }

  /// A word in place of an object, a little narrower: what reaches over the edge of a column by a
  /// hair does not end the column.
  private static func word(inPlaceOf box: Box) -> Word {
    let inset = min(0.12 * box.width, 30)
    return Word(
      box: Box(
        left: box.left + inset,
        top: box.top,
        right: box.right - inset,
        bottom: box.bottom
      ),
      baseline: box.bottom,
      size: 10,
      style: 0,
      mark: -1,
      text: 0..<0,
      characters: 40,
      traits: []
    )
  }

  private func place(_ box: Box, _ frame: Frame) -> Place {
    Place(
      page: page.content.number,
      box: frame.pageBox(box),
      pageWidth: page.content.width,
      pageHeight: page.content.height
    )
  }

  private func block(_ kind: Block.Kind, _ box: Box, _ frame: Frame) -> Block {
    Block(kind: kind, page: page.content.number, places: [place(box, frame)])
  }

  /// The pictures that are more than ornament, once each, and not behind the text.
  private func pictures(_ part: PageWords.Part, _ words: [Word], _ free: [Int32])
    -> [(Picture, Box)]
  {
    let area = part.frame.width * part.frame.height
    var result: [(Picture, Box)] = []
    for picture in page.content.pictures {
      let box = part.frame.box(picture.box)
      guard box.width >= 16, box.height >= 16, box.width * box.height < 0.85 * area else {
        continue
      }
      guard box.right > 0, box.bottom > 0, box.left < part.frame.width,
        box.top < part.frame.height
      else { continue }
      let covered = free.contains {
        let word = words[Int($0)].box
        return word.midX > box.left && word.midX < box.right && word.midY > box.top
          && word.midY < box.bottom
      }
      guard !covered else { continue }
      let isKnown = result.contains {
        abs($0.1.left - box.left) < 2 && abs($0.1.top - box.top) < 2
          && abs($0.1.right - box.right) < 2 && abs($0.1.bottom - box.bottom) < 2
      }
      if !isKnown { result.append((picture, box)) }
    }
    return result
  }

  // MARK: One column

  /// What stands in a margin: lines that are bold and lines that are not are pieces of their own there,
  /// and so is a number on top.
  private mutating func margin(
    _ region: RegionSplitter.Region,
    _ words: [Word],
    _ objects: [Int32: Block],
    _ part: Int,
    _ rules: [RuleLines.Line]
  ) -> [Block] {
    let rows = Row.group(region.words, of: words)
    var blocks: [Block] = []
    var piece: RegionSplitter.Region?
    var wasBold: Bool?
    for (index, row) in rows.enumerated() {
      let bold = row.words.reduce(0) {
        $0 + (styles.isBold(words[Int($1)].style) ? Int(words[Int($1)].characters) : 0)
      }
      let all = row.words.reduce(0) { $0 + Int(words[Int($1)].characters) }
      let isBold = bold * 2 > all
      if let open = piece, isBold != wasBold || index == 1 && rows[0].words.count == 1 {
        blocks += column(open, words, objects, part, rules)
        piece = nil
      }
      wasBold = isBold
      if piece == nil { piece = .init(words: [], column: region.column, isMargin: true) }
      piece?.words += row.words
    }
    if let open = piece { blocks += column(open, words, objects, part, rules) }
    return SectionNumbers.joinInMargin(blocks, vocabulary)
  }

  private mutating func column(
    _ region: RegionSplitter.Region,
    _ words: [Word],
    _ objects: [Int32: Block],
    _ part: Int,
    _ rules: [RuleLines.Line]
  ) -> [Block] {
    let builder = ParagraphBuilder(
      words: words,
      text: texts[part],
      styles: styles,
      vocabulary: vocabulary,
      earlier: leading
    )
    let frame = page.parts[part].frame
    // Each stretch of lines between two objects is laid out for itself.
    var pieces: [(top: Float, block: Block)] = []
    let own = region.words.filter { objects[$0] == nil }
    let inside = region.words.compactMap { index in
      objects[index].map { (box: words[Int(index)].box, block: $0) }
    }.sorted { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
    for object in inside { pieces.append((object.box.top, object.block)) }
    let lines = Line.build(own, of: words, styles: styles)
    leading.learn(lines)
    let width = lineWidth(lines, region.column)
    var stretch: [Line] = []
    var next = 0
    func flush() {
      pieces += paragraphs(stretch, builder, width, frame, rules)
      stretch = []
    }
    for line in lines {
      while next < inside.count, inside[next].box.midY < line.box.midY {
        flush()
        next += 1
      }
      stretch.append(line)
    }
    flush()
    return pieces.enumerated().sorted {
      ($0.element.top, $0.offset) < ($1.element.top, $1.offset)
    }.map(\.element.block)
  }

  /// How far the lines of a column reach: of several lines the longest tell.
  private func lineWidth(_ lines: [Line], _ column: ClosedRange<Float>) -> ClosedRange<Float> {
    guard lines.count >= 8 else { return column }
    let left = lines.reduce(Float.infinity) { min($0, $1.box.left) }
    let right = lines.reduce(-Float.infinity) { max($0, $1.box.right) }
    // A column of short lines only may be wider than any of them.
    guard right - left > 0.6 * column.width else { return column }
    return max(left, column.lowerBound - 2)...max(right, left)
  }

  private func paragraphs(
    _ lines: [Line],
    _ builder: ParagraphBuilder,
    _ column: ClosedRange<Float>,
    _ frame: Frame,
    _ rules: [RuleLines.Line]
  ) -> [(top: Float, block: Block)] {
    guard !lines.isEmpty else { return [] }
    var finder = AlignedTables(
      words: builder.words,
      text: builder.text,
      styles: styles,
      vocabulary: vocabulary,
      leading: leading,
      column: column,
      rules: rules
    )
    let tables = finder.find(lines)
    var result: [(top: Float, block: Block)] = []
    var start = 0
    func build(_ lines: [Line], _ column: ClosedRange<Float>, below top: Float? = nil) {
      for (built, box) in builder.build(lines, column: column) {
        var made = built
        made.page = page.content.number
        made.places = [place(box, frame)]
        result.append((top ?? box.top, made))
      }
    }
    let pairs = SideBySide(words: builder.words, store: page.store, styles: styles)
    func text(_ range: Range<Int>) {
      let own = Array(lines[range])
      var start = 0
      for found in pairs.find(own) {
        build(Array(own[start..<found.lines.lowerBound]), column)
        for (side, column) in [
          (found.left, min(column.lowerBound, found.gap.lowerBound)...found.gap.lowerBound),
          (found.right, found.gap.upperBound...max(column.upperBound, found.gap.upperBound)),
        ] {
          let lines = Line.build(side, of: builder.words, styles: styles)
          build(lines, column, below: own[found.lines.lowerBound].box.top)
        }
        start = found.lines.upperBound
      }
      build(Array(own[start...]), column)
    }
    for found in tables {
      text(start..<found.lines.lowerBound)
      var made = block(.table, found.box, frame)
      made.table = found.table
      result.append((found.box.top, made))
      start = found.lines.upperBound
    }
    text(start..<lines.count)
    return result
  }
}
