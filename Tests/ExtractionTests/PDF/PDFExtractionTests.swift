import Documents
import Extraction
import PDFFixtures
import PopplerPDF
import Testing

@Suite struct `Reading a PDF` {
  private static func draft(_ contents: [String]) -> PDFDraft {
    var draft = PDFDraft()
    for content in contents { draft.addPage(content) }
    return draft
  }

  private static func failure(_ bytes: [UInt8]) -> ExtractionError? {
    do throws(ExtractionError) {
      _ = try extractPDF(bytes)
      return nil
    } catch {
      return error
    }
  }

  private static let line = "BT /F1 10 Tf 20 200 Td (The tide is measured twice a day.) Tj ET"

  @Test func `facts of the document`() throws {
    var draft = Self.draft([Self.line])
    let info = draft.add(
      "<< /Title (Tides) /Author (A. Holm) /Keywords (sea, moon) /Producer (Hand) /Subject ( ) "
        + "/CreationDate (D:20261121134500+01'00') /ModDate (D:2026) >>"
    )
    draft.trailer = "/Info \(info) 0 R"
    draft.catalog = "/Lang (en-GB)"
    let facts = try extractPDF(draft.bytes).facts
    #expect(facts.title == "Tides")
    #expect(facts.authors == ["A. Holm"])
    #expect(facts.subject == nil)
    #expect(facts.producer == "Hand")
    #expect(facts.language == "en-GB")
    #expect(facts.pageCount == 1)
    #expect(facts.modified == "2026")
    #expect(facts.created?.hasPrefix("2026-11-21T13:45:00") == true)
  }

  @Test(arguments: [
    ("D:20260102030405Z", "2026-01-02T03:04:05Z"), ("D:20260102", "2026-01-02"),
    ("202601", "2026-01"), ("yesterday", nil),
  ])
  func `dates as exact as they are written`(date: String, expected: String?) throws {
    var draft = Self.draft([Self.line])
    let info = draft.add("<< /CreationDate (\(date)) >>")
    draft.trailer = "/Info \(info) 0 R"
    #expect(try extractPDF(draft.bytes).facts.created == expected)
  }

  @Test func `a heading reads as the outline names it`() throws {
    var draft = Self.draft([
      "BT /F2 10 Tf 20 250 Td (Plate 4-2 \\(03-01-2019\\)) Tj 0 -12 Td (Harbour bells) Tj ET \(Self.line)"
    ])
    let first = draft.next
    draft.add("<< /Type /Outlines /First \(first + 1) 0 R /Last \(first + 1) 0 R /Count 1 >>")
    draft.add(
      "<< /Title (4-2  Harbour bells) /Parent \(first) 0 R /Dest [\(draft.page(0)) 0 R /Fit] >>"
    )
    draft.catalog = "/Outlines \(first) 0 R"
    let document = try extractPDF(draft.bytes)
    #expect(
      document.elements.map(\.text) == [
        "Plate 4-2 Harbour bells", "(03-01-2019)", "The tide is measured twice a day.",
      ]
    )
    #expect(document.elements.map(\.kind) == [.title, .uncategorizedText, .narrativeText])
    #expect(document.ledger.isClosed)
  }

  @Test func `prose is told from other text`() throws {
    let document = try extractPDF(Self.draft([Self.line]).bytes)
    #expect(document.elements.map(\.kind) == [.narrativeText])
    #expect(document.elements.map(\.pageNumber) == [1])
    #expect(document.ledger.isClosed)
  }

  @Test func `page breaks on demand`() throws {
    let bytes = Self.draft([Self.line, Self.line]).bytes
    var options = ExtractionOptions()
    #expect(try !extractPDF(bytes, options: options).elements.contains { $0.kind == .pageBreak })
    options.pageBreaks = true
    let kinds = try extractPDF(bytes, options: options).elements.map(\.kind)
    #expect(kinds == [.narrativeText, .pageBreak, .narrativeText])
  }

  @Test func `progress hears of each page before it is read`() throws {
    var heard: [Int] = []
    _ = try extractPDF(Self.draft([Self.line, Self.line]).bytes) { heard.append($0) }
    #expect(heard == [1, 2])
  }

  @Test func `pages that are pictures only have no text layer`() {
    var draft = PDFDraft()
    let picture = draft.addStream(
      "abc",
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    )
    for _ in 0..<3 {
      draft.addPage("200 0 0 300 0 0 cm /X Do", resources: "/XObject << /X \(picture) 0 R >>")
    }
    #expect(Self.failure(draft.bytes) == .noTextLayer(pages: "pages 1-3"))
  }

  /// A page in a font that gives the number of a glyph for its character, and so many words of it.
  private static func addUnreadablePage(_ words: Int, _ draft: inout PDFDraft) {
    let map = draft.addStream(
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0098> "
        + "endbfchar endcmap"
    )
    let font =
      "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode \(map) 0 R >>"
    let lines = (0..<words).map { "1 0 0 1 10 \(280 - 12 * $0) Tm (AAAAA) Tj" }
    draft.addPage(
      "BT /F3 10 Tf \(lines.joined(separator: " ")) ET",
      "/Resources << /Font << \(font) >> >>"
    )
  }

  @Test func `text whose characters the fonts do not say is no success without a word`() throws {
    var draft = PDFDraft()
    Self.addUnreadablePage(10, &draft)
    #expect(Self.failure(draft.bytes) == .unmappedText(pages: "page 1"))
    draft.addPage("BT /F1 10 Tf 10 250 Td \(Self.line) ET")
    let document = try extractPDF(draft.bytes)
    #expect(document.elements.map(\.pageNumber) == [2])
    #expect(
      document.remarks == [
        "has text on page 1 whose fonts do not say which characters it is: 50 characters are left out"
      ]
    )
    #expect(document.ledger.drops[.control] == 50)
  }

  @Test func `a few signs without a character are not worth a word`() throws {
    var draft = PDFDraft()
    Self.addUnreadablePage(3, &draft)
    #expect(try extractPDF(draft.bytes).remarks == [])
  }

  @Test func `an empty page is an empty document`() throws {
    #expect(try extractPDF(Self.draft([""]).bytes).elements.isEmpty)
  }

  @Test func `a locked file`() {
    var draft = Self.draft([Self.line])
    let key = String(repeating: "5A", count: 32)
    draft.trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <\(key)> /U <\(key)> >>"
    #expect(Self.failure(draft.bytes) == .pdf(.locked))
  }

  @Test func `names of pages come with the elements`() throws {
    var draft = Self.draft([Self.line])
    draft.catalog = "/PageLabels << /Nums [0 << /S /r /St 4 >>] >>"
    #expect(try extractPDF(draft.bytes).elements.map(\.pageName) == ["iv"])
  }
}
