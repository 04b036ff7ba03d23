import Chunking
import Documents
import Testing

/// Tables stand alone, whole with their HTML if they fit and cut as text if not.
@Suite struct `Chunks of tables` {
  private func table(_ text: String) -> Element {
    var element = Element(.table, text)
    element.textAsHTML = "<table></table>"
    return element
  }

  @Test func `keep their HTML when whole`() {
    let elements = [Element(.narrativeText, "a"), table(" x  y\n"), Element(.narrativeText, "b")]
    let chunks = chunkBasic(elements, ChunkingOptions(overlap: 5, overlapAll: true))
    #expect(chunks.map(\.kind) == [.compositeElement, .table, .compositeElement])
    #expect(chunks.map(\.text) == ["a", "x  y", "b"])
    #expect(chunks.map(\.textAsHTML) == [nil, "<table></table>", nil])
  }

  @Test func `are cut when too long`() {
    let chunks = chunkByTitle([table("aa bb\ncc dd ee")], ChunkingOptions(maxCharacters: 8))
    #expect(chunks.map(\.kind) == [.tableChunk, .tableChunk])
    #expect(chunks.map(\.text) == ["aa bb", "cc dd ee"])
    #expect(chunks.map(\.isContinuation) == [false, true])
    #expect(chunks.allSatisfy { $0.textAsHTML == nil })
  }

  @Test func `are none where there is no text`() {
    #expect(chunkByTitle([table(" \n")], ChunkingOptions()).isEmpty)
  }
}
