/// The elements of a piece of HTML, such as the one table that an element holds.
///
/// Whatever stands there gives a tree: tags that do not match are closed or passed over.
struct MarkupTree {
  enum Name: Equatable {
    case tag(MarkupTag)
    case other(String)
  }

  struct Attribute {
    var name: String
    var value: String
  }

  /// An element, with the text before its first child, and the text after its end.
  struct Node {
    var name: Name
    var attributes: [Attribute] = []
    /// Bytes of the tree's texts; empty where there is nothing at all, not even white space.
    var text = 0..<0
    var tail = 0..<0
    var firstChild: Int?
    var lastChild: Int?
    var nextSibling: Int?
    var parent: Int

    func isTag(_ tag: MarkupTag) -> Bool { name == .tag(tag) }
  }

  /// The first node is none of the source's: its children are the outermost elements.
  private(set) var nodes = [Node(name: .other(""), parent: 0)]
  /// What all elements say, with character references resolved.
  private(set) var texts: [UInt8] = []
  private var open = 0
  private var depth = 0
  /// Elements deeper than this are passed over; their text is their parent's.
  private static let deepest = 100

  init(_ source: String) {
    var reader = MarkupReader(source)
    texts.reserveCapacity(source.utf8.count / 2)
    nodes.reserveCapacity(source.utf8.count / 16)
    while let token = reader.next() {
      switch token {
      case .text(let range): add(range, of: reader)
      case .start(let name, let attributes, let isClosed): start(name, attributes, isClosed)
      case .end(let name): end(name)
      }
    }
  }

  /// The first element of a name, in the order of the source.
  func first(_ tag: MarkupTag) -> Int? { nodes.indices.first { nodes[$0].isTag(tag) } }

  func children(of node: Int) -> some Sequence<Int> {
    sequence(state: nodes[node].firstChild) { next in
      guard let child = next else { return nil }
      next = nodes[child].nextSibling
      return child
    }
  }

  /// What is said in one place comes in one after the other, though comments may part it.
  private mutating func add(_ range: Range<Int>, of reader: MarkupReader) {
    let begin = texts.count
    reader.decode(range, to: &texts)
    if let last = nodes[open].lastChild {
      let start = nodes[last].tail.isEmpty ? begin : nodes[last].tail.lowerBound
      nodes[last].tail = start..<texts.count
    } else {
      let start = nodes[open].text.isEmpty ? begin : nodes[open].text.lowerBound
      nodes[open].text = start..<texts.count
    }
  }

  private mutating func start(_ name: Name, _ attributes: [Attribute], _ isClosed: Bool) {
    if case .tag(let tag) = name, tag.endsOthers { closeImplied(before: tag) }
    guard depth < Self.deepest else { return }
    let new = nodes.count
    nodes.append(Node(name: name, attributes: attributes, parent: open))
    if let last = nodes[open].lastChild {
      nodes[last].nextSibling = new
    } else {
      nodes[open].firstChild = new
    }
    nodes[open].lastChild = new
    if isClosed { return }
    if case .tag(let tag) = name, tag.isEmpty { return }
    open = new
    depth += 1
  }

  private mutating func end(_ name: Name) {
    var node = open
    while node != 0, nodes[node].name != name {
      // The end of something outside of a table does not end what is in its cells.
      if nodes[node].isTag(.table) { return }
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

  /// Ends what the beginning of another element ends.
  private mutating func closeImplied(before tag: MarkupTag) {
    var node = open
    var last: Int?
    while node != 0, !nodes[node].isTag(.table) {
      if case .tag(let open) = nodes[node].name {
        if tag.ends(open) { last = node }
        if tag == .li, open == .ul || open == .ol { break }
      }
      node = nodes[node].parent
    }
    if let last { close(to: nodes[last].parent) }
  }
}
