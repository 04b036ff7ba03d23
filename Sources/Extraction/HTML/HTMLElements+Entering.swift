import Documents
import LibXML

extension HTMLElements {
  /// Begins an element; gives the index of the node to read next.
  mutating func enter(_ node: HTMLNode, _ index: Int) -> Int {
    var does: HTMLOpenElement.Closing = []
    if node.first < node.last, let language = page.tree.attribute(.lang, of: index),
      !language.isEmpty
    {
      if node.tag.isBlock { boundary() }
      languages.append(language)
      does.insert(.language)
    }
    if let next = readWhole(node, index) {
      if does.contains(.language) { languages.removeLast() }
      return next
    }
    if !openBlock(node, index, &does), !openMark(node, index, &does) {
      openOther(node, index, &does)
    }
    if !does.isEmpty { open.append(HTMLOpenElement(end: Int(node.end), does)) }
    return index + 1
  }

  /// Reads an element with all that is in it, where its parts are no elements of the page.
  private mutating func readWhole(_ node: HTMLNode, _ index: Int) -> Int? {
    switch node.tag {
    case .pre where table == nil: readPreformatted(index)
    case .math, .script: readFormula(index)
    case .svg: readDrawing(index)
    case .select: readChoice(index)
    case .iframe: readFrame(index)
    default: nil
    }
  }

  /// Begins what its tag makes a block of some kind; false for all else.
  private mutating func openBlock(
    _ node: HTMLNode,
    _ index: Int,
    _ does: inout HTMLOpenElement.Closing
  ) -> Bool {
    switch node.tag {
    case .h1, .h2, .h3, .h4, .h5, .h6: openTitle(level: node.tag.headingLevel ?? 1, &does)
    case .ul, .ol, .menu, .dl:
      if table == nil { flush() } else { inline.addSpace() }
      lists.append(node.tag == .ol ? HTMLListOrder(tree, index) : nil)
      does.formUnion([.list, table == nil ? .flush : .boundary])
    case .li: openItem(depth: listDepth, label: nextLabel(index), &does)
    case .dt: openItem(depth: listDepth, label: nil, &does)
    case .dd: openItem(depth: listDepth + 1, label: nil, &does)
    case .figcaption: openBlock(HTMLBlock(.caption), &does)
    case .address: openBlock(HTMLBlock(.address), &does)
    case .blockquote:
      boundary()
      roles.append("quote")
      does.formUnion([.role, .boundary])
    case .table: openTable(index, &does)
    case .caption: openCaption(&does)
    case .tr, .thead, .tbody, .tfoot: openRow(node, index, &does)
    case .td, .th: openCell(node, index, &does)
    case .hr: if table == nil { flush() } else { inline.addSpace() }
    default: return false
    }
    return true
  }

  /// Begins what its tag makes a piece of a line; false for all else.
  private mutating func openMark(
    _ node: HTMLNode,
    _ index: Int,
    _ does: inout HTMLOpenElement.Closing
  ) -> Bool {
    switch node.tag {
    case .br: if table == nil { inline.addBreak() } else { inline.addSpace() }
    case .wbr: break
    case .img: readImage(index)
    case .input: readInput(index)
    case .a:
      if let url = link(index) {
        inline.open(.link(url: url))
        does.insert(.mark)
      }
      show(node, index, &does)
    case .button, .label, .textarea:
      inline.addSpace()
      does.insert(.gap)
    case .b, .i:
      inline.open(.emphasis(tag: node.tag == .b ? "b" : "i"))
      does.insert(.mark)
    case .ruby:
      if readings == nil { readings = [] }
      does.insert(.ruby)
    case .rt:
      if readings == nil { readings = [] }
      isReading = true
      does.insert(.reading)
    default: return false
    }
    return true
  }

  /// Begins an element that its attributes may make anything.
  private mutating func openOther(
    _ node: HTMLNode,
    _ index: Int,
    _ does: inout HTMLOpenElement.Closing
  ) {
    if let level = headingLevel(index) { return openTitle(level: level, &does) }
    if node.tag == .p, openWordParagraph(index, &does) { return }
    if node.tag.isBlock {
      boundary()
      does.insert(.boundary)
      if node.tag == .div, let role = mailRole(index) {
        roles.append(role)
        does.insert(.role)
      }
    }
    show(node, index, &does)
  }

