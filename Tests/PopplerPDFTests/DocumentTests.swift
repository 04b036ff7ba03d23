import Documents
import FoundationEssentials
import PDFFixtures
import PDFLayout
import PopplerPDF
import Testing

@Suite struct `What a PDF says of itself` {
  @Test func `information and language`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let info = draft.add(
      "<< /Title (Tides) /Author <FEFF00C500730061> /CreationDate (D:20260102) >>"
    )
    draft.trailer = "/Info \(info) 0 R"
    draft.catalog = "/Lang (nb-NO)"
    let file = try PDFFile(draft.bytes)
    #expect(file.information("Title") == "Tides")
    #expect(file.information("Author") == "Åsa")
    #expect(file.information("Subject") == nil)
    let language = file.language
    #expect(language == "nb-NO")
    let count = file.pageCount
    #expect(count == 1)
    let isEncrypted = file.isEncrypted
    #expect(!isEncrypted)
  }

  @Test func `names of pages`() throws {
    var draft = PDFDraft()
    for _ in 0..<4 { draft.addPage("") }
    draft.catalog = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) >>] >>"
    let file = try PDFFile(draft.bytes)
    #expect((1...4).map { file.label(ofPage: $0) } == ["i", "ii", "A-1", "A-2"])
  }

  @Test func `the outline with its depths`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    draft.addPage("")
    let first = draft.next
    let page = draft.page(1)
    draft.add("<< /Type /Outlines /First \(first + 1) 0 R /Last \(first + 1) 0 R /Count 2 >>")
    draft.add(
      "<< /Title (Outer) /Parent \(first) 0 R /First \(first + 2) 0 R /Last \(first + 2) 0 R "
        + "/Count 1 /Dest [\(page) 0 R /Fit] >>"
    )
    draft.add("<< /Title (Inner) /Parent \(first + 1) 0 R >>")
    draft.catalog = "/Outlines \(first) 0 R"
    let outline = try PDFFile(draft.bytes).outline()
    #expect(
      outline == [
        .init(title: "Outer", depth: 0, page: 2), .init(title: "Inner", depth: 1, page: nil),
      ]
    )
  }

  @Test func `an outline that leads back to itself ends`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let first = draft.next
    draft.add("<< /Type /Outlines /First \(first + 1) 0 R /Last \(first + 1) 0 R >>")
    draft.add(
      "<< /Title (Loop) /Parent \(first) 0 R /Next \(first + 1) 0 R /First \(first + 1) 0 R >>"
    )
    draft.catalog = "/Outlines \(first) 0 R"
    #expect(try PDFFile(draft.bytes).outline().count <= 10_000)
  }

  @Test func `attached files`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let stream = draft.addStream("tide,lamp", "/Type /EmbeddedFile /Subtype /text#2Fcsv")
    let file = draft.add("<< /Type /Filespec /F (tides.csv) /EF << /F \(stream) 0 R >> >>")
    draft.catalog = "/Names << /EmbeddedFiles << /Names [(tides.csv) \(file) 0 R] >> >>"
    let opened = try PDFFile(draft.bytes)
    let count = opened.attachmentCount
    #expect(count == 1)
    let content = opened.attachment(0)
    #expect(content?.name == "tides.csv")
    #expect(content?.bytes == Array("tide,lamp".utf8))
    #expect(opened.attachment(7) == nil)
  }
}

