import Documents
import Extraction
import Testing

@Suite struct `Text for a screen or printer` {
  @Test(arguments: [
    ("a \u{1B}[31;1mred\u{1B}[0m b", "a red b", 11),
    ("N\u{8}NA\u{8}A _\u{8}u", "NA u", 6),
    ("\u{1B}]0;title\u{7}x \u{1B}(By \u{8} z", "x y  z", 14),
    ("ä\u{8}ö", "ö", 2), ("\u{8}a\u{1B}", "a", 2), ("\u{1B}[99", "99", 2),
  ])
  func `is read as it shows`(source: String, shown: String, dropped: Int) {
    let found = document(source, .text)
    #expect(found.elements.map(\.text) == [shown])
    #expect(found.ledger.drops[.control] == dropped)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `has the places of its source`() {
    let text = "A\u{8}A \u{1B}[1mfirst\u{1B}[0m paragraph.\n\nThe \u{1B}[1mlast\u{1B}[0m one."
    let found = elements(text, .text)
    #expect(found.map(\.text) == ["A first paragraph.", "The last one."])
    #expect(source(of: found[1], in: text) == "The \u{1B}[1mlast\u{1B}[0m one.")
  }
}
