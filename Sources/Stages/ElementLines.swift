import Digests
package import Documents
package import JSON
package import Pipeline

/// Elements as lines of JSON that Unstructured's own readers take.
package enum ElementLines {
  package static func write(
    _ elements: [Element],
    of document: DocumentIdentity,
    to text: inout JSONText
  ) {
    let place = FilePlace(document.path)
    var indexOnPage: [Int: Int] = [:]
    var parents = ParentStack()
    for element in elements {
      let page = element.pageNumber ?? 0
      let index = indexOnPage[page, default: 0]
      indexOnPage[page] = index + 1
      let id = elementID(element, place.name, index: index)
      let parent = parents.place(element, id: id)
      text.object { line in
        line.member("type", element.kind.rawValue)
        line.member("element_id", id)
        line.member("text", element.text)
        if let checked = element.checked { line.member("checked", checked) }
        line.name("metadata")
        line.object { metadata(element, parent: parent, place, to: &$0) }
      }
      text.newline()
    }
  }

  private static func metadata(
    _ element: Element,
    parent: String?,
    _ place: FilePlace,
    to line: inout JSONText
  ) {
    line.member("filename", place.name)
    if !place.folder.isEmpty { line.member("file_directory", place.folder) }
    line.member("filetype", place.mediaType)
    if let page = element.pageNumber { line.member("page_number", page) }
    if let parent { line.member("parent_id", parent) }
    if let depth = element.categoryDepth { line.member("category_depth", depth) }
    if let type = element.headerFooterType { line.member("header_footer_type", type) }
    if let role = element.role { line.member("role", role) }
    if let label = element.label { line.member("label", label) }
    if let type = element.image?.mediaType { line.member("image_mime_type", type) }
    if let digest = element.image?.digest { line.member("image_sha256", digest) }
    if let html = element.textAsHTML { line.member("text_as_html", html) }
    if !element.links.isEmpty {
      line.name("link_texts")
      line.array { for link in element.links { $0.value(link.text) } }
      line.name("link_urls")
      line.array { for link in element.links { $0.value(link.url) } }
      line.name("link_start_indexes")
      line.array { for link in element.links { $0.value(link.start) } }
    }
    if !element.emphasis.isEmpty {
      line.name("emphasized_text_contents")
      line.array { for emphasis in element.emphasis { $0.value(emphasis.text) } }
      line.name("emphasized_text_tags")
      line.array { for emphasis in element.emphasis { $0.value(emphasis.tag) } }
    }
    if let language = element.codeLanguage { line.member("code_language", language) }
    if let range = element.sourceRange {
      line.name("source_range")
      line.array {
        $0.value(range.lowerBound)
        $0.value(range.upperBound)
      }
    }
  }

  /// The id that Unstructured gives: a digest of file name, text, page and place on the page.
  static func elementID(_ element: Element, _ fileName: String, index: Int) -> String {
    let page = element.pageNumber.map(String.init) ?? "None"
    let digest = SHA256.digest(Array("\(fileName)\(element.text)\(page)\(index)".utf8))
    return String(digest.description.prefix(32))
  }
}

/// A path taken apart as metadata names its parts.
struct FilePlace {
  var name: String
  var folder: String
  var mediaType: String

  init(_ path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    folder = slash.map { String(path[..<$0]) } ?? ""
    mediaType =
      switch FileContent.hint(forPath: path) {
      case "md", "markdown", "mdown", "mkd", "mkdn", "mdwn": "text/markdown"
      case "html", "htm", "shtml": "text/html"
      case "xhtml", "xht": "application/xhtml+xml"
      case "csv", "psv": "text/csv"
      case "tsv", "tab": "text/tab-separated-values"
      case "eml": "message/rfc822"
      case "mht", "mhtml": "multipart/related"
      case "pdf": "application/pdf"
      case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case "docm": "application/vnd.ms-word.document.macroEnabled.12"
      case "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template"
      case "dotm": "application/vnd.ms-word.template.macroEnabled.12"
      default: "text/plain"
      }
  }
}

/// Finds the parent of each element: the heading, or the list item, that it belongs under.
struct ParentStack {
  private var open: [(kind: ElementKind, depth: Int, id: String)] = []

  mutating func place(_ element: Element, id: String) -> String? {
    let depth = element.categoryDepth ?? 0
    while let top = open.last, !Self.may(top.kind, top.depth, hold: element.kind, depth) {
      open.removeLast()
    }
    let parent = open.last?.id
    open.append((element.kind, depth, id))
    return parent
  }

  private static func may(
    _ parent: ElementKind,
    _ parentDepth: Int,
    hold child: ElementKind,
    _ depth: Int
  ) -> Bool {
    if parent == child { return parentDepth < depth }
    let body: Set<ElementKind> = [
      .narrativeText, .uncategorizedText, .listItem, .table, .figureCaption, .checkBox,
      .codeSnippet, .image, .formula, .address, .emailAddress, .documentData,
    ]
    return switch parent {
    case .title: body.contains(child)
    case .header: child == .title || body.contains(child)
    default: false
    }
  }
}
