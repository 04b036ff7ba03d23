import Documents
import LibXML

/// The elements of a page, as its tree is walked from front to back.
struct HTMLElements {
  let page: HTMLPage
  let boilerplate: ExtractionOptions.HTML.Boilerplate
  let offsets: ScalarOffsets
  var document = ParsedDocument()
  var inline = InlineText()
  /// Pictures in the text that is being gathered.
  var images: [Element] = []
  var blocks: [HTMLBlock] = [HTMLBlock(.paragraph)]
  /// The elements that are open, and what is to be done at their ends.
  var open: [HTMLOpenElement] = []
  /// The lists that are open, with how they count where they do.
  var lists: [HTMLListOrder?] = []
  /// What the parts that are open say of their text.
  var roles: [String] = []
  var languages: [String] = []
  /// The kind that the text of the page's head or foot has.
  var regions: [ElementKind] = []
  /// The parts around the main content that are open, each with its role.
  var surroundings: [BoilerplateRole] = []
  /// The elements that come behind the main content.
  var moved: [Element] = []
  var table: HTMLTableText?
  /// The boxes whose parts stand apart: where each ends, and where its next part begins.
  var boxes: [(end: Int, next: Int)] = []
  /// How many pages this one lies in.
  var depth = 0
  /// The readings of the ruby text that is open.
  var readings: [UInt8]?
  /// Whether the text that comes is a reading.
  var isReading = false

  var tree: HTMLTree { page.tree }
  /// The nesting of an item of the innermost list; outside of any it is an item of the first level.
  var listDepth: Int { max(lists.count - 1, 0) }

  static func read(
    _ page: HTMLPage,
    _ text: DecodedText,
    _ boilerplate: ExtractionOptions.HTML.Boilerplate,
    depth: Int = 0
  ) -> ParsedDocument {
    var reader = HTMLElements(
      page: page,
      boilerplate: boilerplate,
      offsets: ScalarOffsets(text)
    )
    reader.depth = depth
    reader.walk()
    reader.document.elements += reader.moved
    let tree = page.tree
    reader.document.ledger.found += page.characters + tree.machinery + tree.softHyphens
    reader.document.ledger.drop(.machinery, tree.machinery)
    reader.document.ledger.drop(.hyphen, tree.softHyphens)
    reader.document.countKept()
    return reader.document
  }

  private init(
    page: HTMLPage,
    boilerplate: ExtractionOptions.HTML.Boilerplate,
    offsets: ScalarOffsets
  ) {
    self.page = page
    self.boilerplate = boilerplate
    self.offsets = offsets
  }

  private mutating func walk() {
    var index = 0
    let count = page.tree.nodes.count
    while index < count {
      closeElements(before: index)
      let node = page.tree.nodes[index]
      if !boxes.isEmpty { partBoxes(before: index, node) }
      if node.tag == .text {
        read(text: node)
        index += 1
        continue
      }
      switch page.verdict(on: index, boilerplate, isAround: !surroundings.isEmpty) {
      case .leaveOut(let reason):
        if node.tag.isBlock { boundary() } else if node.tag != .rp { inline.addSpace() }
        document.ledger.drop(reason, page.characters(in: index))
        index = Int(node.end)
      case .readAs(let kind, let role):
        if table == nil, node.tag.isBlock || inline.isEmpty { surround(node, kind, role) }
        index = enter(node, index)
      case .read:
        index = enter(node, index)
      }
    }
    closeElements(before: .max)
    flush()
  }

  /// Begins a part that its place or its role makes something else than content.
  private mutating func surround(_ node: HTMLNode, _ kind: ElementKind?, _ role: BoilerplateRole?) {
    flush()
    var does: HTMLOpenElement.Closing = []
    if let kind {
      regions.append(kind)
      does.insert(.region)
    }
    if let role {
      surroundings.append(role)
      does.insert(.surroundings)
    }
    open.append(HTMLOpenElement(end: Int(node.end), does))
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
