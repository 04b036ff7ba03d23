package import Documents
import PDFLayout
import PopplerPDF

/// Reads a PDF into typed elements; `progress` hears the number of each page before it is read.
package func extractPDF(
  _ bytes: [UInt8],
  options: ExtractionOptions = ExtractionOptions(),
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  do throws(PDFError) {
    let file = try PDFFile(bytes, passwords: options.passwords)
    var reader = PDFReader(options: options)
    return try reader.read(file, progress)
  } catch {
    throw .pdf(error)
  }
}

/// Takes the pages of a PDF through layout, and adds what the file says of itself.
struct PDFReader {
  let options: ExtractionOptions
  private var remarks: [String] = []

  init(options: ExtractionOptions) { self.options = options }

  mutating func read(_ file: borrowing PDFFile, _ progress: (Int) -> Void) throws(PDFError)
    -> ParsedDocument
  {
    guard file.pageCount > 0 else { throw .damaged(complaint: "it has no pages") }
    let facts = facts(file)
    let usesTree = options.pdf.strategies.contains(.structure)
    var layout = DocumentLayout(
      outline: facts.outline,
      structure: usesTree ? file.structure() : []
    )
    var faces = 0
    for number in 1...file.pageCount {
      progress(number)
      do throws(PDFError) {
        let page = try file.page(number)
        let new = file.faces(from: faces)
        faces += new.count
        if page.isCutShort || page.omitted > 0 {
          remarks.append("draws too much on page \(number), which was not read to its end")
        }
        layout.add(page, newFaces: new)
      } catch {
        guard case .damagedPage = error else { throw error }
        remarks.append("\(error)")
      }
    }
    var document = layout.finish()
    document.facts = facts
    document.remarks = remarks
    for index in document.elements.indices
    where document.elements[index].kind == .uncategorizedText {
      if ProseRule.isProse(document.elements[index].text) {
        document.elements[index].kind = .narrativeText
      }
    }
    return document
  }

  private func facts(_ file: borrowing PDFFile) -> DocumentFacts {
    var facts = DocumentFacts()
    func text(_ key: String) -> String? {
      file.information(key).flatMap { text in
        text.utf8.contains { $0 > 0x20 } ? text : nil
      }
    }
    facts.title = text("Title")
    facts.authors = text("Author").map { [$0] } ?? []
    facts.subject = text("Subject")
    facts.keywords =
      text("Keywords")?.split { $0 == "," || $0 == ";" }.map { String($0) } ?? []
    facts.producer = text("Producer")
    facts.language = file.language
    facts.pageCount = file.pageCount
    facts.outline = file.outline()
    return facts
  }
}
