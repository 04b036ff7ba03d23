package import Documents

/// Reads the pages of a document by their geometry, page after page, and gives its elements at the end.
package struct DocumentLayout {
  private var styles = StyleTable()
  private var vocabulary = Vocabulary()
  private var ledger = CharacterLedger()
  private var window: [PageWords] = []
  private var faces: [Typeface] = []
  private var blocks: [Block] = []
  private var furniture: [FurnitureLine] = []
  private let outline: [DocumentFacts.OutlineEntry]
  private let titles: OutlineTitles
  /// What is drawn but holds no text, by page; pages of that sort may want character recognition.
  package private(set) var pagesWithoutText: [Int] = []
  private var pageNames: [Int: String] = [:]
  private let strategies: [PageStrategy]

  /// How many pages are looked at together for what comes again on each.
  private static let windowSize = 32

  /// What the file's own tree says, where it has one that is worth following.
  private var tagged: TaggedPieces?
  private var isTreeJudged = false

  package init(
    outline: [DocumentFacts.OutlineEntry] = [],
    structure: [StructureNode] = [],
    strategies: [PageStrategy] = [.structure, .layout, .flow, .strings]
  ) {
    self.outline = outline
    titles = OutlineTitles(outline)
    self.strategies = strategies
    if !structure.isEmpty { tagged = TaggedPieces(StructurePlan(structure)) }
  }

  /// Takes the next page, and the fonts that it was the first to use.
  package mutating func add(_ page: PageContent, newFaces: [Typeface], name: String? = nil) {
    if let name { pageNames[page.number] = name }
    if !newFaces.isEmpty {
      faces += newFaces
      styles.take(faces: faces)
    }
    let strategy = PageStrategy.choose(page, among: strategies)
    if strategy == .flow || strategy == .strings {
      process(keeping: 0)
      window = []
      let reader = FlowReader(page: page, usesPlaces: strategy == .flow)
      blocks += reader.blocks(&styles, &ledger)
      lastDone = page.number
      return
    }
    let words = PageWords(
      page,
      styles: &styles,
      vocabulary: &vocabulary,
      ledger: &ledger,
      lineNumbers: &lineNumbers,
      isTagged: tagged != nil
    )
    if words.parts.allSatisfy({ $0.words.isEmpty }), page.isPicture {
      pagesWithoutText.append(page.number)
    }
    window.append(words)
    if window.count >= Self.windowSize + 4 { process(keeping: 4) }
  }

  /// Lays out the pages of the window but for the last few, which the next window needs beside its own.
  private mutating func process(keeping kept: Int) {
    judgeTree()
    vocabulary.judgeBreaks()
    let found = Furniture.find(window, styles: styles, titles: titles)
    let done = window.count - kept
    for index in 0..<done where window[index].content.number > lastDone {
      var layout = PageLayout(
        page: window[index],
        styles: styles,
        vocabulary: vocabulary,
        leading: leading,
        marginColumn: marginColumn
      )
      let lines = found[index].rows.map { row in
        let (text, place) = layout.furniture(row.words, part: row.part)
        return FurnitureLine(kind: row.kind, text: text, place: place, at: blocks.count)
      }
      let first = blocks.count
      blocks += layout.blocks(without: found[index], tagged: &tagged, ledger: &ledger)
      furniture += lines.filter { !$0.isBelow }
      furniture += lines.filter(\.isBelow).map { line in
        var line = line
        line.at = blocks.count
        return line
      }
      addNotes(of: window[index].content, from: first)
      leading = layout.leading
      marginColumn = layout.marginColumn
      lastDone = window[index].content.number
    }
    // Two pages stay in view for the rows that they share with the next.
    window.removeFirst(max(0, done - 2))
  }

  /// Puts what readers wrote on a page before the first of its blocks that is further down.
  private mutating func addNotes(of page: PageContent, from first: Int) {
    guard !page.notes.isEmpty else { return }
    var lines = Array(furniture.drop { $0.at < first })
    furniture.removeLast(lines.count)
    for note in page.notes {
      let text = TextRun(plain: note.text)
      guard !text.isEmpty else { continue }
      ledger.found += text.characters
      let below = blocks.indices.first {
        $0 >= first
          && blocks[$0].places.contains { place in
            place.box.top > note.box.midY && place.box.left < note.box.right + 1
          }
      }
      let place = Place(
        page: page.number,
        box: note.box,
        pageWidth: page.width,
        pageHeight: page.height
      )
      lines.append(
        FurnitureLine(kind: .comment, text: text, place: place, at: below ?? blocks.count)
      )
    }
    let order = lines.indices.sorted { (lines[$0].at, $0) < (lines[$1].at, $1) }
    furniture += order.map { lines[$0] }
  }

  /// Follows the tree only where it speaks of nearly all of the text.
  private mutating func judgeTree() {
    guard let tagged, !isTreeJudged else { return }
    isTreeJudged = true
    var (known, all) = (0, 0)
    for page in window {
      let coverage = tagged.coverage(page)
      known += coverage.tagged
      all += coverage.all
    }
    if known * 10 < all * 8 || all == 0 { self.tagged = nil }
  }

  private var lastDone = 0
  private var lineNumbers = LineNumbers()
  private var leading = Leading()
  private var marginColumn = MarginColumn()

  /// The elements of the whole document.
  package mutating func finish() -> ParsedDocument {
    process(keeping: 0)
    window = []
    var pictures: [(page: Int, words: String)] = []
    if let tagged {
      blocks = merged(tagged.blocks(styles: styles), blocks)
      pictures = tagged.alternatives()
      ledger.added += tagged.addedCharacters
    }
    tagged = nil
    SectionNumbers.join(&blocks, furniture: &furniture, vocabulary)
    OutlineHeadings(titles: titles.numbered, vocabulary: vocabulary)
      .join(&blocks, furniture: &furniture)
    // Assembly lets go of each block as soon as its element is made: none may be held here.
    var all: [Block] = []
    swap(&all, &blocks)
    var assembly = Assembly(
      &all,
      styles: styles,
      vocabulary: vocabulary,
      outline: outline,
      pageNames: pageNames
    )
    var document = assembly.elements(furniture)
    document.ledger = ledger
    for (reason, count) in assembly.drops { document.ledger.drop(reason, count) }
    document.describePictures(pictures)
    document.ledger.kept = document.elements.reduce(0) { $0 + CharacterLedger.count($1.text) }
    return document
  }
}