@Suite struct `The tree of a tagged PDF` {
  @Test func `elements and the marks of their content`() throws {
    var draft = PDFDraft()
    draft.addPage(
      "/H1 << /MCID 0 >> BDC BT /F1 10 Tf 20 250 Td (a) Tj ET EMC "
        + "/P << /MCID 1 >> BDC BT /F1 10 Tf 20 230 Td (b) Tj ET EMC",
      "/StructParents 0"
    )
    let page = draft.page(0)
    let root = draft.next
    draft.add("<< /Type /StructTreeRoot /K \(root + 1) 0 R /RoleMap << /Kop /H1 >> >>")
    draft.add(
      "<< /Type /StructElem /S /Document /P \(root) 0 R /K [\(root + 2) 0 R \(root + 3) 0 R] >>"
    )
    draft.add("<< /Type /StructElem /S /Kop /P \(root + 1) 0 R /Pg \(page) 0 R /K 0 >>")
    draft.add("<< /Type /StructElem /S /P /P \(root + 1) 0 R /Pg \(page) 0 R /K [1] >>")
    draft.catalog = "/StructTreeRoot \(root) 0 R /MarkInfo << /Marked true >>"
    let file = try PDFFile(draft.bytes)
    #expect(try file.page(1).glyphs.map(\.mark) == [0, 1])
    let nodes = file.structure()
    #expect(nodes.map(\.role) == [.group, .heading(0), .content, .paragraph, .content])
    #expect(nodes.map(\.mark) == [-1, -1, 0, -1, 1])
    #expect(nodes.map(\.parent) == [-1, 0, 1, 0, 3])
  }

  @Test func `a tree that leads back to itself ends`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let root = draft.next
    draft.add("<< /Type /StructTreeRoot /K \(root + 1) 0 R >>")
    draft.add("<< /Type /StructElem /S /Sect /P \(root) 0 R /K [\(root + 1) 0 R] >>")
    draft.catalog = "/StructTreeRoot \(root) 0 R /MarkInfo << /Marked true >>"
    #expect(try PDFFile(draft.bytes).structure().count < 100)
  }
}

@Suite struct `PDFs that cannot be read` {
  private static func failure(_ bytes: [UInt8], passwords: [String] = []) -> PDFError? {
    do throws(PDFError) {
      _ = try PDFFile(bytes, passwords: passwords)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["", "%PDF-1.7\n", "this is no PDF", "%PDF-1.4\ntrailer << >>\n%%EOF"])
  func `are damaged`(text: String) throws {
    let failure = try #require(Self.failure(Array(text.utf8)))
    guard case .damaged = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect("\(failure)".hasPrefix("is a damaged PDF"))
  }

  @Test func `a second one on the same thread, until the first is closed`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    do {
      let first = try PDFFile(draft.bytes)
      #expect(Self.failure(draft.bytes) == .anotherIsOpen)
      let count = first.pageCount
      #expect(count == 1)
    }
    #expect(Self.failure(draft.bytes) == nil)
    // One that cannot be opened stands in nobody's way either.
    #expect(Self.failure([1, 2, 3]) != nil)
    #expect(Self.failure(draft.bytes) == nil)
  }

  @Test func `none of many on threads of their own`() async throws {
    var draft = PDFDraft()
    draft.addPage("")
    let bytes = draft.bytes
    func pages() -> Int { (try? PDFFile(bytes).pageCount) ?? -1 }
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<64 { group.addTask { pages() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 1, count: 64))
  }

  @Test func `a page that is not there`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    let file = try PDFFile(draft.bytes)
    do throws(PDFError) {
      _ = try file.page(9)
      Issue.record("there is no page 9")
    } catch {
      #expect("\(error)".contains("9"))
    }
  }

  @Test func `are locked`() {
    var draft = PDFDraft()
    draft.addPage("")
    let key = String(repeating: "5A", count: 32)
    draft.trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <\(key)> /U <\(key)> >>"
    #expect(Self.failure(draft.bytes) == .locked)
    #expect(Self.failure(draft.bytes, passwords: ["one", "two"]) == .locked)
  }

  private static let locked = "../shared/corpus/pdf/made-encrypted-rc4-128-user.pdf"

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: locked), "../shared/corpus is not here")
  )
  func `open with the second of two passwords`() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: Self.locked)))
    #expect(Self.failure(bytes) == .locked)
    #expect(Self.failure(bytes, passwords: ["wrong"]) == .locked)
    let file = try PDFFile(bytes, passwords: ["wrong", "open-sesame"])
    let isEncrypted = file.isEncrypted
    #expect(isEncrypted)
    #expect(try !file.page(1).glyphs.isEmpty)
  }
}
