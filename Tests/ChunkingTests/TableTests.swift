import Chunking
import Documents
import Testing

/// Tables stand alone, whole with their HTML if they fit, and cut between rows if not.
@Suite struct `Chunks of tables` {
  private static func table(_ rows: [[String]], heads: Int = 0) -> Element {
    var html = "<table>"
    for (number, row) in rows.enumerated() {
      let tag = number < heads ? "th" : "td"
      html += "<tr>\(row.map { "<\(tag)>\($0)</\(tag)>" }.joined())</tr>"
    }
    var element = Element(.table, rows.joined().joined(separator: " "))
    element.textAsHTML = html + "</table>"
    return element
  }

  @Test func `keep their HTML when whole`() {
    let table = Self.table([["x", "y"]])
    let elements = [Element(.narrativeText, "a"), table, Element(.narrativeText, "b")]
    let found = chunks(elements, .basic) { ($0.overlap, $0.overlapAll) = (5, true) }
    #expect(found.map(\.kind) == [.compositeElement, .table, .compositeElement])
    #expect(found.map(\.text) == ["a", "x y", "b"])
    #expect(found.map(\.textAsHTML) == [nil, "<table><tr><td>x</td><td>y</td></tr></table>", nil])
  }

  @Test func `have a row on a line, and their heads before each piece`() {
    let rows = [["Gauge", "Level"]] + (1...6).map { ["station \($0)", "\($0).00 m"] }
    let found = chunks([Self.table(rows, heads: 1)]) { $0.maxCharacters = 50 }
    #expect(
      found.map(\.text) == [
        "Gauge Level\nstation 1 1.00 m\nstation 2 2.00 m",
        "Gauge Level\nstation 3 3.00 m\nstation 4 4.00 m",
        "Gauge Level\nstation 5 5.00 m\nstation 6 6.00 m",
      ]
    )
    #expect(found.map(\.kind) == [.tableChunk, .tableChunk, .tableChunk])
    #expect(found.map { $0.piece?.number } == [0, 1, 2])
    #expect(found.map { $0.piece?.repeatedRows } == [0, 1, 1])
    #expect(found.map(\.ownStart) == [0, 12, 12])
    #expect(
      found[1].textAsHTML
        == "<table><thead><tr><th>Gauge</th><th>Level</th></tr></thead>"
        + "<tr><td>station 3</td><td>3.00 m</td></tr><tr><td>station 4</td><td>4.00 m</td></tr></table>"
    )
  }

  @Test func `say again what rows are called that reach over a cut`() {
    var table = Element(.table, "Brindle Q1 one Q2 two Q3 three")
    table.textAsHTML =
      "<table><tr><td rowspan=\"3\">Brindle</td><td>Q1</td><td>one</td></tr>"
      + "<tr><td>Q2</td><td>two</td></tr><tr><td>Q3</td><td>three</td></tr></table>"
    let found = chunks([table]) { $0.maxCharacters = 28 }
    #expect(found.map(\.text) == ["Brindle Q1 one\nQ2 two", "Brindle\nQ3 three"])
    #expect(
      found.map { $0.textAsHTML ?? "" } == [
        "<table><tr><td rowspan=\"2\">Brindle</td><td>Q1</td><td>one</td></tr>"
          + "<tr><td>Q2</td><td>two</td></tr></table>",
        "<table><tr><td>Brindle</td><td>Q3</td><td>three</td></tr></table>",
      ]
    )
  }

  @Test func `divide a long row between cells, and say again what it is called`() {
    let long = "The level rose. It fell again. Nobody was there to see."
    let table = Self.table([["R2", long, "end"]])
    let found = chunks([table]) { $0.maxCharacters = 34 }
    #expect(
      found.map(\.text)
        == ["R2", "R2 The level rose. It fell again.", "R2 Nobody was there to see. end"]
        || found.map(\.text)
          == ["R2 The level rose. It fell again.", "R2 Nobody was there to see. end"]
    )
    #expect(found.dropFirst().allSatisfy { $0.ownStart == 3 })
  }

  @Test func `have the heading and the caption right above them`() {
    let elements = [
      Element(.narrativeText, "before"), Element(.title, "Levels", depth: 0),
      Element(.figureCaption, "Table 1: all of them"), Self.table([["a", "b"]]),
    ]
    let found = chunks(elements)
    #expect(found.map(\.text) == ["before", "Levels\n\nTable 1: all of them\n\na b"])
    #expect(found.map(\.kind) == [.compositeElement, .table])
  }

  @Test func `are cut as text where their HTML says something else`() {
    var table = Element(.table, "aa bb cc dd ee")
    table.textAsHTML = "<table><tr><td>other</td></tr></table>"
    let found = chunks([table]) { $0.maxCharacters = 8 }
    #expect(found.map(\.text) == ["aa bb cc", "dd ee"])
    #expect(found.allSatisfy { $0.textAsHTML == nil })
    #expect(found.map(\.isContinuation) == [false, true])
  }

  @Test func `keep titles and notes that only their text has`() {
    var table = Self.table([["a", "b"], ["c", "d"]])
    table.text = "Table 7 a b c d * about"
    let found = chunks([table]) { $0.maxCharacters = 12 }
    #expect(found.map(\.text) == ["Table 7 a b", "c d * about"])
  }

  @Test func `pass whole if asked, however long`() {
    let table = Self.table([["aa bb"], ["cc dd"]])
    let found = chunks([table]) { ($0.maxCharacters, $0.skipsTables) = (3, true) }
    #expect(found.map(\.text) == ["aa bb\ncc dd"])
    #expect(found.map(\.textAsHTML) == [table.textAsHTML])
  }

  @Test func `share a chunk if asked`() {
    let elements = [Element(.narrativeText, "a"), Self.table([["x"], ["y"]])]
    let found = chunks(elements) { $0.isolatesTables = false }
    #expect(found.map(\.text) == ["a\n\nx y"])
    #expect(found.map(\.textAsHTML) == [elements[1].textAsHTML])
  }

  @Test func `are none where there is no text`() {
    #expect(chunks([Element(.table, " \n")]).isEmpty)
  }
}
