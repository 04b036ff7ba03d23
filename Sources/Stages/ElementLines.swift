package import Documents
package import JSON
package import Pipeline

/// Elements as lines of JSON that Unstructured's own readers take.
///
/// Metadata has their names wherever they have one; `role`, `label`, `strategy`, `spans`, `heading_path`,
/// `attachment_path`, `image_sha256`, `image_width`, `image_height`, `code_language` and `source_range` are our own.
///
/// Lines are many and much alike, so what stays the same from one to the next is made once.
package struct ElementLines: Sendable {
  private let place: FilePlace
  /// What names the file that the last element was read from, and the document itself.
  private var head: FileHead
  /// The head of the mail that the document is.
  private let mail: DocumentFacts.MailFacts?
  private var parents = ParentStack()
  private var path = HeadingPath()
  private var indexes = PageIndexes()
  private var numbers = PlaceNumbers()
  private var scratch: [UInt8] = []
  /// The beginning of a line with an element of a kind, which the next is often of too.
  private var lineStart: [UInt8] = []
  private var startKind = ElementKind.title

  package init(_ facts: DocumentFacts, of identity: DocumentIdentity) {
    var place = FilePlace(identity.path)
    if let type = facts.mediaType { place.mediaType = type }
    self.place = place
    mail = facts.mail
    head = FileHead(place, nil, facts.mail)
  }

  /// Writes all lines of a document.
  package static func write(
    _ document: ParsedDocument,
    of identity: DocumentIdentity,
    to text: inout JSONText
  ) {
    var lines = ElementLines(document.facts, of: identity)
    for element in document.elements { lines.write(element, to: &text) }
  }

  /// Writes the line of the next element.
  package mutating func write(_ element: Element, to line: inout JSONText) {
    if element.attachment != head.attachment { head = FileHead(place, element.attachment, mail) }
    let index = indexes.next(on: element.pageNumber ?? 0)
    let key = ElementKey(of: element, index: index, &scratch)
    let id = ElementID(key, inFile: head.name, &scratch)
    let parent = parents.place(element, id: id)
    line.append(verbatim: start(of: element.kind), needsComma: false)
    line.append(hexadecimal: id.words)
    line.append(verbatim: Self.textStart, needsComma: false)
    line.value(element.text)
    if let checked = element.checked { line.member("checked", checked) }
    line.append(verbatim: head.metadata, needsComma: true)
    if element.hasDetails, !element.languages.isEmpty {
      line.member("languages", element.languages)
    }
    if !head.mail.isEmpty { line.append(verbatim: head.mail, needsComma: true) }
    position(element, parent: parent, to: &line)
    if element.hasDetails { content(element, to: &line) }
    line.append(verbatim: Self.lineEnd, needsComma: false)
  }

  private static let textStart = Array("\",\"text\":".utf8)
  private static let lineEnd = Array("}}\n".utf8)

  /// A line up to the id.
  private mutating func start(of kind: ElementKind) -> [UInt8] {
    if kind != startKind || lineStart.isEmpty {
      startKind = kind
      lineStart = Array("{\"type\":\"\(kind.rawValue)\",\"element_id\":\"".utf8)
    }
    return lineStart
  }

  private mutating func position(
    _ element: Element,
    parent: ElementID?,
    to line: inout JSONText
  ) {
    if let page = element.pageNumber { line.member("page_number", page) }
    if let name = element.pageName { line.member("page_name", name) }
    if let parent { line.member("parent_id", parent) }
    if let depth = element.categoryDepth { line.member("category_depth", depth) }
    if element.hasDetails {
      if let type = element.headerFooterType { line.member("header_footer_type", type) }
      numbers.write(element.places, to: &line)
    }
    path.write(parents, to: &line)
    guard element.hasDetails else { return }
    if let role = element.role { line.member("role", role) }
    if let label = element.label { line.member("label", label) }
    if let strategy = element.strategy { line.member("strategy", strategy) }
  }

  private func content(_ element: Element, to line: inout JSONText) {
    if let html = element.textAsHTML { line.member("text_as_html", html) }
    let links = element.links
    if !links.isEmpty {
      line.member("link_texts", links.map(\.text))
      line.member("link_urls", links.map(\.url))
      line.name("link_start_indexes")
      line.array { for link in links { $0.value(link.start) } }
    }
    let emphasis = element.emphasis
    if !emphasis.isEmpty {
      line.member("emphasized_text_contents", emphasis.map(\.text))
      line.member("emphasized_text_tags", emphasis.map(\.tag))
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
}

/// The beginning of an element's metadata: the file that it was read from.
private struct FileHead: Sendable {
  var attachment: Element.Attachment?
  var name: String
  /// From the member `metadata` to the last of those that name the file.
  var metadata: [UInt8]
  /// What the head of the mail that it is, or that holds it, says, with a comma in front; empty without one.
  var mail: [UInt8]

  init(
    _ place: FilePlace,
    _ attachment: Element.Attachment?,
    _ mail: DocumentFacts.MailFacts?
  ) {
    self.attachment = attachment
    self.mail = (attachment?.mail ?? mail).map(Self.members) ?? []
    name = attachment?.path.last ?? place.name
    var text = JSONText()
    text.object { place.write(attachment, to: &$0) }
    metadata = Array(",\"metadata\":".utf8) + text.bytes.dropLast()
  }

  private static func members(_ mail: DocumentFacts.MailFacts) -> [UInt8] {
    var text = JSONText()
    text.object { line in
      for (name, list) in [
        ("sent_from", mail.from), ("sent_to", mail.to), ("cc_recipient", mail.cc),
        ("bcc_recipient", mail.bcc),
      ] where !list.isEmpty { line.member(name, list) }
      if let subject = mail.subject { line.member("subject", subject) }
      if let id = mail.messageID { line.member("email_message_id", id) }
      if let date = mail.date { line.member("sent_at", date) }
    }
    let members = text.bytes.dropFirst().dropLast()
    return members.isEmpty ? [] : [UInt8(ascii: ",")] + members
  }
}

/// The member with the headings above, which is the same for many elements.
private struct HeadingPath {
  private var number = 0
  private var member: [UInt8] = []

  mutating func write(_ parents: ParentStack, to line: inout JSONText) {
    if parents.pathNumber != number {
      number = parents.pathNumber
      var text = JSONText()
      text.object { $0.member("heading_path", parents.headingPath) }
      member = parents.headingPath.isEmpty ? [] : Array(text.bytes.dropFirst().dropLast())
      if !member.isEmpty { member.insert(UInt8(ascii: ","), at: 0) }
    }
    if !member.isEmpty { line.append(verbatim: member, needsComma: true) }
  }
}
