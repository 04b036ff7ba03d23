/// The elements of a piece of HTML, such as the one table that an element holds.
///
/// Whatever stands there gives a tree: tags that do not match are closed or passed over.
struct MarkupTree {
  struct Attribute {
    var name: String
    var value: String
  }

  /// An element, with the text before its first child, and the text after its end.
  struct Node {
    var name: String
    var attributes: [Attribute] = []
    /// Nil where there is nothing at all, not even white space.
    var text: String?
    var tail: String?
    var children: [Int] = []
    var parent: Int
  }

  /// The first node is none of the source's: its children are the outermost elements.
  private(set) var nodes = [Node(name: "", parent: 0)]
  private var open = 0
  private var depth = 0
  /// Elements deeper than this are passed over; their text is their parent's.
  private static let deepest = 100

  init(_ source: String) {
    var reader = MarkupReader(source)
    while let token = reader.next() {
      switch token {
      case .text(let text): add(text)
      case .start(let name, let attributes, let isClosed): start(name, attributes, isClosed)
      case .end(let name): end(name)
      }
    }
  }

  /// The first element of a name, in the order of the source.
  func first(_ name: String) -> Int? {
    nodes.indices.dropFirst().first { nodes[$0].name == name }
  }

  private mutating func add(_ text: String) {
    if let last = nodes[open].children.last {
      nodes[last].tail = (nodes[last].tail ?? "") + text
    } else {
      nodes[open].text = (nodes[open].text ?? "") + text
    }
  }

  private mutating func start(_ name: String, _ attributes: [Attribute], _ isClosed: Bool) {
    closeImplied(before: name)
    guard depth < Self.deepest else { return }
    nodes.append(Node(name: name, attributes: attributes, parent: open))
    nodes[open].children.append(nodes.count - 1)
    guard !isClosed, !Self.empty.contains(name) else { return }
    open = nodes.count - 1
    depth += 1
  }

  private mutating func end(_ name: String) {
    var node = open
    while node != 0, nodes[node].name != name {
      // The end of something outside of a table does not end what is in its cells.
      if nodes[node].name == "table" { return }
      node = nodes[node].parent
    }
    guard node != 0 else { return }
    close(to: nodes[node].parent)
  }

  private mutating func close(to node: Int) {
    while open != node {
      open = nodes[open].parent
      depth -= 1
    }
  }

  private static let empty: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
  ]

  /// Ends what the beginning of another element ends, as a row ends the row before it.
  private mutating func closeImplied(before name: String) {
    let ended: Set<String>
    switch name {
    case "td", "th": ended = ["td", "th"]
    case "tr": ended = ["td", "th", "tr", "caption", "colgroup"]
    case "thead", "tbody", "tfoot":
      ended = ["td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"]
    case "li": ended = ["li"]
    case "p", "div", "ul", "ol", "table": ended = ["p"]
    default: return
    }
    var node = open
    var last: Int?
    while node != 0, nodes[node].name != "table" {
      if ended.contains(nodes[node].name) { last = node }
      if name == "li", nodes[node].name == "ul" || nodes[node].name == "ol" { break }
      node = nodes[node].parent
    }
    if let last { close(to: nodes[last].parent) }
  }
}
