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
}