extension DocumentLayout {
  /// Puts what the tree does not speak of behind the blocks of the same page, and says anew before which
  /// block each line of furniture stands.
  private mutating func merged(_ tagged: [Block], _ rest: [Block]) -> [Block] {
    var merged: [Block] = []
    var next = 0
    for (index, block) in tagged.enumerated() {
      merged.append(block)
      // The tree may go back to a page; what is left of one follows its last block in a row.
      let following = index + 1 < tagged.count ? tagged[index + 1].page : .max
      guard following > block.page else { continue }
      while next < rest.count, rest[next].page < following {
        merged.append(rest[next])
        next += 1
      }
    }
    merged += rest[next...]
    // The first block that is on a page or on one after it, by the page.
    var first: [Int] = [0]
    for (index, block) in merged.enumerated() {
      while first.count <= block.page { first.append(index) }
    }
    for index in furniture.indices {
      let page = furniture[index].place.page + (furniture[index].isBelow ? 1 : 0)
      furniture[index].at = page < first.count ? first[page] : merged.count
    }
    // Equal ones keep their order: those of one page are in it already.
    let order = furniture.indices.sorted { (furniture[$0].at, $0) < (furniture[$1].at, $1) }
    furniture = order.map { furniture[$0] }
    return merged
  }
}

/// A running header, footer or page number.
struct FurnitureLine {
  var kind: Furniture.Kind
  var text: TextRun
  var place: Place
  /// Before which block it stands.
  var at: Int

  /// Whether it stands below the text of its page, and is read after it.
  var isBelow: Bool { place.box.midY > place.pageHeight / 2 }
}
