import Documents
import Testing

/// Elements as values, whatever of their details was written and unwritten.
@Suite struct ElementTests {
  @Test func nothingInDetailsIsNoDifference() {
    let plain = Element(.narrativeText, "a")
    var emptied = plain
    emptied.role = "toc"
    emptied.links.append(Element.Link(text: "a", url: "b", start: 0))
    #expect(emptied != plain)
    emptied.role = nil
    emptied.links = []
    #expect(emptied.hasDetails)
    #expect(emptied == plain)
    #expect(emptied.hashValue == plain.hashValue)
  }

  @Test func nothingIsKeptWhereNothingIsWritten() {
    var element = Element(.title, "a", depth: 1)
    element.pageNumber = 2
    element.pageName = nil
    element.places = []
    element.languages = []
    element.image = nil
    element.sourceRange = nil
    element.checked = nil
    #expect(!element.hasDetails)
    #expect(element.sourceRange == nil && element.links == [] && element.checked == nil)
  }

  @Test func copiesAreApart() {
    var first = Element(.listItem, "a", sourceRange: 1..<3)
    first.emphasis = [Element.Emphasis(text: "a", tag: "b")]
    var second = first
    second.emphasis.append(Element.Emphasis(text: "a", tag: "i"))
    second.sourceRange = 4..<5
    #expect(first.emphasis.map(\.tag) == ["b"])
    #expect(second.emphasis.map(\.tag) == ["b", "i"])
    #expect(first.sourceRange == 1..<3)
    #expect(first != second)
  }

  /// Texts with white space and control characters, longer than the pieces that are counted at once.
  @Test(arguments: [0, 1, 7, 127, 128, 129, 300])
  func charactersAreScalarsWithoutSpace(length: Int) {
    let odd: [Unicode.Scalar] = [
      "a", "é", "\u{A0}", "\u{85}", " ", "\t", "\n", "\u{1}", "\u{1F}", "\u{7F}", "\u{1680}",
      "\u{2003}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}", "\u{3001}", "\u{200B}", "漢",
      "😀", "\u{E000}",
    ]
    var text = String.UnicodeScalarView()
    for index in 0..<length { text.append(odd[index * 5 % odd.count]) }
    let expected = text.filter { !$0.properties.isWhitespace }.count
    #expect(CharacterLedger.count(String(text)) == expected)
    #expect(CharacterLedger.count(String(repeating: "x", count: length)) == length)
  }
}
