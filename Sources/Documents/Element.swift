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
  /// What the document calls that page, where that is another word than its number.
  package var pageName: String?
  /// Where it stands, a rectangle for each page or column; empty where the format has no geometry.
  package var places: [Place] = []
  /// What it is beyond its kind: "footnote", "comment", "toc".
  package var role: String?
  /// The number or bullet that its format shows in front of it, such as "2.1.3", which is not in the
  /// text.
  package var label: String?
  /// The pages that a running header or footer is for: "primary", "first_page", "even_page".
  package var headerFooterType: String?
  /// How it was found, where a format can be read in several ways.
  package var strategy: String?
  /// Its languages, as ISO 639-3 codes.
  package var languages: [String] = []
  package var image: Image?
  /// The name of the attachment that it was read from; nil for the document itself.
  package var attachedTo: String?
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
