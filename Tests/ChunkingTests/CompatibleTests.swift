import Chunking
import Documents
import Testing

/// What the chunks of Unstructured have where elements are odd.
@Suite struct `Compatible chunks` {
  private static func found(
    _ elements: [Element],
    _ most: Int = 500,
    _ change: (inout ChunkingOptions) -> Void = { _ in }
  ) -> [Chunk] {
    chunks(elements, .basic) {
      ($0.isCompatible, $0.maxCharacters) = (true, most)
      change(&$0)
    }
  }

  @Test func `have code that is nothing but white space`() {
    let code = Element(.codeSnippet, " \n\u{2028}")
    let (before, after) = (Element(.narrativeText, "a"), Element(.narrativeText, "b"))
    #expect(Self.found([before, code, after]).map(\.text) == ["a\n\n \n\u{2028}\n\nb"])
    #expect(Self.found([code]).map(\.text) == [" \n\u{2028}"])
    #expect(Self.found([code, after], 4).map(\.text) == [" \n\u{2028}", "b"])
    let overlapping = Self.found([before, code, after], 6) {
      ($0.overlap, $0.overlapAll) = (2, true)
    }
    #expect(overlapping.map(\.text) == ["a\n\n \n\u{2028}", "b"])
    #expect(Self.found([Element(.codeSnippet, "")]).isEmpty)
    #expect(Self.found([Element(.narrativeText, " \n")]).isEmpty)
  }

  @Test func `leave the table within a repeated head as it is`() {
    let words = String(repeating: "w ", count: 40)
    var table = Element(.table, "in B " + String(repeating: words + "2 ", count: 2))
    table.textAsHTML =
      "<table><tr><th><table><tr><td>in</td></tr></table></th><td>B</td></tr>"
      + String(repeating: "<tr><td>\(words)</td><td>2</td></tr>", count: 2) + "</table>"
    let chunks = Self.found([table], 120)
    #expect(chunks.count == 2)
    #expect(
      chunks.last?.textAsHTML?.hasPrefix(
        "<table><thead><tr><th><table><tr><td>in</td></tr></table></th><th>B</th></tr></thead>"
          + "<tr><td>w w"
      ) == true
    )
  }

  @Test(arguments: [
    ("<table><tr><td>v</td></tr></table>", true),
    ("<html><body> <table><tr><td>v</td></tr></table></body></html>", true),
    ("<html><body><table><tr><td>v</td></tr></table>tail", false),
    ("text<table><tr><td>v</td></tr></table>", false),
  ])
  func `have HTML where it is that of one element alone`(_ html: String, _ isKept: Bool) {
    var table = Element(.table, "v")
    table.textAsHTML = html
    let expected = isKept ? "<table><tr><td>v</td></tr></table>" : nil
    #expect(Self.found([table]).map(\.textAsHTML) == [expected])
  }

  @Test(
    arguments: [
      (nil, 1, 1), (0, 1, 1), (0, 0, 2), (1, 0, 2), (1, nil, 1), (nil, 2, 2),
    ] as [(Int?, Int?, Int)]
  )
  func `begin on page 1 where the first page is not known or 0`(
    _ first: Int?,
    _ second: Int?,
    _ count: Int
  ) {
    var elements = [Element(.narrativeText, "a"), Element(.narrativeText, "b")]
    (elements[0].pageNumber, elements[1].pageNumber) = (first, second)
    let found = chunks(elements) {
      ($0.isCompatible, $0.multipageSections, $0.combineTextUnderCharacters) = (true, false, 0)
    }
    #expect(found.count == count)
  }
}
