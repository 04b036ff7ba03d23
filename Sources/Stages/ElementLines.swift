import Digests
package import Documents
package import JSON
package import Pipeline

/// Elements as lines of JSON that Unstructured's own readers take.
///
/// Metadata has their names wherever they have one; `role`, `label`, `strategy`, `spans`, `heading_path`,
/// `attachment_path`, `image_sha256`, `image_width`, `image_height`, `code_language` and `source_range`
/// are our own.
package enum ElementLines {
  package static func write(
    _ document: ParsedDocument,
    of identity: DocumentIdentity,
    to text: inout JSONText
  ) {
    var place = FilePlace(identity.path)
    if let type = document.facts.mediaType { place.mediaType = type }
    var indexOnPage: [Int: Int] = [:]
    var parents = ParentStack()
    for element in document.elements {
      let page = element.pageNumber ?? 0
      let index = indexOnPage[page, default: 0]
      indexOnPage[page] = index + 1
      let id = elementID(element, element.attachment?.path.last ?? place.name, index: index)
      let parent = parents.place(element, id: id)
      text.object { line in
        line.member("type", element.kind.rawValue)
        line.member("element_id", id)
        line.member("text", element.text)
        if let checked = element.checked { line.member("checked", checked) }
        line.name("metadata")
        line.object { line in
          source(element, place, document.facts.mail, to: &line)
          position(element, parent: parent, parents.headingPath, to: &line)
          content(element, to: &line)
        }
      }
      text.newline()
    }
  }

  private static func source(
    _ element: Element,
    _ place: FilePlace,
    _ mail: DocumentFacts.MailFacts?,
    to line: inout JSONText
  ) {
    place.write(element.attachment, to: &line)
    if !element.languages.isEmpty { line.member("languages", element.languages) }
    guard let mail else { return }
    for (name, list) in [
      ("sent_from", mail.from), ("sent_to", mail.to), ("cc_recipient", mail.cc),
      ("bcc_recipient", mail.bcc),
    ] where !list.isEmpty { line.member(name, list) }
    if let subject = mail.subject { line.member("subject", subject) }
    if let id = mail.messageID { line.member("email_message_id", id) }
    if let date = mail.date { line.member("sent_at", date) }
  }

  private static func position(
    _ element: Element,
    parent: String?,
    _ headings: [String],
    to line: inout JSONText
  ) {
    if let page = element.pageNumber { line.member("page_number", page) }
    if let name = element.pageName { line.member("page_name", name) }
    if let parent { line.member("parent_id", parent) }
    if let depth = element.categoryDepth { line.member("category_depth", depth) }
    if let type = element.headerFooterType { line.member("header_footer_type", type) }
    if let first = element.places.first {
      line.name("coordinates")
      line.object { coordinates(first, to: &$0) }
      line.name("spans")
      line.array { for place in element.places { span(place, after: first, to: &$0) } }
    }
    if !headings.isEmpty { line.member("heading_path", headings) }
    if let role = element.role { line.member("role", role) }
    if let label = element.label { line.member("label", label) }
    if let strategy = element.strategy { line.member("strategy", strategy) }
  }

  private static func coordinates(_ place: Place, to line: inout JSONText) {
    let box = place.box
    line.name("points")
    line.array { points in
      for (x, y) in [
        (box.left, box.top), (box.left, box.bottom), (box.right, box.bottom), (box.right, box.top),
      ] {
        points.array {
          $0.value(x)
          $0.value(y)
        }
      }
    }
    line.member("system", "PixelSpace")
    line.name("layout_width")
    line.value(place.pageWidth)
    line.name("layout_height")
    line.value(place.pageHeight)
  }

  private static func span(_ place: Place, after first: Place, to line: inout JSONText) {
    line.object { line in
      line.member("page", place.page)
      line.name("box")
      line.array {
        for edge in [place.box.left, place.box.top, place.box.right, place.box.bottom] {
          $0.value(edge)
        }
      }
      if place.pageWidth != first.pageWidth || place.pageHeight != first.pageHeight {
        line.name("layout")
        line.array {
          $0.value(place.pageWidth)
          $0.value(place.pageHeight)
        }
      }
    }
  }

  private static func content(_ element: Element, to line: inout JSONText) {
    if let html = element.textAsHTML { line.member("text_as_html", html) }
    if !element.links.isEmpty {
      line.member("link_texts", element.links.map(\.text))
      line.member("link_urls", element.links.map(\.url))
      line.name("link_start_indexes")
      line.array { for link in element.links { $0.value(link.start) } }
    }
    if !element.emphasis.isEmpty {
      line.member("emphasized_text_contents", element.emphasis.map(\.text))
      line.member("emphasized_text_tags", element.emphasis.map(\.tag))
    }
    if let image = element.image {
      if let type = image.mediaType { line.member("image_mime_type", type) }
      if !image.digest.isEmpty { line.member("image_sha256", image.digest) }
      if let width = image.width { line.member("image_width", width) }
      if let height = image.height { line.member("image_height", height) }
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
