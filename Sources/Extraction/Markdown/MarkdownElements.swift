import CommonMark
import Documents

/// The elements of a Markdown document, as its blocks come by.
struct MarkdownElements {
  private(set) var elements: [Element] = []
  private let places: MarkdownPlaces
  private var containers: [Container] = []
  /// The lists that are open, each with the label of its next item where it is ordered.
  private var lists: [(number: Int, delimiter: String)?] = []
  private var items: [MarkdownItem] = []
  /// The label of a footnote whose text is still to come.
  private var footnoteLabel: String?
  private var hasFootnotes = false
  /// The first block after those whose raw HTML was read together.
  private var htmlEnd = 0
  /// What the parser found beside its markup; what the elements have of it is counted later.
  private var ledger = CharacterLedger()

  private enum Container {
    case quote, list, item, footnote
  }

  static func read(_ text: DecodedText) throws(CommonMarkError) -> ParsedDocument {
    let lines = SourceLines(text)
    let frontMatter = FrontMatter(text, lines)
    let start = frontMatter?.end ?? 0
    let blocks = try Markdown.blocks(of: text.bytes.span.extracting(start...))
    var reader = MarkdownElements(
      places: MarkdownPlaces(lines, skipping: start > 0 ? lines.line(at: start) - 1 : 0)
    )
    if let frontMatter {
      reader.elements.append(frontMatter.element)
      reader.ledger.found += CharacterLedger.count(frontMatter.element.text)
    }
    for index in blocks.indices where index >= reader.htmlEnd {
      if reader.readHTML(blocks, index) || reader.readFormula(blocks, index) { continue }
      reader.read(blocks, index)
      reader.count(blocks[index])
    }
    var document = ParsedDocument()
    document.ledger = reader.ledger
    document.elements = reader.finished()
    return document
  }

  private init(places: MarkdownPlaces) { self.places = places }

  private mutating func read(_ blocks: [MarkdownBlock], _ index: Int) {
    let block = blocks[index]
    switch block.kind {
    case .quoteStart:
      flushItem()
      containers.append(.quote)
    case .listStart(let order):
      flushItem()
      containers.append(.list)
      lists.append(order.map { ($0.start, $0.delimiter) })
    case .itemStart(let checked):
      containers.append(.item)
      items.append(MarkdownItem(depth: lists.count - 1, checked: checked, label: nextLabel()))
    case .footnoteStart(let label):
      containers.append(.footnote)
      footnoteLabel = label
      hasFootnotes = true
    case .itemEnd:
      flushItem()
      items.removeLast()
      containers.removeLast()
    case .listEnd:
      containers.removeLast()
      lists.removeLast()
    case .quoteEnd, .footnoteEnd: containers.removeLast()
    case .thematicBreak: flushItem()
    case .paragraph:
      let source = places.range(of: blocks, index)
      if containers.last == .item, let last = items.indices.last, !items[last].isClosed {
        items[last].add(block.content, source)
      } else {
        addParagraph(block.content, source)
      }
    case .heading, .code, .html, .table:
      flushItem()
      if var element = Self.leaf(block, places.range(of: blocks, index)) {
        element.label = takeLabel()
        elements.append(element)
      }
    }
  }

  /// Counts an item of the innermost list.
  private mutating func nextLabel() -> String? {
    guard let last = lists.indices.last, let (number, delimiter) = lists[last] else { return nil }
    lists[last] = (number + 1, delimiter)
    return "\(number)\(delimiter)"
  }

  /// The label of an item that begins with what is an element by itself.
  private mutating func takeLabel() -> String? {
    guard containers.last == .item, let last = items.indices.last else { return nil }
    return items[last].takeLabel()
  }

  /// Counts the characters of a block, and of raw HTML those that are its tags.
  private mutating func count(_ block: MarkdownBlock) {
    switch block.kind {
    case .html:
      let found = CharacterLedger.count(block.content.text)
      ledger.found += found
      ledger.drop(.markup, found - CharacterLedger.count(TagRemoval.text(of: block.content.text)))
    case .table(let table):
      for row in table.rows {
        for cell in row.cells { ledger.found += CharacterLedger.count(cell.text) }
      }
    default: ledger.found += CharacterLedger.count(block.content.text)
    }
  }

