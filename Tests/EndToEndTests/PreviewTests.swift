import JSON
import PDFFixtures
import Scratch
import Testing

/// What `preview` shows of a document, and which document it takes.
@Suite struct PreviewTests {
  private func mill() throws -> Mill {
    let mill = try Mill()
    try mill.write("a.md", "# Kilns\n\nA damper sets the draught.\n")
    try mill.write("deep/b.md", "# Glazes\n\nA glaze melts.\n")
    try mill.write("deep/c.md", "# Clays\n\nA clay dries.\n")
    try mill.write("other/c.md", "# Slips\n\nA slip flows.\n")
    return mill
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var document: String
    var status: Int32 = 0
    /// What is shown, or said.
    var words: [String]

    init(_ document: String, _ status: Int32 = 0, _ words: String...) {
      self.document = document
      self.status = status
      self.words = words
    }

    var testDescription: String { document }
  }

  @Test(arguments: [
    Case("a.md", 0, "Title 1", "Kilns", "A damper sets the draught.", "chunk 1"),
    Case("files:a.md", 0, "Kilns"),
    Case("in/a.md", 0, "Kilns"),
    Case("./in/deep/b.md", 0, "Glazes"),
    Case("b.md", 0, "Glazes"),
    Case("deep/c.md", 0, "Clays"),
    Case("in/other/c.md", 0, "Slips"),
    Case("c.md", 64, "'files:deep/c.md'", "'files:other/c.md'"),
    Case("deep/d.md", 66, "'deep/d.md'", "4 documents", "'deep/b.md'"),
    Case("p.json", 66, "although the file exists"),
  ])
  func takesTheDocumentThatIsMeant(_ aCase: Case) throws {
    let mill = try mill()
    let outcome = try mill.stampmill("preview", "p.json", aCase.document)
    #expect(outcome.status == aCase.status, "\(outcome.text)\(outcome.errors)")
    for words in aCase.words {
      #expect((outcome.text + outcome.errors).contains(words), "\(outcome.text)\(outcome.errors)")
    }
    #expect(!mill.folder.exists("out"), "nothing is written")
  }

