import Documents
import LibXML

/// What a page says of itself in its head.
enum HTMLFacts {
  static func read(_ tree: HTMLTree) -> DocumentFacts {
    var facts = DocumentFacts()
    var siteTitle: String?
    var drawingEnd = 0
    for index in tree.nodes.indices {
      switch tree.nodes[index].tag {
      // A drawing has a title of its own.
      case .svg: drawingEnd = max(drawingEnd, Int(tree.nodes[index].end))
      case .title where index < drawingEnd: continue
      case .html, .body:
        guard facts.language == nil else { continue }
        facts.language = tree.attribute(.lang, of: index).flatMap(nonempty)
      case .title where facts.title == nil: facts.title = text(tree, index)
      case .meta: readMeta(tree, index, &facts, &siteTitle)
      case .time where facts.created == nil && tree.attribute(.itemprop, of: index) != nil:
        if tree.attribute(.itemprop, of: index) == "datePublished" {
          facts.created = tree.attribute(.datetime, of: index).flatMap(date)
        }
      default: continue
      }
    }
    facts.title = facts.title ?? siteTitle
    return facts
  }

  private static func readMeta(
    _ tree: HTMLTree,
    _ index: Int,
    _ facts: inout DocumentFacts,
    _ siteTitle: inout String?
  ) {
    guard let content = tree.attribute(.content, of: index).flatMap(nonempty) else { return }
    let name =
      tree.attribute(.name, of: index) ?? tree.attribute(.property, of: index)
      ?? tree.attribute(.itemprop, of: index) ?? tree.attribute(.httpEquiv, of: index) ?? ""
    switch name.lowercased() {
    case "author", "dc.creator", "dcterms.creator", "article:author", "citation_author":
      if facts.authors.count < 1_000, !facts.authors.contains(content) {
        facts.authors.append(content)
      }
    case "description", "dc.description", "og:description", "dcterms.description":
      facts.subject = facts.subject ?? content
    case "keywords", "dc.subject":
      for word in content.split(separator: ",") {
        if facts.keywords.count < 1_000, let word = nonempty(String(word)),
          !facts.keywords.contains(word)
        {
          facts.keywords.append(word)
        }
      }
    case "generator": facts.producer = facts.producer ?? content
    case "og:title", "dc.title", "twitter:title": siteTitle = siteTitle ?? content
    case "article:published_time", "date", "dc.date", "dcterms.created", "dc.date.created",
      "datepublished", "citation_publication_date":
      facts.created = facts.created ?? date(content)
    case "article:modified_time", "last-modified", "dcterms.modified", "datemodified",
      "og:updated_time", "dc.date.modified":
      facts.modified = facts.modified ?? date(content)
    case "content-language", "language", "dc.language":
      facts.language = facts.language ?? content
    default: return
    }
  }

  /// A date that is written as ISO 8601 has it.
  private static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8.prefix(40))
    guard bytes.count >= 4, bytes.prefix(4).allSatisfy({ (0x30...0x39).contains($0) }),
      bytes.count == 4 || bytes[4] == UInt8(ascii: "-")
    else { return nil }
    return nonempty(text)
  }

  private static func text(_ tree: HTMLTree, _ index: Int) -> String? {
    var inline = InlineText()
    for place in index..<Int(tree.nodes[index].end) where tree.nodes[place].tag == .text {
      let node = tree.nodes[place]
      inline.append(tree.bytes, Int(node.first)..<Int(node.last))
    }
    return inline.isEmpty ? nil : inline.string
  }

  private static func nonempty(_ text: String) -> String? {
    var inline = InlineText()
    inline.append(Array(text.utf8), 0..<text.utf8.count)
    return inline.isEmpty ? nil : inline.string
  }
}
