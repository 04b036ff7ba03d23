/// A table of HTML as rows and cells.
struct TableMarkup {
  struct Row {
    var node: Int
    var isHeader: Bool
    /// Whether it stands in the table's head or has heads alone; a head before other cells is that of its row.
    var isHead: Bool
    var cells: [Cell]
    /// What the cells say, one after the other.
    var text: String
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
    guard html.contains("<") else { return nil }
    tree = MarkupTree(html)
    if asUnstructured, !Self.isLone(tree) { return nil }
    guard let table = tree.first("table") else { return nil }
    node = table
    style = asUnstructured ? .compact : .source
    for child in tree.nodes[table].children {
      switch tree.nodes[child].name {
      case "tr": rows.append(row(child, inHead: false))
      case "thead", "tbody", "tfoot":
        let isHead = tree.nodes[child].name == "thead"
        for inner in tree.nodes[child].children where tree.nodes[inner].name == "tr" {
          rows.append(row(inner, inHead: isHead))
        }
      default: continue
      }
    }
  }

  private static func isLone(_ tree: MarkupTree) -> Bool {
    let root = tree.nodes[0]
    guard root.children.count == 1, let only = root.children.first else { return false }
    return (root.text ?? "").folded.isEmpty && (tree.nodes[only].tail ?? "").folded.isEmpty
  }

  private func row(_ node: Int, inHead: Bool) -> Row {
    let cells = tree.nodes[node].children.map {
      Cell(node: $0, text: tree.text(of: $0, style).folded)
    }
    let hasHead = tree.nodes[node].children.contains { tree.nodes[$0].name == "th" }
    return Row(
      node: node,
      isHeader: inHead || hasHead,
      isHead: inHead
        || hasHead && tree.nodes[node].children.allSatisfy { tree.nodes[$0].name == "th" },
      cells: cells,
      text: cells.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
    )
  }

  /// How many rows from the first on are heads.
  var headerCount: Int { rows.prefix { $0.isHeader }.count }

  /// How many rows from the first on are heads and nothing else.
  var headCount: Int { rows.prefix { $0.isHead }.count }

  // MARK: As HTML

  /// The whole table without what is there for looks only, all cells alike.
  var compact: String { tree.markup(of: node, .compact, renaming: Self.plain) }

  func compact(_ row: Row) -> String { tree.markup(of: row.node, .compact, renaming: Self.plain) }

  func compact(_ cell: Cell) -> String {
    cell.text.isEmpty ? "<td/>" : tree.markup(of: cell.node, .compact, renaming: Self.plain)
  }

  /// A cell as it stands in a piece of the table, where it may reach less far down.
  func cell(_ cell: Cell, width: Int, height: Int) -> String {
    let name = tree.nodes[cell.node].name == "th" ? "th" : "td"
    var html = "<\(name)"
    if width > 1 { html += " colspan=\"\(width)\"" }
    if height > 1 { html += " rowspan=\"\(height)\"" }
    let content = tree.content(of: cell.node)
    return html + (content.isEmpty ? "/>" : ">\(content)</\(name)>")
  }

  /// A part of a cell.
  func cell(_ cell: Cell, saying text: String) -> String {
    let name = tree.nodes[cell.node].name == "th" ? "th" : "td"
    return "<\(name)>\(MarkupTree.escaped(text))</\(name)>"
  }

  /// Over how many columns or rows a cell reaches.
  func span(_ name: String, of cell: Cell) -> Int {
    let value = tree.nodes[cell.node].attributes.first { $0.name == name }?.value
    return value.flatMap { Int($0) }.map { max(1, min($0, 1000)) } ?? 1
  }

  /// A head as it is repeated before later rows.
  func head(_ row: Row) -> String {
    tree.markup(of: row.node, .source) { $0 == "td" ? "th" : $0 }
  }

  private static func plain(_ name: String) -> String {
    switch name {
    case "thead", "tbody", "tfoot": ""
    case "th": "td"
    default: name
    }
  }
}
