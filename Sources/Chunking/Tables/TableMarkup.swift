/// A table of HTML as rows and cells.
struct TableMarkup {
  struct Row {
    var node: Int
    var isHeader: Bool
    /// Whether it stands in the table's head or has heads alone; a head before other cells is that of its row.
    var isHead: Bool
    var cells: [Cell]

    /// What the cells say, one after the other.
    var text: String { TableMarkup.joined(cells) }
  }

  struct Cell {
    var node: Int
    /// Folded, and empty where it says nothing.
    var text: String
  }

  let tree: MarkupTree
  private let node: Int
  private let style: MarkupTree.Style
  private(set) var rows: [Row] = []

  /// Finds the first table; nil where there is none.
  ///
  /// As Unstructured reads it, it has to be one element with nothing beside it.
  init?(_ html: String, asUnstructured: Bool = false) {
    // Most texts without a table need no more than this look.
    guard html.utf8.contains(UInt8(ascii: "<")) else { return nil }
    tree = MarkupTree(html)
    if asUnstructured, !Self.isLone(tree) { return nil }
    guard let table = tree.first(.table) else { return nil }
    node = table
    style = asUnstructured ? .compact : .source
    for child in tree.children(of: table) {
      guard case .tag(let tag) = tree.nodes[child].name else { continue }
      switch tag {
      case .tr: rows.append(row(child, inHead: false))
      case .thead, .tbody, .tfoot:
        for inner in tree.children(of: child) where tree.nodes[inner].isTag(.tr) {
          rows.append(row(inner, inHead: tag == .thead))
        }
      default: continue
      }
    }
  }

  private static func isLone(_ tree: MarkupTree) -> Bool {
    func isBlank(_ range: Range<Int>) -> Bool {
      tree.texts.span.extracting(range).skippingWhitespace(from: 0) == range.count
    }
    guard let only = tree.nodes[0].firstChild, only == tree.nodes[0].lastChild else { return false }
    return isBlank(tree.nodes[0].text) && isBlank(tree.nodes[only].tail)
  }

  private func row(_ node: Int, inHead: Bool) -> Row {
    var cells: [Cell] = []
    var heads = 0
    for child in tree.children(of: node) {
      cells.append(Cell(node: child, text: text(of: child)))
      if tree.nodes[child].isTag(.th) { heads += 1 }
    }
    return Row(
      node: node,
      isHeader: inHead || heads > 0,
      isHead: inHead || heads > 0 && heads == cells.count,
      cells: cells
    )
  }

  private func text(of node: Int) -> String {
    let own = tree.nodes[node].text
    // Most cells are no more than a text.
    if tree.nodes[node].firstChild == nil, TextMeasure.isFolded(tree.texts.span.extracting(own)) {
      return String(decoding: tree.texts[own], as: UTF8.self)
    }
    var text: [UInt8] = []
    tree.addText(of: node, style, to: &text)
    return String(decoding: text, as: UTF8.self).folded
  }

  /// How many rows from the first on are heads.
  var headerCount: Int { rows.prefix { $0.isHeader }.count }

  /// How many rows from the first on are heads and nothing else.
  var headCount: Int { rows.prefix { $0.isHead }.count }

  // MARK: As HTML

  /// The whole table without what is there for looks only, all cells alike.
  var compact: String {
    String { tree.write(node, .compact, .plain, to: &$0) }
  }

  /// Adds a row in the same way.
  func addCompact(_ row: Row, to html: inout [UInt8]) {
    tree.write(row.node, .compact, .plain, to: &html)
  }

  func addCompact(_ cell: Cell, to html: inout [UInt8]) {
    if cell.text.isEmpty {
      html += "<td/>".utf8
    } else {
      tree.write(cell.node, .compact, .plain, to: &html)
    }
  }

  /// Adds a cell as it stands in a piece of the table, where it may reach less far down.
  func add(_ cell: Cell, width: Int, height: Int, to html: inout [UInt8]) {
    let isHead = tree.nodes[cell.node].isTag(.th)
    html += (isHead ? "<th" : "<td").utf8
    if width > 1 { html += " colspan=\"\(width)\"".utf8 }
    if height > 1 { html += " rowspan=\"\(height)\"".utf8 }
    html.append(UInt8(ascii: ">"))
    let begin = html.count
    tree.writeContent(of: cell.node, .compact, to: &html)
    if html.count > begin {
      html += (isHead ? "</th>" : "</td>").utf8
    } else {
      html[begin - 1] = UInt8(ascii: "/")
      html.append(UInt8(ascii: ">"))
    }
  }

  /// Adds a part of a cell.
  func add(_ cell: Cell, saying text: String, to html: inout [UInt8]) {
    let isHead = tree.nodes[cell.node].isTag(.th)
    html += (isHead ? "<th>" : "<td>").utf8
    html.append(escaping: Array(text.utf8)[...])
    html += (isHead ? "</th>" : "</td>").utf8
  }

  /// Over how many columns or rows a cell reaches.
  func span(_ name: String, of cell: Cell) -> Int {
    let value = tree.nodes[cell.node].attributes.first { $0.name == name }?.value
    return value.flatMap { Int($0) }.map { max(1, min($0, 1000)) } ?? 1
  }

  /// Adds a head as it is repeated before later rows.
  func addHead(_ row: Row, to html: inout [UInt8]) {
    tree.write(row.node, .source, .heads, to: &html)
  }

  /// What cells say, one after the other.
  static func joined(_ cells: some Sequence<Cell>) -> String {
    var text = ""
    for cell in cells where !cell.text.isEmpty {
      if !text.isEmpty { text += " " }
      text += cell.text
    }
    return text
  }
}

extension String {
  /// A text that is put together as UTF-8.
  init(_ write: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    write(&bytes)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
