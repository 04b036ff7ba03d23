import CommonMark
import Documents

/// A list item whose own paragraphs are being gathered.
struct MarkdownItem {
  /// Whether its own text has been handed over.
  private(set) var isClosed = false
  private let depth: Int
  private let checked: Bool?
  /// The number that the list gives it, until an element has it.
  private var label: String?
  private var text = ""
  private var inlines = MarkdownInlines()
  private var source: Range<Int>?

  init(depth: Int, checked: Bool?, label: String?) {
    self.depth = depth
    self.checked = checked
    self.label = label
  }

  mutating func add(_ content: MarkdownText, _ range: Range<Int>) {
    if !text.isEmpty { text += "\n" }
    let offset = text.unicodeScalars.count
    inlines.add(content, at: offset)
    inlines.addImages(content.soleImages, content, at: offset)
    text += content.text
    source = (source?.lowerBound ?? range.lowerBound)..<range.upperBound
  }

  /// Hands over the label, once.
  mutating func takeLabel() -> String? {
    defer { label = nil }
    return label
  }

  /// Hands over the text so far, if there is any.
  mutating func close() -> Element? {
    isClosed = true
    guard !text.isEmpty else { return nil }
    var element = Element(.listItem, text, depth: depth, sourceRange: source)
    element.checked = checked
    element.label = takeLabel()
    inlines.apply(to: &element)
    return element
  }
}
