import Documents
import Pipeline

// How an element lies in the cache: its kind and text, a word that tells what else it has, and that.

/// What an element may have beside kind and text.
private struct ElementFields: OptionSet {
  let rawValue: Int

  static let depth = ElementFields(rawValue: 1 << 0)
  static let page = ElementFields(rawValue: 1 << 1)
  static let pageName = ElementFields(rawValue: 1 << 2)
  static let places = ElementFields(rawValue: 1 << 3)
  static let role = ElementFields(rawValue: 1 << 4)
  static let headerFooter = ElementFields(rawValue: 1 << 5)
  static let strategy = ElementFields(rawValue: 1 << 6)
  static let languages = ElementFields(rawValue: 1 << 7)
  static let image = ElementFields(rawValue: 1 << 8)
  static let attachment = ElementFields(rawValue: 1 << 9)
  static let source = ElementFields(rawValue: 1 << 10)
  static let html = ElementFields(rawValue: 1 << 11)
  static let links = ElementFields(rawValue: 1 << 12)
  static let emphasis = ElementFields(rawValue: 1 << 13)
  static let code = ElementFields(rawValue: 1 << 14)
  static let checked = ElementFields(rawValue: 1 << 15)

  static let label = ElementFields(rawValue: 1 << 16)

  static let all = ElementFields(rawValue: 1 << 17 - 1)

  init(rawValue: Int) { self.rawValue = rawValue }

  init(of element: Documents.Element) {
    var parts: ElementFields = []
    if element.categoryDepth != nil { parts.insert(.depth) }
    if element.pageNumber != nil { parts.insert(.page) }
    guard element.hasDetails else {
      self = parts
      return
    }
    if element.pageName != nil { parts.insert(.pageName) }
    if !element.places.isEmpty { parts.insert(.places) }
    if element.role != nil { parts.insert(.role) }
    if element.headerFooterType != nil { parts.insert(.headerFooter) }
    if element.strategy != nil { parts.insert(.strategy) }
    if !element.languages.isEmpty { parts.insert(.languages) }
    if element.image != nil { parts.insert(.image) }
    if element.attachment != nil { parts.insert(.attachment) }
    if element.sourceRange != nil { parts.insert(.source) }
    if element.textAsHTML != nil { parts.insert(.html) }
    if !element.links.isEmpty { parts.insert(.links) }
    if !element.emphasis.isEmpty { parts.insert(.emphasis) }
    if element.codeLanguage != nil { parts.insert(.code) }
    if element.checked != nil { parts.insert(.checked) }
    if element.label != nil { parts.insert(.label) }
    self = parts
  }
}

/// Kinds by the length of their names, so that there are few to compare a name with.
private let kindsByLength: [[ElementKind]] = (0...20).map { length in
  ElementKind.allCases.filter { $0.rawValue.utf8.count == length }
}

extension RecordWriter {
  mutating func write(_ element: Element) {
    write(element.kind.rawValue)
    write(element.text)
    write(ElementFields(of: element).rawValue)
    if let depth = element.categoryDepth { write(depth) }
    if let page = element.pageNumber { write(page) }
    if element.hasDetails { writeDetails(of: element) }
  }

  private mutating func writeDetails(of element: Element) {
    if let name = element.pageName { write(name) }
    let places = element.places
    if !places.isEmpty {
      write(places.count)
      for place in places { write(place) }
    }
    if let role = element.role { write(role) }
    if let type = element.headerFooterType { write(type) }
    if let strategy = element.strategy { write(strategy) }
    if !element.languages.isEmpty { write(element.languages) { $0.write($1) } }
    if let image = element.image { write(image) }
    if let attachment = element.attachment { write(attachment) }
    if let range = element.sourceRange { write(range) }
    if let html = element.textAsHTML { write(html) }
    if !element.links.isEmpty {
      write(element.links) { writer, link in
        writer.write(link.text)
        writer.write(link.url)
        writer.write(link.start)
      }
    }
    if !element.emphasis.isEmpty {
      write(element.emphasis) { writer, emphasis in
        writer.write(emphasis.text)
        writer.write(emphasis.tag)
      }
    }
    if let language = element.codeLanguage { write(language) }
    if let checked = element.checked { write(checked) }
    if let label = element.label { write(label) }
  }

  mutating func write(_ range: Range<Int>) {
    write(range.lowerBound)
    write(range.count)
  }