  /// Emits the innermost item's own text; what else follows in the item stands for itself.
  private mutating func flushItem() {
    guard let last = items.indices.last, !items[last].isClosed else { return }
    if let element = items[last].close() { elements.append(element) }
  }

  private mutating func addParagraph(_ content: MarkdownText, _ source: Range<Int>) {
    let images = content.soleImages
    var element: Element
    var inlines = MarkdownInlines()
    if images.isEmpty {
      guard !content.text.isEmpty else { return }
      let prefix = footnoteLabel.map { "[^\($0)]: " } ?? ""
      let kind: ElementKind =
        ProseRule.isProse(content.text) ? .narrativeText : .uncategorizedText
      element = Element(kind, prefix + content.text, sourceRange: source)
      ledger.added += CharacterLedger.count(prefix)
      inlines.add(content, at: prefix.unicodeScalars.count)
      footnoteLabel = nil
    } else {
      element = Element(.image, content.text, sourceRange: source)
      inlines.add(content)
      inlines.addImages(images, content)
    }
    inlines.apply(to: &element)
    element.label = takeLabel()
    if containers.contains(.footnote) { element.role = "footnote" }
    elements.append(element)
  }

  /// Reads raw HTML that has structure or pictures as the page that it is a part of.
  private mutating func readHTML(_ blocks: [MarkdownBlock], _ index: Int) -> Bool {
    guard let (source, end) = MarkdownHTML.structured(blocks, index),
      let page = try? extractHTML(
        DecodedText(source),
        options: MarkdownHTML.options
      )
    else { return false }
    flushItem()
    let range = places.range(of: blocks, index)
    let last = places.range(of: blocks, end - 1)
    for element in page.elements {
      var element = element
      element.sourceRange = range.lowerBound..<max(range.upperBound, last.upperBound)
      element.label = element.label ?? takeLabel()
      elements.append(element)
    }
    let found = CharacterLedger.count(source)
    let kept = page.elements.reduce(0) { $0 + CharacterLedger.count($1.text) }
    ledger.found += max(found, kept)
    ledger.drop(.markup, found - kept)
    htmlEnd = end
    return true
  }

  /// Reads a paragraph between two pairs of dollar signs as its author typed it.
  private mutating func readFormula(_ blocks: [MarkdownBlock], _ index: Int) -> Bool {
    let block = blocks[index]
    guard block.kind == .paragraph, block.content.text.utf8.starts(with: "$$".utf8) else {
      return false
    }
    let text = places.text(of: blocks, index)
    guard let formula = MarkdownFormula.content(of: text) else { return false }
    flushItem()
    var element = Element(.formula, formula, sourceRange: places.range(of: blocks, index))
    element.label = takeLabel()
    elements.append(element)
    let found = CharacterLedger.count(text)
    ledger.found += found
    ledger.drop(.markup, found - CharacterLedger.count(formula))
    return true
  }

  private static func leaf(_ block: MarkdownBlock, _ source: Range<Int>) -> Element? {
    var element: Element
    var inlines = MarkdownInlines()
    switch block.kind {
    case .heading(let level):
      element = Element(.title, block.content.text, depth: level - 1, sourceRange: source)
      inlines.add(block.content)
    case .code(let info):
      let text = block.content.text
      element = Element(
        .codeSnippet,
        text.hasSuffix("\n") ? String(text.dropLast()) : text,
        sourceRange: source
      )
      element.codeLanguage = info.split(whereSeparator: { $0 == " " || $0 == "\t" }).first.map(
        String.init
      )
    case .table(let table):
      let markup = TableMarkup(table)
      element = Element(.table, markup.text, sourceRange: source)
      element.textAsHTML = markup.html
      inlines = markup.inlines
    default:
      let html = block.content.text
      let level = TagRemoval.headingLevel(of: html)
      element = Element(
        level == nil ? .uncategorizedText : .title,
        TagRemoval.text(of: html),
        depth: level.map { $0 - 1 },
        sourceRange: source
      )
    }
    inlines.apply(to: &element)
    return element.text.isEmpty ? nil : element
  }

  private consuming func finished() -> [Element] {
    guard hasFootnotes else { return elements }
    // The parser gives footnotes last; they go back to where they are written.
    let places = elements.enumerated().map { ($1.sourceRange?.lowerBound ?? 0, $0) }
    return places.sorted(by: <).map { elements[$0.1] }
  }
}
