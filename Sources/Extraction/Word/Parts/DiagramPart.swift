import Documents
import LibXML

/// The reader of a part with a diagram or a chart, of which the words are kept.
final class DiagramPart: OfficePart {
  private(set) var story = Story()
  private var line: [UInt8] = []
  private var isText = false
  private var seen: Set<[UInt8]> = []

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    isText = name == .drawingT
  }

  override func text(_ text: borrowing Span<UInt8>) {
    if isText { line.append(copying: text) }
  }

  override func close(_ name: OfficeName) {
    isText = false
    guard name == .drawingP else { return }
    let text = MarkedText(bytes: line).trimmed()
    line = []
    guard !text.bytes.isEmpty, seen.insert(text.bytes).inserted else { return }
    story.ledger.found += InkCount.count(text.bytes)
    var element = text.element(.uncategorizedText)
    element.role = "diagram"
    story.elements.append(element)
  }
}
