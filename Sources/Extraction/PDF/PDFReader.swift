import Digests
package import Documents
import PDFLayout
import PopplerPDF

/// Reads a PDF into typed elements; `progress` hears the number of each page before it is read.
package func extractPDF(
  _ bytes: [UInt8],
  options: ExtractionOptions = ExtractionOptions(),
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  let document: ParsedDocument
  let pages: [Int]
  let unreadable: [Int]
  do throws(PDFError) {
    let file = try PDFFile(bytes, passwords: options.passwords)
    var reader = PDFReader(options: options)
    document = try reader.read(file, progress)
    pages = reader.pagesWithoutText
    unreadable = reader.unreadable.pages
  } catch {
    throw .pdf(error)
  }
  // Pages that are pictures and nothing else are not an empty document.
  let hasText = document.elements.contains { !$0.text.isEmpty }
  guard hasText || unreadable.isEmpty else { throw .unmappedText(pages: pageRanges(unreadable)) }
  guard hasText || pages.isEmpty else { throw .noTextLayer(pages: pageRanges(pages)) }
  return document
}

/// Takes the pages of a PDF through layout, and adds what the file says of itself.
struct PDFReader {
  let options: ExtractionOptions
  private var remarks: [String] = []
  private(set) var pagesWithoutText: [Int] = []
  private(set) var unreadable = UnreadableText()
  private var cutShort: [Int] = []
  private var damaged: [Int] = []
  /// What was wrong with the first damaged page.
  private var complaint = ""

  init(options: ExtractionOptions) { self.options = options }

  mutating func read(_ file: borrowing PDFFile, _ progress: (Int) -> Void) throws(PDFError)
    -> ParsedDocument
  {
    guard file.pageCount > 0 else { throw .damaged(complaint: "none of its pages can be found") }
    let facts = facts(file)
    let strategies = options.pdf.strategies.compactMap { PageStrategy(rawValue: $0.rawValue) }
    var layout = DocumentLayout(
      outline: facts.outline,
      structure: strategies.contains(.structure) ? file.structure() : [],
      strategies: strategies
    )
    var faces = 0
    for number in 1...file.pageCount where !options.skipPages.contains(number) {
      progress(number)
      do throws(PDFError) {
        let page = try file.page(number)
        let new = file.faces(from: faces)
        faces += new.count
        if page.isCutShort || page.omitted > 0 { cutShort.append(number) }
        unreadable.look(at: page)
        layout.add(page, newFaces: new, name: file.label(ofPage: number))
      } catch {
        guard case .damagedPage(_, let complaint) = error else { throw error }
        damaged.append(number)
        if self.complaint.isEmpty { self.complaint = complaint }
      }
    }
    var document = layout.finish()
    pagesWithoutText = layout.pagesWithoutText
    document.facts = facts
    if !pagesWithoutText.isEmpty {
      remarks.append("has no text layer on \(pageRanges(pagesWithoutText))")
    }
    if let remark = unreadable.remark { remarks.append(remark) }
    if !cutShort.isEmpty {
      remarks.append("draws too much on \(pageRanges(cutShort)), not read to the end")
    }
    if !damaged.isEmpty {
      let reason = complaint.isEmpty ? "" : ": \(complaint)"
      remarks.append("is damaged on \(pageRanges(damaged))\(reason)")
    }
    document.remarks = remarks
    addDigests(&document, file)
    if options.pageBreaks { document.elements = document.elements.withPageBreaks() }
    for index in document.elements.indices
    where document.elements[index].kind == .uncategorizedText {
      if ProseRule.isProse(document.elements[index].text) {
        document.elements[index].kind = .narrativeText
      }
    }
    return document
  }

  /// Replaces the numbers of pictures by what their bytes are.
  private func addDigests(_ document: inout ParsedDocument, _ file: borrowing PDFFile) {
    var known: [String: Element.Image] = [:]
    for index in document.elements.indices {
      guard var image = document.elements[index].image, let object = Int(image.digest) else {
        continue
      }
      if let same = known[image.digest] {
        document.elements[index].image = same
        continue
      }
      let number = image.digest
      image.digest = ""
      if object > 0, let content = file.picture(object: object) {
        image.digest = SHA256.digest(content.bytes).description
        image.mediaType = content.mediaType
      }
      known[number] = image
      document.elements[index].image = image
    }
  }

  private mutating func facts(_ file: borrowing PDFFile) -> DocumentFacts {
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
    facts.created = file.information("CreationDate").flatMap(PDFDate.iso8601)
    facts.modified = file.information("ModDate").flatMap(PDFDate.iso8601)
    for index in 0..<min(file.attachmentCount, 1000) {
      guard let content = file.attachment(index) else {
        remarks.append("holds a file that cannot be read, number \(index + 1)")
        continue
      }
      facts.attachments.append(
        DocumentFacts.Attachment(
          name: content.name,
          mediaType: content.mediaType,
          size: content.bytes.count,
          digest: SHA256.digest(content.bytes).description
        )
      )
    }
    return facts
  }
}
