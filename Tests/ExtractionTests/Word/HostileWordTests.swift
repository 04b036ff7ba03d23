import ArchiveFixtures
import Documents
import Extraction
import LibArchive
import LibXML
import Testing

private func failure(
  _ bytes: [UInt8],
  _ limit: (inout WordLimits) -> Void = { _ in }
) -> ExtractionError? {
  var limits = WordLimits()
  limit(&limits)
  do throws(ExtractionError) {
    _ = try extractWord(bytes, options: ExtractionOptions(), limits: limits)
    return nil
  } catch {
    return error
  }
}

private func zip(_ parts: [(name: String, content: String)]) -> [UInt8] {
  HandMadeZip(parts.map { .init(Array($0.name.utf8), Array($0.content.utf8)) }).bytes
}

/// A file whose main part is replaced.
private func file(main: String) -> [UInt8] {
  zip(WordFile("").allParts.map { ($0.name, $0.name == "word/document.xml" ? main : $0.content) })
}

/// The beginning of a file as Office had them before 2007, with the name of a stream.
private func compoundFile(holding name: String) -> [UInt8] {
  var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  for byte in name.utf8 { bytes += [byte, 0] }
  return bytes
}

private let refusedFiles: [([UInt8], String)] = [
  ([], "is damaged: it has no bytes"),
  (Array("text".utf8), "is a file of the format text or something else, but not Word"),
  (zip([("a.txt", "x")]), "is a file of the format ZIP"),
  (Array(zip([("word/document.xml", "x")]).dropLast(9)), "is damaged: it was cut off"),
  (file(main: "no XML"), "is damaged: word/document.xml, line 1: "),
  (file(main: "<x/>"), "is damaged: word/document.xml has no document in it"),
  (
    file(main: "<!DOCTYPE w [<!ENTITY a \"b\">]><w>&a;</w>"),
    "is damaged: word/document.xml has a document type declaration"
  ),
  (
    file(main: WordFile(paragraph("x")).document + "<"), "is damaged: word/document.xml, line 1: "
  ),
  (
    zip(WordFile("").allParts.filter { $0.name != "word/document.xml" }),
    "is damaged: its main part 'word/document.xml' is missing"
  ),
  (compoundFile(holding: "EncryptedPackage"), "is locked: it is encrypted"),
  (compoundFile(holding: "WordDocument"), "is a file of the format Word before 2007"),
]

@Suite struct `Word files that are no good` {
  @Test(arguments: refusedFiles)
  func `are refused with a reason`(bytes: [UInt8], message: String) {
    let error = failure(bytes)
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test func `by their checksum are damaged`() {
    let parts = WordFile(paragraph("x")).allParts
    let bytes = HandMadeZip(
      parts.map { part in
        .init(
          Array(part.name.utf8),
          Array(part.content.utf8),
          checksum: part.name == "word/document.xml" ? 1 : nil
        )
      }
    ).bytes
    guard case .damaged? = failure(bytes) else {
      Issue.record("it was read")
      return
    }
  }

  @Test func `for their size are too large`() {
    let many = WordFile(String(repeating: paragraph("x"), count: 50)).bytes
    for set: (inout WordLimits) -> Void in [
      { $0.archive.entries = 3 }, { $0.archive.entryBytes = 2000 },
      { $0.archive.totalBytes = 2000 }, { $0.elements = 49 }, { $0.xml.depth = 3 },
    ] {
      guard case .tooLarge? = failure(many, set) else {
        Issue.record("it was read")
        continue
      }
    }
    #expect(failure(many) { $0.elements = 50 } == nil)
  }

  @Test func `for nesting are too large or damaged, not fatal`() {
    let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: 20_000)
    #expect(failure(WordFile(deep).bytes) != nil)
  }
}

@Suite struct `Word files that are odd` {
  @Test func `with two parts of one name have the first`() throws {
    var parts = WordFile(paragraph("first")).allParts
    parts.append(("word/document.xml", WordFile(paragraph("second")).document))
    let document = try extractWord(zip(parts), options: ExtractionOptions())
    #expect(document.elements.map(\.text) == ["first"])
  }

  @Test func `with names that lead elsewhere are read without those`() throws {
    let parts = WordFile(paragraph("x")).allParts + [("../../out", "y"), ("/abs", "z")]
    #expect(try extractWord(zip(parts), options: ExtractionOptions()).elements.count == 1)
  }

  @Test func `without types and relationships have the usual names`() throws {
    let bytes = zip([("word/document.xml", WordFile(paragraph("x")).document)])
    #expect(try extractWord(bytes, options: ExtractionOptions()).elements.map(\.text) == ["x"])
  }

  @Test func `name their main part as they like`() throws {
    let parts = WordFile(paragraph("x")).allParts.map { part in
      (
        part.name == "word/document.xml" ? "Other/Main%20Part.XML" : part.name,
        part.name == "_rels/.rels"
          ? part.content.replacing("word/document.xml", with: "/other/main%20part.xml")
          : part.content
      )
    }
    let renamed = parts.map {
      ($0.0 == "Other/Main%20Part.XML" ? "Other/Main Part.XML" : $0.0, $0.1)
    }
    #expect(try extractWord(zip(renamed), options: ExtractionOptions()).elements.count == 1)
  }

  @Test func `in the strict form mean the same`() throws {
    let strict = WordFile(paragraph("x", "<w:outlineLvl w:val=\"1\"/>")).document
      .replacing(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        with: "http://purl.oclc.org/ooxml/wordprocessingml/main"
      )
    let document = try extractWord(file(main: strict), options: ExtractionOptions())
    #expect(document.elements.map(\.outline) == ["Title1: x"])
  }

  @Test func `in UTF-16 mean the same`() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + WordFile(paragraph("é漢")).document
    let main: [UInt8] = text.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
      bytes.append(UInt8(truncatingIfNeeded: unit))
      bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
    let bytes = HandMadeZip([.init(Array("word/document.xml".utf8), main)]).bytes
    #expect(try extractWord(bytes, options: ExtractionOptions()).elements.map(\.text) == ["é漢"])
  }
}