  mutating func write(_ attachment: Element.Attachment) {
    write(attachment.path) { $0.write($1) }
    write(attachment.mediaType) { $0.write($1) }
    write(attachment.mail) { $0.write($1) }
  }

  mutating func write(_ box: Box) {
    write(box.left)
    write(box.top)
    write(box.right)
    write(box.bottom)
  }

  mutating func write(_ link: Element.Link) {
    write(link.text)
    write(link.url)
    write(link.start)
  }

  mutating func write(_ emphasis: Element.Emphasis) {
    write(emphasis.text)
    write(emphasis.tag)
  }

  private mutating func write(_ place: Place) {
    write(place.page)
    write(place.box)
    write(place.pageWidth)
    write(place.pageHeight)
  }

  private mutating func write(_ image: Element.Image) {
    write(image.mediaType) { $0.write($1) }
    write(image.digest)
    write(image.width) { $0.write($1) }
    write(image.height) { $0.write($1) }
  }
}

extension RecordReader {
  mutating func element() throws(RecordError) -> Element {
    var element = Element(try kind(), try text())
    let parts = ElementFields(rawValue: try number())
    guard parts.isSubset(of: .all) else { throw RecordError.damaged(at: 0) }
    if parts.contains(.depth) { element.categoryDepth = try number(in: Element.depths) }
    if parts.contains(.page) { element.pageNumber = try number(in: Element.pages) }
    if !parts.isSubset(of: [.depth, .page]) { try readDetails(parts, of: &element) }
    return element
  }

  private mutating func readDetails(
    _ parts: ElementFields,
    of element: inout Element
  ) throws(RecordError) {
    if parts.contains(.pageName) { element.pageName = try text() }
    if parts.contains(.places) {
      let count = try listCount()
      var places: [Place] = []
      places.reserveCapacity(min(count, 4096))
      for _ in 0..<count { places.append(try place()) }
      element.places = places
    }
    if parts.contains(.role) { element.role = try text() }
    if parts.contains(.headerFooter) { element.headerFooterType = try text() }
    if parts.contains(.strategy) { element.strategy = try text() }
    if parts.contains(.languages) { element.languages = try texts() }
    if parts.contains(.image) { element.image = try image() }
    if parts.contains(.attachment) { element.attachment = try attachment() }
    if parts.contains(.source) { element.sourceRange = try range() }
    if parts.contains(.html) { element.textAsHTML = try text() }
    if parts.contains(.links) {
      element.links = try list { (reader) throws(RecordError) in try reader.link() }
    }
    if parts.contains(.emphasis) {
      element.emphasis = try list { (reader) throws(RecordError) in try reader.emphasis() }
    }
    if parts.contains(.code) { element.codeLanguage = try text() }
    if parts.contains(.checked) { element.checked = try flag() }
    if parts.contains(.label) { element.label = try text() }
  }

  mutating func kind() throws(RecordError) -> ElementKind {
    let name = try slice()
    guard name.count < kindsByLength.count else { throw RecordError.damaged(at: 0) }
    for kind in kindsByLength[name.count] where kind.rawValue.utf8.elementsEqual(name) {
      return kind
    }
    throw RecordError.damaged(at: 0)
  }

  mutating func range() throws(RecordError) -> Range<Int> {
    let (start, count) = (try number(), try number())
    guard start >= 0, count >= 0, !start.addingReportingOverflow(count).overflow else {
      throw RecordError.damaged(at: 0)
    }
    return start..<start + count
  }

  mutating func attachment() throws(RecordError) -> Element.Attachment {
    Element.Attachment(path: try texts(), mediaType: try optionalText(), mail: try optionalMail())
  }

  mutating func link() throws(RecordError) -> Element.Link {
    Element.Link(text: try text(), url: try text(), start: try number())
  }

  mutating func emphasis() throws(RecordError) -> Element.Emphasis {
    Element.Emphasis(text: try text(), tag: try text())
  }

  mutating func box() throws(RecordError) -> Box {
    Box(
      left: try fraction(),
      top: try fraction(),
      right: try fraction(),
      bottom: try fraction()
    )
  }

  private mutating func place() throws(RecordError) -> Place {
    Place(
      page: try number(in: Element.pages),
      box: try box(),
      pageWidth: try fraction(),
      pageHeight: try fraction()
    )
  }

  private mutating func image() throws(RecordError) -> Element.Image {
    Element.Image(
      mediaType: try optionalText(),
      digest: try text(),
      width: try optionalNumber(),
      height: try optionalNumber()
    )
  }
}
