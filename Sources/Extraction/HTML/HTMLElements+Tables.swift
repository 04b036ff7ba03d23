import Documents
import LibXML

extension HTMLElements {
  /// Begins a table of data; one that only lays out the page is read as its blocks.
  mutating func openTable(_ index: Int, _ does: inout HTMLOpenElement.Closing) {
    guard table == nil else {
      inline.addSpace()
      does.insert(.boundary)
      return
    }
    flush()
    guard HTMLTableShape(page, index).isData else {
      does.insert(.flush)
      return
    }
    table = HTMLTableText()
    does.insert(.table)
  }

  mutating func openRow(_ node: HTMLNode, _ index: Int, _ does: inout HTMLOpenElement.Closing) {
    guard table != nil else {
      boundary()
      does.insert(.boundary)
      return
    }
    // The rows of a table within a cell are the cell's text.
    guard !isWithinCell, blocks.last?.kind != .caption else {
      inline.addSpace()
      does.insert(.boundary)
      return
    }
    if node.tag == .tr {
      table?.openRow(&inline)
      does.insert(.row)
    } else {
      table?.openSection(isHead: node.tag == .thead)
    }
  }

  mutating func openCell(_ node: HTMLNode, _ index: Int, _ does: inout HTMLOpenElement.Closing) {
    guard table != nil else {
      // A bullet or a number in a cell of its own belongs to what stands beside it.
      if inline.scalars > 0, inline.scalars <= 4, blocks.last?.kind == .paragraph {
        inline.addSpace()
      } else {
        boundary()
      }
      return
    }
    guard !isWithinCell, blocks.last?.kind != .caption else {
      inline.addSpace()
      does.insert(.boundary)
      return
    }
    inline.addSpace()
    let columns = span(.colspan, index)
    let rows = span(.rowspan, index)
    table?.openCell(isHeader: node.tag == .th, columns: columns, rows: rows, inline)
    does.insert(.cell)
  }

  mutating func closeCell() { table?.closeCell(&inline) }

  private var isWithinCell: Bool {
    for element in open.reversed() {
      if element.does.contains(.cell) { return true }
      if element.does.contains(.table) { return false }
    }
    return false
  }

  private func span(_ name: HTMLAttributeName, _ index: Int) -> Int {
    guard let text = tree.attribute(name, of: index) else { return 1 }
    var number = 0
    for byte in text.utf8.drop(while: { $0 <= 0x20 }) {
      guard (0x30...0x39).contains(byte), number < 1_000 else { break }
      number = number * 10 + Int(byte - 0x30)
    }
    return min(max(number, 1), 1_000)
  }

  /// The caption of a table stands before it.
  mutating func openCaption(_ does: inout HTMLOpenElement.Closing) {
    guard table != nil, !isWithinCell, blocks.last?.kind != .caption else {
      boundary()
      does.insert(.boundary)
      return
    }
    table?.interrupted = inline
    inline = InlineText()
    blocks.append(HTMLBlock(.caption))
    does.insert(.caption)
  }

  mutating func closeCaption() {
    flush()
    blocks.removeLast()
    guard let before = table?.interrupted else { return }
    inline = before
    table?.interrupted = nil
  }

  mutating func closeTable() {
    guard let table else { return }
    self.table = nil
    let text = inline.take()
    guard !text.isEmpty else { return }
    var element = Element(.table, text.string)
    element.textAsHTML = table.html(text.bytes)
    element.links = text.links
    element.emphasis = text.emphasis
    element.sourceRange = text.source.map(offsets.range)
    if let role = roles.last { element.role = role }
    append(element)
    for image in images { append(image) }
    images = []
  }
}
