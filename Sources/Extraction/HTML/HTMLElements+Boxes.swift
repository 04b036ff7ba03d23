import LibXML

extension HTMLElements {
  /// Parts an element from what stands beside it where a browser shows a gap or a line between them.
  ///
  /// Without style sheets that is told by what the element says itself, by its role, and by a twin
  /// that follows it at once.
  mutating func show(
    _ node: HTMLNode,
    _ index: Int,
    _ does: inout HTMLOpenElement.Closing
  ) {
    if tree.hasAttributes(index) {
      if let style = tree.value(.style, of: index) { show(styled: style, node, &does) }
      if tree.has(.role, index) { show(as: tree.attribute(.role, of: index) ?? "", node, &does) }
    }
    if !node.tag.isBlock, isFollowedByTwin(node, index) { does.insert(.gap) }
  }

  private mutating func show(
    styled style: Range<Int>,
    _ node: HTMLNode,
    _ does: inout HTMLOpenElement.Closing
  ) {
    guard let display = HTMLDisplay(tree.bytes.span.extracting(style)) else { return }
    if display == .box || display == .wordBox { boxes.append((Int(node.end), 0)) }
    switch display {
    case .line, .box: makeLine(node, &does)
    case .word, .wordBox: partWord(node, &does)
    }
  }

  private mutating func show(
    as role: String,
    _ node: HTMLNode,
    _ does: inout HTMLOpenElement.Closing
  ) {
    switch role {
    case "list":
      guard table == nil else { return }
      flush()
      lists.append(nil)
      does.formUnion([.list, .flush])
    case "listitem": openItem(depth: listDepth, label: nil, &does)
    case "row", "rowgroup", "table", "grid", "treegrid", "paragraph", "article", "tabpanel":
      makeLine(node, &does)
    case "cell", "gridcell", "columnheader", "rowheader", "button", "tab", "option", "menuitem",
      "treeitem", "link", "checkbox", "radio", "switch":
      partWord(node, &does)
    default: return
    }
  }

  private mutating func partWord(_ node: HTMLNode, _ does: inout HTMLOpenElement.Closing) {
    guard !node.tag.isBlock else { return }
    inline.addSpace()
    does.insert(.gap)
  }

  private mutating func makeLine(_ node: HTMLNode, _ does: inout HTMLOpenElement.Closing) {
    guard !node.tag.isBlock, !does.contains(.boundary) else { return }
    boundary()
    does.insert(.boundary)
  }

  /// Puts a space before each part of the boxes that are open.
  mutating func partBoxes(before index: Int, _ node: HTMLNode) {
    while let last = boxes.last, index >= last.end { boxes.removeLast() }
    guard let last = boxes.indices.last, index >= boxes[last].next else { return }
    inline.addSpace()
    boxes[last].next = Int(node.end)
  }

  /// Whether the next element is of the same sort and touches this one.
  ///
  /// Such are the cells and labels that a style sheet sets apart. Two halves of one word are hardly
  /// ever marked alike.
  private func isFollowedByTwin(_ node: HTMLNode, _ index: Int) -> Bool {
    let next = Int(node.end)
    guard node.tag == .inline || node.tag == .a, next < tree.nodes.count,
      tree.nodes[next].tag == node.tag, page.characters(in: index) > 1,
      page.characters(in: next) > 1
    else { return false }
    if node.tag == .a { return true }
    guard let own = tree.value(.class, of: index), let other = tree.value(.class, of: next) else {
      return false
    }
    return !own.isEmpty && tree.bytes[own] == tree.bytes[other]
  }
}
