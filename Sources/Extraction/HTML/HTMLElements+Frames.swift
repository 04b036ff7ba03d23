import Documents
import LibXML

extension HTMLElements {
  private static let deepestFrame = 4

  /// Reads the page that a frame holds itself, at its place; what stands for browsers without frames
  /// is left out.
  mutating func readFrame(_ index: Int) -> Int {
    let end = Int(tree.nodes[index].end)
    document.ledger.drop(.alternative, page.characters(in: index))
    guard let source = tree.attribute(.srcdoc, of: index), !source.isEmpty else { return end }
    let text = DecodedText(source)
    guard depth < Self.deepestFrame, let inner = HTMLParser.parse(text.bytes) else {
      let remark = "has pages in frames more than \(Self.deepestFrame) deep, which are left out"
      if !document.remarks.contains(remark) { document.remarks.append(remark) }
      return end
    }
    let frame = HTMLElements.read(HTMLPage(inner), text, boilerplate, depth: depth + 1)
    document.ledger.add(frame.ledger)
    document.remarks += frame.remarks
    if table != nil {
      for element in frame.elements {
        inline.addSpace()
        inline.append(element.text)
      }
      inline.addSpace()
      return end
    }
    flush()
    for element in frame.elements {
      var element = element
      // Places are known of the page itself only.
      element.sourceRange = nil
      append(element)
    }
    return end
  }
}
