package import Documents
import PlainText

/// Reads a text without markup.
package func extractPlainText(_ text: DecodedText) -> ParsedDocument {
  let screen = ScreenText(text.bytes)
  let reading = readPlainText(String(decoding: screen.bytes, as: UTF8.self))
  var document = ParsedDocument(reading.elements)
  document.note(text)
  document.ledger = CharacterLedger()
  document.ledger.found = CharacterLedger.count(utf8: text.bytes.span)
  document.ledger.drop(.markup, reading.markup)
  document.ledger.drop(.hyphen, reading.hyphens)
  document.ledger.drop(.control, screen.dropped)
  if screen.isChanged {
    for index in document.elements.indices {
      guard let range = document.elements[index].sourceRange else { continue }
      document.elements[index].sourceRange = screen.source(of: range)
    }
  }
  document.facts.pageCount = document.elements.last?.pageNumber
  document.countKept()
  return document
}

extension ParsedDocument {
  /// Records how the text was decoded.
  mutating func note(_ text: DecodedText) {
    facts.encoding = text.encoding.name
    if let remark = text.remark { remarks.append(remark) }
  }

  /// Counts what came into the elements.
  mutating func countKept() {
    ledger.kept = elements.reduce(0) { $0 + CharacterLedger.count($1.text) }
  }
}
