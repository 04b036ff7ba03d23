/// A piece of a document that is searched as one.
///
/// Like an element it knows nothing of its document's path; its id is added where it is written.
package struct Chunk: Sendable, Hashable {
  package var kind: ElementKind
  package var text: String
  /// The headings above the chunk, outermost first.
  package var titlePath: [String]
  /// The half-open range of the document's elements that the chunk draws on.
  package var elements: Range<Int>
  /// The half-open range of Unicode scalars of the decoded document it covers, if known.
  package var sourceRange: Range<Int>?
  /// The first and last page it draws on; nil where the format has no pages.
  package var pages: ClosedRange<Int>?
  package var textAsHTML: String?
  /// The file inside of the document that it was read from; nil for the document itself.
  package var attachment: Element.Attachment?
  /// Whether it goes on with an element that an earlier chunk began.
  package var isContinuation = false

  package init(_ kind: ElementKind, _ text: String, titlePath: [String], elements: Range<Int>) {
    self.kind = kind
    self.text = text
    self.titlePath = titlePath
    self.elements = elements
  }
}
