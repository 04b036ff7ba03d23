import PDFFixtures
import PopplerPDF
import Testing

@Suite struct `Drawing a page` {
  /// Width and height, as the head of a PNG has them.
  private static func size(_ image: [UInt8]) -> [Int] {
    [16, 20].map { start in image[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test(arguments: [
    (1.0, "", [200, 300]), (2.5, "", [500, 750]), (1.0, "/Rotate 90", [300, 200]),
  ])
  func `as large as asked for`(_ scale: Double, _ entries: String, _ size: [Int]) throws {
    var draft = PDFDraft()
    draft.addPage("", entries)
    let file = try PDFFile(draft.bytes)
    let image = try file.drawing(ofPage: 1, pixelsPerPoint: scale)
    #expect(image.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Self.size(image) == size)
  }

  @Test func `with what stands on it, the same each time`() throws {
    var draft = PDFDraft()
    draft.addPage("")
    draft.addPage("BT /F1 24 Tf 20 100 Td (Tides) Tj ET")
    let file = try PDFFile(draft.bytes)
    let blank = try file.drawing(ofPage: 1, pixelsPerPoint: 1)
    let written = try file.drawing(ofPage: 2, pixelsPerPoint: 1)
    let again = try file.drawing(ofPage: 2, pixelsPerPoint: 1)
    #expect(written.count > blank.count)
    #expect(written == again)
  }

  @Test func `never larger than can be held`() throws {
    var draft = PDFDraft()
    draft.addPage("", "/MediaBox [0 0 14000 7000]")
    let file = try PDFFile(draft.bytes)
    #expect(Self.size(try file.drawing(ofPage: 1, pixelsPerPoint: 2)) == [4000, 2000])
  }

  @Test(arguments: [0, 2, -1, Int.max])
  func `not of a page that is not there`(_ page: Int) throws {
    var draft = PDFDraft()
    draft.addPage("")
    let file = try PDFFile(draft.bytes)
    var failure: PDFError?
    do throws(PDFError) { _ = try file.drawing(ofPage: page, pixelsPerPoint: 1) } catch {
      failure = error
    }
    guard case .damagedPage = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }
}
