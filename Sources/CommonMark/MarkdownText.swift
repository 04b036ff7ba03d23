/// The text of a block without its markup, and what the markup said about it.
package struct MarkdownText: Sendable, Hashable {
  package var text = ""
  /// Marked runs, sorted by start, longer ones first.
  package var marks: [Mark] = []

  package init(text: String = "", marks: [Mark] = []) {
    self.text = text
    self.marks = marks
  }

  /// A run of the text that stands out.
  package struct Mark: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case strong
      case emphasis
      case strikethrough
      case code
      case link(url: String, title: String)
      /// An image; the run is its alternative text.
      case image(url: String, title: String)
      case footnote(label: String)
    }

    package var kind: Kind
    /// The run in Unicode scalars of the text.
    package var range: Range<Int>
    /// The run in bytes of the text's UTF-8.
    package var bytes: Range<Int>

    package init(_ kind: Kind, range: Range<Int>, bytes: Range<Int>) {
      self.kind = kind
      self.range = range
      self.bytes = bytes
    }
  }
}