  @Test func stagesByName() throws {
    let mill = try mill()
    let elements = try mill.stampmill("preview", "p.json", "a.md", "--stage", "parse", "--json")
    #expect(elements.text == (try mill.shell("cd in && \"$MILL\" parse a.md")).text)
    let chunks = try mill.stampmill("preview", "p.json", "a.md", "--json")
    #expect(chunks.text.contains("CompositeElement"))
    let wrong = try mill.stampmill("preview", "p.json", "a.md", "--stage", "nothing")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("'parse'"))
  }

  /// A long paragraph, a long table and a short one, in pieces of larger chunks.
  @Test func whatChunksRepeat() throws {
    let mill = try mill()
    try mill.write(
      "d.md",
      """
      # Kilns

      A damper sets the draught of a kiln. A cone bends when it is hot enough. A lid keeps it in.

      ## Cones

      | Cone | Heat | Colour of the fire |
      | --- | --- | --- |
      | 022 | 586 | dull red, hardly seen |
      | 06 | 998 | orange, seen from far off |
      | 10 | 1285 | nearly white, hurts the eyes |

      """
    )
    try mill.folder.write(
      "q.json",
      Array(
        """
        {
          "stages": {
            "files": { "use": "folder", "path": "in" },
            "parse": { "use": "document", "from": "files" },
            "split": {
              "use": "by_title", "from": "parse", "max_characters": 80, "overlap": 30,
              "overlap_all": true, "repeat_titles": true, "tokenizer": "words",
              "parent_max_characters": 300
            },
            "lines": { "use": "jsonl", "from": "split", "to": "out/lines.jsonl" }
          }
        }
        """.utf8
      )
    )
    let outcome = try mill.stampmill("preview", "q.json", "d.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      text.drop { !$0.hasPrefix("━━") }.joined(separator: "\n") == """
        ━━ parent 1, 98 characters, 22 tokens
        ┄┄ chunk 1, 79 characters, 17 tokens  Kilns
        1  Title 1        Kilns
        2  NarrativeText  A damper sets the draught of a kiln. A cone bends when it is hot enough.
        ┄┄ chunk 2, 47 characters, 12 tokens  Kilns
                          titles in front: Kilns
                          overlap: bends when it is hot enough.
                          A lid keeps it in.
        ━━ parent 2, 135 characters, 27 tokens
        ┄┄ chunk 3, 65 characters, 14 tokens, piece 1 of the table  Kilns › Cones
                          titles in front: Kilns
        3  Title 2        Cones
        4  Table          Cone  Heat  Colour of the fire
                          022   586   dull red, hardly seen
        ┄┄ chunk 4, 61 characters, 15 tokens, piece 2 of the table  Kilns › Cones
                          titles in front: Kilns › Cones
                          repeated in the table: Cone Heat Colour of the fire
                          Cone  Heat  Colour of the fire
                          06    998   orange, seen from far off
        ┄┄ chunk 5, 65 characters, 15 tokens, piece 3 of the table  Kilns › Cones
                          titles in front: Kilns › Cones
                          repeated in the table: Cone Heat Colour of the fire
                          Cone  Heat  Colour of the fire
                          10    1285  nearly white, hurts the eyes

        """
    )
    let page = try mill.stampmill("preview", "q.json", "d.md", "--as", "html").text
    for words in [
      "<p class=\"cut outer\"><b>parent 1, ",
      "<b>titles in front</b> <span dir=\"auto\">Kilns</span>",
      "<b>repeated in the table</b>", "Table, continued",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func whatIsInNoChunk() throws {
    let mill = try mill()
    var draft = PDFDraft()
    for page in 1...4 {
      draft.addPage(
        "BT /F1 8 Tf 20 285 Td (The Tide Gazette) Tj ET "
          + "BT /F1 10 Tf 20 \(220 - 10 * page) Td (They rise on day \(page).) Tj ET"
      )
    }
    try mill.folder.write("in/gazette.pdf", draft.bytes)
    let outcome = try mill.stampmill("preview", "p.json", "gazette.pdf")
    #expect(outcome.text.contains("· in no chunk, by leave_out: headers"), "\(outcome.text)")
    #expect(outcome.text.contains("in chunks: 60 of 116; left out: 56 headers"), "\(outcome.text)")
  }

  private static let pdf: [UInt8] = {
    var draft = PDFDraft()
    draft.addPage("BT /F2 18 Tf 20 250 Td (Tides) Tj ET BT /F1 10 Tf 20 220 Td (They rise.) Tj ET")
    draft.addPage("BT /F1 10 Tf 20 220 Td (They fall.) Tj ET")
    draft.addPage("")
    return draft.bytes
  }()

  @Test func pagesAsTheyLook() throws {
    let mill = try mill()
    try mill.folder.write("in/tides.pdf", Self.pdf)
    let outcome = try mill.stampmill("preview", "p.json", "tides.pdf", "--as", "html")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let pictures = outcome.text.split(separator: "data:image/png;base64,iVBORw0KGgo").count - 1
    #expect(pictures == 3)
    for words in ["They rise.", "They fall.", "No element begins", "href=\"#e1\"", "<rect"] {
      #expect(outcome.text.contains(words), "\(words)")
    }
    let second = try mill.stampmill(
      "preview",
      "p.json",
      "tides.pdf",
      "--as",
      "html",
      "--pages",
      "2-"
    )
    #expect(second.text.split(separator: "data:image/png").count == 3)
    #expect(!second.text.contains("They rise."))
    let again = try mill.stampmill("preview", "p.json", "tides.pdf", "--as", "html")
    #expect(again.text == outcome.text)
    for pages in ["", "0", "2-1", "x", "1,,2"] {
      let wrong = try mill.stampmill("preview", "p.json", "tides.pdf", "--pages", pages)
      #expect(wrong.status == 64, "\(pages)")
    }
    let beyond = try mill.stampmill("preview", "p.json", "tides.pdf", "--pages", "9")
    #expect(beyond.text.contains("It has no page 9."))
  }

  @Test func whatCannotBeParsed() throws {
    let mill = try mill()
    try mill.write("bad.pdf", "%PDF-1.4\nnothing")
    let outcome = try mill.stampmill("preview", "p.json", "bad.pdf")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("'bad.pdf' is a damaged PDF"))
    #expect(outcome.text == "")
  }
}
