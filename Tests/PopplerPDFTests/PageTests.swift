import Documents
import PDFFixtures
import PDFLayout
import PopplerPDF
import Testing

@Suite struct `What a page draws` {
  private static func page(_ content: String, _ entries: String = "", resources: String = "") throws
    -> PageContent
  {
    var draft = PDFDraft()
    draft.addPage(content, entries, resources: resources)
    return try PDFFile(draft.bytes).page(1)
  }

  private static func text(_ page: PageContent) -> String {
    String(decoding: page.text, as: UTF8.self)
  }

  @Test func `letters at their places`() throws {
    let page = try Self.page("BT /F1 10 Tf 20 250 Td (Hi you) Tj ET")
    #expect(Self.text(page) == "Hi you")
    #expect(page.width == 200)
    #expect(page.height == 300)
    let first = page.glyphs[0]
    #expect(first.x == 20)
    #expect(first.y == 50)
    #expect(first.size == 10)
    #expect(abs(first.advanceX - 7.22) < 0.01)
    #expect(
      page.glyphs.map { $0.flags.contains(.space) } == [false, false, true, false, false, false]
    )
  }

  @Test func `what readers wrote on it`() throws {
    let page = try Self.page(
      "BT /F1 10 Tf 20 250 Td (Hi) Tj ET",
      "/Annots [ << /Type /Annot /Subtype /Text /Rect [20 200 40 220] /Contents (a note) >> ]"
    )
    #expect(page.notes.map(\.text) == ["a note"])
    #expect(page.notes.first?.box == Box(left: 20, top: 80, right: 40, bottom: 100))
  }

  @Test func `fonts are numbered and told of`() throws {
    var draft = PDFDraft()
    draft.addPage("BT /F1 10 Tf 20 250 Td (a) Tj /F2 10 Tf (b) Tj ET")
    let file = try PDFFile(draft.bytes)
    let page = try file.page(1)
    let faces = file.faces(from: 0)
    #expect(page.glyphs.map(\.font) == [0, 1])
    #expect(faces.map(\.isBold) == [false, true])
    #expect(faces[0].family == faces[1].family)
  }

  @Test(
    arguments: [
      ("BT /F1 10 Tf 3 Tr 20 250 Td (a) Tj ET", Glyph.Flags.invisible),
      ("BT /F1 10 Tf 20 350 Td (a) Tj ET", .clipped),
      ("/Artifact BMC BT /F1 10 Tf 20 250 Td (a) Tj ET EMC", .artifact),
      (
        "/Artifact << /Type /Pagination >> BDC BT /F1 10 Tf 20 250 Td (a) Tj ET EMC",
        [.artifact, .pagination]
      ),
    ] as [(String, Glyph.Flags)]
  )
  func `letters that are not simply seen`(content: String, flags: Glyph.Flags) throws {
    let page = try Self.page(content)
    #expect(page.glyphs.first?.flags.isSuperset(of: flags) == true)
  }

  @Test(arguments: [(0, 0), (90, 1), (180, 2), (270, 3)])
  func `a turned page gives its letters as they are shown`(rotation: Int, quadrant: Int) throws {
    let page = try Self.page("BT /F1 10 Tf 20 250 Td (a) Tj ET", "/Rotate \(rotation)")
    #expect(page.width == (rotation % 180 == 0 ? 200 : 300))
    #expect(Int(page.glyphs[0].quadrant) == quadrant)
  }

  @Test func `lines, boxes and dots`() throws {
    let page = try Self.page("0 0 m 100 0 l S 20 20 50 30 re f 5 100 3 3 re f")
    #expect(page.rules.map(\.isFill) == [false, true, false])
    #expect(page.rules.map(\.isDot) == [false, false, true])
    #expect(page.rules[1].box == Box(left: 20, top: 250, right: 70, bottom: 280))
  }

  @Test func `a round dot`() throws {
    let page = try Self.page(
      "13 10 m 13 11.7 11.7 13 10 13 c 8.3 13 7 11.7 7 10 c 7 8.3 8.3 7 10 7 c "
        + "11.7 7 13 8.3 13 10 c h f"
    )
    #expect(page.rules.map(\.isDot) == [true])
  }

  @Test func `links lead to addresses and pages`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let target = draft.page(0)
    let annotations =
      "/Annots [<< /Type /Annot /Subtype /Link /Rect [10 10 50 20] "
      + "/A << /S /URI /URI (https://example.org/) >> >> "
      + "<< /Type /Annot /Subtype /Link /Rect [10 30 50 40] /Dest [\(target) 0 R /Fit] >>]"
    draft.addPage("", annotations)
    let page = try PDFFile(draft.bytes).page(2)
    #expect(page.links.map(\.target) == ["https://example.org/", "#page=1"])
    #expect(page.links[0].box == Box(left: 10, top: 280, right: 50, bottom: 290))
  }

  @Test func `pictures and their bytes`() throws {
    var draft = PDFDraft()
    let picture = draft.addStream(
      "abc",
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    )
    draft.addPage("40 0 0 30 10 10 cm /X Do", resources: "/XObject << /X \(picture) 0 R >>")
    let file = try PDFFile(draft.bytes)
    let page = try file.page(1)
    #expect(page.pictures.map { Int($0.object) } == [picture])
    #expect(page.pictures[0].box == Box(left: 10, top: 260, right: 50, bottom: 290))
    #expect(file.picture(object: picture)?.bytes == Array("abc".utf8))
  }

  /// Objects that were written anew have another generation, and a long table of them is given back when poppler
  /// looks for all of them again.
  @Test(arguments: ["/JPXDecode", "/DCTDecode"])
  func `a picture of a later generation`(filter: String) throws {
    var draft = PDFDraft()
    let picture = draft.addStream(
      "abc",
      "/Type /XObject /Subtype /Image /Width 7 /Height 5 /Filter \(filter) /ColorSpace /DeviceGray "
        + "/BitsPerComponent 8"
    )
    draft.generations[picture] = 1
    draft.addPage(
      "BT /F1 12 Tf 20 200 Td (words) Tj ET q 40 0 0 30 10 10 cm /X Do Q",
      resources: "/XObject << /X \(picture) 1 R >>"
    )
    for _ in 0..<5000 { draft.add("null") }
    let file = try PDFFile(draft.bytes)
    let page = try file.page(1)
    #expect(Self.text(page) == "words")
    #expect(page.pictures.map(\.width) == [7])
    #expect(file.picture(object: picture)?.bytes == Array("abc".utf8))
    let again = try file.page(1)
    #expect(again.pictures.map(\.width) == [7])
  }

  /// A name that no page uses may lead nowhere; poppler would look for objects in all of the file, and find those of
  /// files within.
  @Test func `names that lead nowhere change no page`() throws {
    var draft = PDFDraft()
    let gone = draft.addStream("", "/Type /XObject /Subtype /Form /BBox [0 0 1 1]")
    draft.free = [gone]
    draft.addPage(
      "BT /F1 12 Tf 20 200 Td (first) Tj ET",
      resources: "/XObject << /Old \(gone) 0 R >>"
    )
    let content = draft.next
    draft.addPage("BT /F1 12 Tf 20 200 Td (right) Tj ET")
    let other = "BT /F1 12 Tf 20 200 Td (WRONG) Tj ET"
    draft.addStream(
      "\n\(content) 0 obj\n<< /Length \(other.utf8.count) >>\nstream\n\(other)\nendstream\nendobj\n"
    )
    let file = try PDFFile(draft.bytes)
    let texts = try (1...2).map { Self.text(try file.page($0)) }
    #expect(texts == ["first", "right"])
  }

  /// Such pictures are not decoded while a page is read, and nothing of that may be seen.
  @Test func `pictures in JPEG 2000, also of a form, are what the file says`() throws {
    var draft = PDFDraft()
    let pictures = [7, 9].map { width in
      draft.addStream(
        "picture \(width)",
        "/Type /XObject /Subtype /Image /Width \(width) /Height 5 /Filter [/JPXDecode]"
      )
    }
    let form = draft.addStream(
      "/Y Do",
      "/Type /XObject /Subtype /Form /BBox [0 0 1 1] "
        + "/Resources << /XObject << /Y \(pictures[1]) 0 R >> >>"
    )
    let drawn = "q 40 0 0 30 10 10 cm /X Do Q 40 0 0 30 10 100 cm /F Do"
    for _ in 0..<2 {
      draft.addPage(drawn, resources: "/XObject << /X \(pictures[0]) 0 R /F \(form) 0 R >>")
    }
    let file = try PDFFile(draft.bytes)
    let untouched = try file.drawing(ofPage: 1, pixelsPerPoint: 1)
    for number in 1...2 {
      let page = try file.page(number)
      #expect(page.pictures.map { Int($0.object) } == pictures)
      #expect(page.pictures.map(\.width) == [7, 9])
      #expect(page.pictures.map(\.height) == [5, 5])
      #expect(page.pictures[1].box == Box(left: 10, top: 170, right: 50, bottom: 200))
    }
    for (picture, width) in zip(pictures, [7, 9]) {
      let content = file.picture(object: picture)
      #expect(content?.bytes == Array("picture \(width)".utf8))
      #expect(content?.mediaType == "image/jp2")
    }
    let drawnAfter = try file.drawing(ofPage: 1, pixelsPerPoint: 1)
    #expect(drawnAfter == untouched)
    let pages = try (1...2).map { try file.page($0).pictures.count }
    #expect(pages == [2, 2])
  }
}