  /// Ends an element.
  mutating func leave(_ element: HTMLOpenElement) {
    let does = element.does
    if does.contains(.mark) { inline.closeMark() }
    if does.contains(.reading) {
      isReading = false
      if !open.contains(where: { $0.does.contains(.ruby) }) { closeRuby() }
    }
    if does.contains(.ruby) { closeRuby() }
    if does.contains(.cell) { closeCell() }
    if does.contains(.row) { table?.closeRow(&inline) }
    if does.contains(.caption) { closeCaption() }
    if does.contains(.table) { closeTable() }
    if does.contains(.gap) { inline.addSpace() }
    if does.contains(.boundary) { boundary() }
    if does.contains(.flush) { flush() }
    if does.contains(.block) {
      flush()
      blocks.removeLast()
    }
    if does.contains(.list) { lists.removeLast() }
    if does.contains(.role) { roles.removeLast() }
    if does.contains(.region) {
      flush()
      regions.removeLast()
    }
    if does.contains(.surroundings) {
      flush()
      surroundings.removeLast()
    }
    if does.contains(.language) { languages.removeLast() }
  }

  mutating func openTitle(level: Int, _ does: inout HTMLOpenElement.Closing) {
    guard table == nil else {
      inline.addSpace()
      does.insert(.boundary)
      return
    }
    openBlock(HTMLBlock(.title, depth: level - 1), &does)
  }

  mutating func openItem(
    depth: Int,
    label: String?,
    _ does: inout HTMLOpenElement.Closing
  ) {
    guard table == nil else {
      inline.addSpace()
      does.insert(.boundary)
      // A cell has nothing else to show it with.
      if let label {
        inline.appendVerbatim(label)
        inline.addSpace()
        document.ledger.added += CharacterLedger.count(label)
      }
      return
    }
    var block = HTMLBlock(.item, depth: depth)
    block.label = label
    openBlock(block, &does)
  }

  /// Counts an item of the innermost list, if that is one that counts.
  private mutating func nextLabel(_ index: Int) -> String? {
    guard let last = lists.indices.last else { return nil }
    let tree = tree
    return lists[last]?.next(tree, index)
  }

  mutating func openBlock(_ block: HTMLBlock, _ does: inout HTMLOpenElement.Closing) {
    guard table == nil else {
      inline.addSpace()
      does.insert(.boundary)
      return
    }
    flush()
    blocks.append(block)
    does.insert(.block)
  }

  /// Anything may be a heading by its role.
  private func headingLevel(_ index: Int) -> Int? {
    guard tree.hasAttributes(index), tree.attribute(.role, of: index) == "heading" else {
      return nil
    }
    let level = tree.attribute(.ariaLevel, of: index).flatMap { Int($0) } ?? 2
    return min(max(level, 1), 6)
  }

  /// What the programs that write mail call quotes and signatures.
  private func mailRole(_ index: Int) -> String? {
    guard tree.hasAttributes(index),
      let names = tree.attribute(.class, of: index) ?? tree.attribute(.id, of: index)
    else {
      return nil
    }
    if names.contains("_quote") || names.contains("moz-cite") || names.contains("yahoo_quoted") {
      return "quote"
    }
    return names.contains("signature") ? "signature" : nil
  }

  private func link(_ index: Int) -> String? {
    guard let address = tree.attribute(.href, of: index) else { return nil }
    var inline = InlineText()
    inline.append(address)
    let url = inline.string
    let isCode = url.utf8.prefix(11).elementsEqual("javascript:".utf8) { $0 | 0x20 == $1 | 0x20 }
    return url.isEmpty || isCode || url == "#" ? nil : url
  }

  /// Puts the readings of a ruby text behind it, so that both can be searched for.
  private mutating func closeRuby() {
    guard let found = readings else { return }
    readings = nil
    var reading = InlineText()
    reading.append(found, 0..<found.count)
    guard !reading.isEmpty else { return }
    inline.appendVerbatim("(" + reading.string + ")")
    document.ledger.added += 2
  }
}
