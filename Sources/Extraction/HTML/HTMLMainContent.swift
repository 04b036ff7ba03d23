import LibXML

/// The part of a page that the page is there for, where that is clear.
///
/// What the page declares counts first; only where it declares nothing does the part that holds most
/// of the running text count.
struct HTMLMainContent {
  /// Its nodes; not always those of one element.
  private(set) var range: Range<Int>
  /// Whether the page says in so many words what is its main part, so that all around it is something
  /// else; otherwise only what looks like it is.
  private(set) var isExclusive: Bool
  /// The heading that stands before the content that has none of its first level, with all that is in
  /// the head of the page beside it.
  private(set) var title: Range<Int>?

  /// Characters of a page below which there is nothing to part.
  private static let shortest = 400

  init?(_ page: HTMLPage) {
    let all = page.prose(in: 0..<page.tree.nodes.count)
    guard page.characters >= Self.shortest else { return nil }
    guard
      let found = Self.declared(page, all) ?? Self.densest(page, all).map({ ($0, false) }),
      page.prose(in: found.0) >= 200
    else { return nil }
    (range, isExclusive) = found
    let tags = page.tree.nodes
    if !tags[range].contains(where: { $0.tag == .h1 }),
      let heading = tags[..<range.lowerBound].firstIndex(where: { $0.tag == .h1 })
    {
      let head = tags[..<heading].lastIndex {
        ($0.tag == .header || $0.tag == .hgroup) && $0.end > heading && $0.end <= range.lowerBound
      }
      title = (head ?? heading)..<Int(tags[head ?? heading].end)
    }
  }

  /// Whether an element holds the content or its title, or stands in them.
  func isTouched(by index: Int, end: Int) -> Bool {
    if let title, index < title.upperBound, end > title.lowerBound { return true }
    return index < range.upperBound && end > range.lowerBound
  }

  /// Whether all of the content, or of its title, is in an element.
  func isHeld(by index: Int, end: Int) -> Bool {
    if let title, index <= title.lowerBound, end >= title.upperBound { return true }
    return index <= range.lowerBound && end >= range.upperBound
  }

  // MARK: What the page says

  private static func declared(_ page: HTMLPage, _ all: Int) -> (Range<Int>, Bool)? {
    if let main = page.main, page.prose(in: main) * 2 >= all { return (main, true) }
    var articles: [Range<Int>] = []
    var body: Range<Int>?
    var named: (range: Range<Int>, nodes: Int)?
    let nodes = page.tree.nodes
    for index in nodes.indices where nodes[index].tag.isBlock {
      let range = index..<Int(nodes[index].end)
      if nodes[index].tag == .article, index >= articles.last?.upperBound ?? 0 {
        articles.append(range)
      }
      guard page.tree.hasAttributes(index), page.prose(in: range) * 5 >= all * 3 else { continue }
      if isBody(page.tree, index) { body = range }
      if range.count < named?.nodes ?? .max, isNamed(page.tree, index) {
        named = (range, range.count)
      }
    }
    // The head of an article stands before its body.
    if let body { return (articles.first { $0.contains(body.lowerBound) } ?? body, false) }
    if let first = articles.first, let last = articles.last {
      let range = first.lowerBound..<last.upperBound
      let inside = articles.reduce(0) { $0 + page.prose(in: $1) }
      if inside * 5 >= all * 3 { return (range, false) }
    }
    return named.map { ($0.range, false) }
  }

  private static func isBody(_ tree: HTMLTree, _ index: Int) -> Bool {
    tree.attribute(.itemprop, of: index)?.lowercased() == "articlebody"
  }

  private static func isNamed(_ tree: HTMLTree, _ index: Int) -> Bool {
    for name in [HTMLAttributeName.id, .class] {
      guard let value = tree.attribute(name, of: index), value.utf8.count < 500 else { continue }
      for word in value.split(separator: " ") {
        let plain = word.lowercased().filter { $0 != "-" && $0 != "_" }
        if names.contains(plain) { return true }
      }
    }
    return false
  }

  /// What the web calls main contents, without hyphens and underscores.
  private static let names: Set<String> = [
    "main", "content", "maincontent", "contentmain", "pagecontent", "sitecontent", "primary",
    "mainbody", "bodycontent", "mwcontenttext", "article", "articlebody", "articlecontent",
    "articletext", "post", "postbody", "postcontent", "entry", "entrycontent", "story",
    "storybody", "storycontent", "textbody", "markdownbody", "bodytext",
  ]

  // MARK: What the text says

  /// The smallest element that holds nearly all running text, if there is much and it is no list of links.
  private static func densest(_ page: HTMLPage, _ all: Int) -> Range<Int>? {
    let nodes = page.tree.nodes
    guard var found = nodes.firstIndex(where: { $0.tag == .body }) else { return nil }
    let body = found
    while let next = heaviestChild(of: found, page), page.prose(in: next) * 4 >= all * 3 {
      found = next
    }
    let range = found..<Int(nodes[found].end)
    let prose = page.prose(in: range)
    let inside = page.characters(in: found)
    return found != body && prose >= 500 && prose * 3 >= inside * 2 ? range : nil
  }

  private static func heaviestChild(of index: Int, _ page: HTMLPage) -> Int? {
    let nodes = page.tree.nodes
    var heaviest: Int?
    var most = 0
    var place = index + 1
    while place < Int(nodes[index].end) {
      if nodes[place].tag.isBlock, page.prose(in: place) > most {
        heaviest = place
        most = page.prose(in: place)
      }
      place = Int(nodes[place].end)
    }
    // A paragraph or an item that is nearly all of the text is no part of the page's layout.
    guard let heaviest, nodes[heaviest].tag.isContainer else { return nil }
    return heaviest
  }
}

extension HTMLTag {
  /// Whether an element is there to hold others.
  fileprivate var isContainer: Bool {
    switch self {
    case .block, .div, .section, .article, .main, .table, .tbody, .tr, .td, .form, .fieldset: true
    default: false
    }
  }
}
