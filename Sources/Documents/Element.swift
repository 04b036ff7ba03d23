/// One typed piece of a document, in reading order.
///
/// An element knows nothing of where its document lies, so that equal files share one parse:
/// file name, ids and parents are added when elements are written out (`ElementJSON`).
package struct Element: Sendable, Hashable {
  package var kind: ElementKind
  package var text: String
  /// For a title 0 for a level-1 heading and so on; for a list item its nesting.
  package var categoryDepth: Int?
  /// The page it begins on, from 1; nil where the format has no pages.
  package var pageNumber: Int?
  /// The half-open range of Unicode scalars of the decoded document that it was made from.
  package var sourceRange: Range<Int>?
  /// A table as HTML.
  package var textAsHTML: String?
  package var links: [Link] = []
  package var emphasis: [Emphasis] = []
  /// The language that a code block names.
  package var codeLanguage: String?
  /// For a check box or a task list item.
  package var checked: Bool?

  package init(
    _ kind: ElementKind,
    _ text: String,
    depth: Int? = nil,
    sourceRange: Range<Int>? = nil
  ) {
    self.kind = kind
    self.text = text
    self.categoryDepth = depth
    self.sourceRange = sourceRange
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
