/// One typed piece of a document, in reading order.
///
/// An element knows nothing of where its document lies, so that equal files share one parse:
/// file name, ids and parents are added when elements are written out (`ElementLines`).
package struct Element: Sendable {
  package var text: String
  /// One entry, or none where there is nothing of what it holds; a list because lists are copied
  /// only when they are written to.
  private(set) var details: [ElementDetails] = []
  /// For a title 0 for a level-1 heading and so on; for a list item its nesting.
  package var categoryDepth: Int?
  /// The page it begins on, from 1; nil where the format has no pages.
  package var pageNumber: Int?
  package var kind: ElementKind

  package init(
    _ kind: ElementKind,
    _ text: String,
    depth: Int? = nil,
    sourceRange: Range<Int>? = nil
  ) {
    self.kind = kind
    self.text = text
    self.categoryDepth = depth
    if sourceRange != nil { self.sourceRange = sourceRange }
  }

  /// The text as it is shown, with the label in front.
  ///
  /// Whatever makes other text of elements, such as chunks and paths of headings, goes by this, so that
  /// "see 4.2 b)" finds what it means.
  package var labelledText: String {
    guard let label, !label.isEmpty else { return text }
    return text.isEmpty ? label : "\(label) \(text)"
  }

  /// Whether it may have more than kind, text, depth and page.
  package var hasDetails: Bool { !details.isEmpty }

  /// The entry of the details, which is made where there is none.
  private var opened: ElementDetails {
    get { details.isEmpty ? ElementDetails() : details[0] }
    _modify {
      if details.isEmpty { details.append(ElementDetails()) }
      yield &details[0]
    }
  }
}

extension Element {
  /// The numbers that pages have; what comes from elsewhere may say anything.
  package static let pages = 0...10_000_000
  /// How deep titles and items of lists lie.
  package static let depths = 0...1000
}

extension Element {
  /// What the document calls the page, where that is another word than its number.
  package var pageName: String? {
    get { details.isEmpty ? nil : details[0].pageName }
    set { if newValue != nil || hasDetails { opened.pageName = newValue } }
  }

  /// Where it stands, a rectangle for each page or column; empty where the format has no geometry.
  package var places: [Place] {
    get { details.isEmpty ? [] : details[0].places }
    set { if !newValue.isEmpty || hasDetails { opened.places = newValue } }
    _modify { yield &opened.places }
  }

  /// What it is beyond its kind: "footnote", "comment", "toc", or what `BoilerplateRole` names.
  package var role: String? {
    get { details.isEmpty ? nil : details[0].role }
    set { if newValue != nil || hasDetails { opened.role = newValue } }
  }

  /// The number that its format counts and shows in front of it, such as "2.1.3", "c." or "b)".
  ///
  /// It is never in the text: what the document's author typed stays in the text and makes no label,
  /// and bullets are neither.
  package var label: String? {
    get { details.isEmpty ? nil : details[0].label }
    set { if newValue != nil || hasDetails { opened.label = newValue } }
  }

  /// The pages that a running header or footer is for: "primary", "first_page", "even_page".
  package var headerFooterType: String? {
    get { details.isEmpty ? nil : details[0].headerFooterType }
    set { if newValue != nil || hasDetails { opened.headerFooterType = newValue } }
  }

  /// How it was found, where a format can be read in several ways.
  package var strategy: String? {
    get { details.isEmpty ? nil : details[0].strategy }
    set { if newValue != nil || hasDetails { opened.strategy = newValue } }
  }

  /// Its languages, as ISO 639-3 codes.
  package var languages: [String] {
    get { details.isEmpty ? [] : details[0].languages }
    set { if !newValue.isEmpty || hasDetails { opened.languages = newValue } }
    _modify { yield &opened.languages }
  }

  package var image: Image? {
    get { details.isEmpty ? nil : details[0].image }
    set { if newValue != nil || hasDetails { opened.image = newValue } }
  }

  /// The file inside of the document that it was read from; nil for the document itself.
  package var attachment: Attachment? {
    get { details.isEmpty ? nil : details[0].attachment }
    set { if newValue != nil || hasDetails { opened.attachment = newValue } }
  }

  /// The half-open range of Unicode scalars of the decoded document that it was made from.
  package var sourceRange: Range<Int>? {
    get { details.isEmpty ? nil : details[0].sourceRange }
    set { if newValue != nil || hasDetails { opened.sourceRange = newValue } }
  }

  /// A table as HTML.
  package var textAsHTML: String? {
    get { details.isEmpty ? nil : details[0].textAsHTML }
    set { if newValue != nil || hasDetails { opened.textAsHTML = newValue } }
  }

  package var links: [Link] {
    get { details.isEmpty ? [] : details[0].links }
    set { if !newValue.isEmpty || hasDetails { opened.links = newValue } }
    _modify { yield &opened.links }
  }

  package var emphasis: [Emphasis] {
    get { details.isEmpty ? [] : details[0].emphasis }
    set { if !newValue.isEmpty || hasDetails { opened.emphasis = newValue } }
    _modify { yield &opened.emphasis }
  }

  /// The language that a code block names.
  package var codeLanguage: String? {
    get { details.isEmpty ? nil : details[0].codeLanguage }
    set { if newValue != nil || hasDetails { opened.codeLanguage = newValue } }
  }

  /// For a check box or a task list item.
  package var checked: Bool? {
    get { details.isEmpty ? nil : details[0].checked }
    set { if newValue != nil || hasDetails { opened.checked = newValue } }
  }
}

extension Element: Hashable {
  package static func == (left: Element, right: Element) -> Bool {
    left.kind == right.kind && left.categoryDepth == right.categoryDepth
      && left.pageNumber == right.pageNumber && left.text == right.text
      && left.opened == right.opened
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(text)
    hasher.combine(categoryDepth)
    hasher.combine(pageNumber)
    hasher.combine(opened)
  }
}

extension Element {
  /// A file that is attached to a document, or to a file that is.
  package struct Attachment: Sendable, Hashable {
    /// The names of the files that lead to it, its own last.
    package var path: [String]
    package var mediaType: String?
    /// One entry, or none; a list for being small.
    private var mails: [DocumentFacts.MailFacts] = []

    /// The head of the innermost mail that holds it, where that is a file in the document as well.
    package var mail: DocumentFacts.MailFacts? {
      get { mails.first }
      set { mails = newValue.map { [$0] } ?? [] }
    }

    package init(path: [String], mediaType: String?, mail: DocumentFacts.MailFacts? = nil) {
      self.path = path
      self.mediaType = mediaType
      self.mail = mail
    }
  }

  /// A picture that the document holds.
  package struct Image: Sendable, Hashable {
    package var mediaType: String?
    /// The SHA-256 of its bytes as the document holds them, as hexadecimal digits.
    package var digest: String
    /// In pixels.
    package var width: Int?
    package var height: Int?

    package init(mediaType: String?, digest: String, width: Int? = nil, height: Int? = nil) {
      self.mediaType = mediaType
      self.digest = digest
      self.width = width
      self.height = height
    }
  }

  /// A hyperlink inside an element.
  package struct Link: Sendable, Hashable {
    package var text: String
    package var url: String
    /// The offset of the link's text in the element's text, in Unicode scalars.
    package var start: Int

    package init(text: String, url: String, start: Int) {
      self.text = text
      self.url = url
      self.start = start
    }
  }

  /// A bold or italic run inside an element.
  package struct Emphasis: Sendable, Hashable {
    package var text: String
    /// The tag: "b" or "i".
    package var tag: String

    package init(text: String, tag: String) {
      self.text = text
      self.tag = tag
    }
  }
}
