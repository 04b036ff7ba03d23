/// A piece of a document that is searched as one.
///
/// Like an element it knows nothing of its document's path; its id is added where it is written.
package struct Chunk: Sendable, Hashable {
  package var kind: ElementKind
  package var text: String
  /// How many Unicode scalars at the beginning of the text are not its own: an overlap with the chunk before,
  /// or the heads of its table.
  package var ownStart = 0
  /// The headings above the chunk, outermost first.
  package var titlePath: [String]
  /// Which of them stand in front of what is embedded; those that the text has itself are not among them.
  package var context: Range<Int> = 0..<0
  /// The half-open range of the document's elements that the chunk draws on.
  package var elements: Range<Int>
  /// The half-open range of Unicode scalars of the document's text that are its own.
  ///
  /// The document's text is that of all elements which are not left out, white space folded, with a blank line
  /// between.
  package var characters: Range<Int> = 0..<0
  /// The half-open range of Unicode scalars of the decoded document it covers, if known.
  package var sourceRange: Range<Int>?
  /// The first and last page it draws on; nil where the format has no pages.
  package var pages: ClosedRange<Int>?
  /// Where its elements stand, in their order.
  package var spans: [Span] = []
  package var languages: [String] = []
  package var links: [Element.Link] = []
  package var emphasis: [Element.Emphasis] = []
  package var textAsHTML: String?
  /// The file inside of the document that it was read from; nil for the document itself.
  package var attachment: Element.Attachment?
  /// Whether it goes on with an element that an earlier chunk began.
  package var isContinuation = false
  /// Which piece of a table it is; nil for all else, and for a whole table.
  package var piece: TablePiece?
  /// How many tokens are embedded for it, where somebody counts them.
  package var tokens: Int?
  /// The place of the larger chunk that it is a piece of among the document's parents.
  package var parent: Int?
  /// The elements themselves, where they were asked for.
  package var originals: [Element] = []

  package init(_ kind: ElementKind, _ text: String, titlePath: [String], elements: Range<Int>) {
    self.kind = kind
    self.text = text
    self.titlePath = titlePath
    self.elements = elements
  }

  /// A page, and a rectangle on it where the format has geometry.
  package struct Span: Sendable, Hashable {
    package var page: Int
    package var box: Box?

    package init(page: Int, box: Box?) {
      self.page = page
      self.box = box
    }
  }

  /// A piece of a table that was cut between rows.
  package struct TablePiece: Sendable, Hashable {
    /// Which one, from 0.
    package var number: Int
    /// How many heads are repeated at its beginning.
    package var repeatedRows: Int
    /// The table's place among the document's elements.
    package var table: Int

    package init(number: Int, repeatedRows: Int, table: Int) {
      self.number = number
      self.repeatedRows = repeatedRows
      self.table = table
    }
  }

  /// The text with the titles above it, as it is embedded.
  package var embeddedText: String {
    guard !context.isEmpty else { return text }
    return titlePath[context].joined(separator: "\n") + "\n\n" + text
  }
}

extension Chunk {
  /// Takes from its elements what they say of their places and contents.
  package mutating func take(_ source: [Element]) {
    for place in source.indices { take(source[place]) }
  }

  package mutating func take(_ element: Element) {
    if let page = element.pageNumber { addPage(page) }
    guard element.hasDetails else {
      if let page = element.pageNumber { addSpan(Span(page: page, box: nil)) }
      return
    }
    takeDetails(element.details, of: element)
  }

  /// Field by field, since a copy of all details would take longer than all else.
  private mutating func takeDetails(_ list: [ElementDetails], of element: Element) {
    if attachment == nil { attachment = list[0].attachment }
    if list[0].places.isEmpty, let page = element.pageNumber {
      addSpan(Span(page: page, box: nil))
    }
    for index in list[0].places.indices {
      let page = list[0].places[index].page
      addSpan(Span(page: page, box: list[0].places[index].box))
      // What goes on over a page's end is on the next page too.
      addPage(page)
    }
    if let range = list[0].sourceRange {
      let hull = sourceRange ?? range
      sourceRange =
        min(hull.lowerBound, range.lowerBound)..<max(hull.upperBound, range.upperBound)
    }
    if !list[0].languages.isEmpty { addLanguages(list[0].languages) }
    if !list[0].links.isEmpty { links += list[0].links }
    if !list[0].emphasis.isEmpty { emphasis += list[0].emphasis }
  }

  private mutating func addPage(_ page: Int) {
    let hull = pages ?? page...page
    if page >= hull.lowerBound, page <= hull.upperBound, pages != nil { return }
    pages = min(page, hull.lowerBound)...max(page, hull.upperBound)
  }

  private mutating func addLanguages(_ more: [String]) {
    // Nearly always there is one, and the same.
    if languages.isEmpty, more.count == 1 {
      languages = more
      return
    }
    for language in more where !languages.contains(language) { languages.append(language) }
  }

  private mutating func addSpan(_ span: Span) {
    // Elements without geometry would only say the page again.
    if span.box == nil, spans.last == span { return }
    spans.append(span)
  }
}
