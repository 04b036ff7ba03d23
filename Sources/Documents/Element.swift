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
  /// What it is beyond its kind: "footnote", "comment", "toc", or what `BoilerplateRole` names.
  package var role: String?
  /// The number that its format counts and shows in front of it, such as "2.1.3", "c." or "b)".
  ///
  /// It is never in the text: what the document's author typed stays in the text and makes no label,
  /// and bullets are neither.
  package var label: String?
  /// The pages that a running header or footer is for: "primary", "first_page", "even_page".
  package var headerFooterType: String?
  /// How it was found, where a format can be read in several ways.
  package var strategy: String?
  /// Its languages, as ISO 639-3 codes.
  package var languages: [String] = []
  package var image: Image?
  /// The file inside of the document that it was read from; nil for the document itself.
  package var attachment: Attachment?
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

  /// The text as it is shown, with the label in front.
  ///
  /// Whatever makes other text of elements, such as chunks and paths of headings, goes by this, so that
  /// "see 4.2 b)" finds what it means.
  package var labelledText: String {
    guard let label, !label.isEmpty else { return text }
    return text.isEmpty ? label : "\(label) \(text)"
  }

  /// A file that is attached to a document, or to a file that is.
  package struct Attachment: Sendable, Hashable {
    /// The names of the files that lead to it, its own last.
    package var path: [String]
    package var mediaType: String?

    package init(path: [String], mediaType: String?) {
      self.path = path
      self.mediaType = mediaType
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
