import Documents
import LibXML

/// The elements of a page, as its tree is walked from front to back.
struct HTMLElements {
  let page: HTMLPage
  let mainContentOnly: Bool
  let offsets: ScalarOffsets
  var document = ParsedDocument()
  var inline = InlineText()
  /// Pictures in the text that is being gathered.
  var images: [Element] = []
  var blocks: [HTMLBlock] = [HTMLBlock(.paragraph)]
  /// The elements that are open, and what is to be done at their ends.
  var open: [HTMLOpenElement] = []
  var listDepth = -1
  /// What the parts that are open say of their text.
  var roles: [String] = []
  var languages: [String] = []
  /// The kind that the text of the page's head or foot has.
  var regions: [ElementKind] = []
  var table: HTMLTableText?
  /// The readings of the ruby text that is open.
  var readings: [UInt8]?
  /// Whether the text that comes is a reading.
  var isReading = false

  var tree: HTMLTree { page.tree }

  static func read(
    _ page: HTMLPage,
    _ text: DecodedText,
    mainContentOnly: Bool
  ) -> ParsedDocument {
    var reader = HTMLElements(
      page: page,
      mainContentOnly: mainContentOnly,
      offsets: ScalarOffsets(text)
    )
    reader.walk()
    reader.document.ledger.found += page.characters + page.tree.machinery
    reader.document.ledger.drop(.machinery, page.tree.machinery)
    reader.document.countKept()
    return reader.document
  }

  private init(page: HTMLPage, mainContentOnly: Bool, offsets: ScalarOffsets) {
    self.page = page
    self.mainContentOnly = mainContentOnly
    self.offsets = offsets
  }

  private mutating func walk() {
    var index = 0
    let count = page.tree.nodes.count
    while index < count {
      closeElements(before: index)
      let node = page.tree.nodes[index]
      if node.tag == .text {
        read(text: node)
        index += 1
        continue
      }
      switch page.verdict(on: index, mainContentOnly: mainContentOnly) {
      case .leaveOut(let reason):
        if node.tag.isBlock { boundary() } else if node.tag != .rp { inline.addSpace() }
        document.ledger.drop(reason, page.characters(in: index))
        index = Int(node.end)
      case .readAs(let kind):
        flush()
        open.append(HTMLOpenElement(end: Int(node.end), [.boundary, .region]))
        regions.append(kind)
        index += 1
      case .read:
        index = enter(node, index)
      }
    }
    closeElements(before: .max)
    flush()
  }

  private mutating func closeElements(before index: Int) {
    while let last = open.last, last.end <= index {
      open.removeLast()
      leave(last)
    }
  }

  private mutating func read(text node: HTMLNode) {
    let range = Int(node.first)..<Int(node.last)
    if isReading {
      readings = (readings ?? []) + page.tree.bytes[range]
      return
    }
    // An empty line parts two paragraphs, whatever the elements say.
    if inline.breaks >= 2, table == nil, blocks.last?.kind == .paragraph,
      !page.tree.bytes[range].allSatisfy({ $0 <= 0x20 })
    {
      flush()
    }
    inline.append(page.tree.bytes, range)
    if range.contains(where: { page.tree.bytes[$0] > 0x20 }) {
      inline.add(source: Int(node.sourceStart)..<Int(node.sourceEnd))
    }
  }

  /// Ends the text so far where an element begins or ends a line.
  ///
  /// Within titles, items, captions and cells the text goes on.
  mutating func boundary() {
    if table != nil, blocks.last?.kind != .caption {
      inline.addSpace()
      return
    }
    switch blocks.last?.kind {
    case .title, .caption: inline.addSpace()
    case .item where blocks.last?.isClosed == false:
      if !inline.isEmpty, inline.breaks == 0 { inline.addBreak() }
    default: flush()
    }
  }

  /// Ends the text so far for good.
  mutating func flush() {
    guard table == nil || blocks.last?.kind == .caption else {
      inline.addSpace()
      return
    }
    if blocks.last?.kind == .item { blocks[blocks.count - 1].isClosed = true }
    let wasClosed = blocks.last?.hasElement == true
    emit(isContinuation: wasClosed)
    if blocks.last?.kind == .item { blocks[blocks.count - 1].hasElement = true }
  }
}
