import Documents
import LibXML

/// The reader of a part with a diagram or a chart, of which the words are kept.
final class DiagramPart: OfficePart {
  private var story = Story()
  private var chart = ChartData()
  private var line: [UInt8] = []
  private var isText = false
  private var seen: Set<[UInt8]> = []

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    isText = name == .drawingT
    chart.open(name, attributes.integer(.pointIndex))
  }

  /// The words, and a chart's values as a table.
  var whole: Story {
    var story = story
    if let table = chart.table {
      story.ledger.found += InkCount.count(table.text)
      story.elements.append(table)
    } else {
      story.ledger.found += chart.ink
      story.ledger.drop(.machinery, chart.ink)
    }
    return story
  }

  override func text(_ text: borrowing Span<UInt8>) {
    if isText { line.append(copying: text) }
    if chart.isInValue { chart.add(text) }
  }

  override func close(_ name: OfficeName) {
    isText = false
    chart.close(name)
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
