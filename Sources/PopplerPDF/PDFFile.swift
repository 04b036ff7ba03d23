import CPoppler
package import Documents
package import PDFLayout

/// A PDF that is open; the one owner of poppler's document.
///
/// poppler reads one document at a time in a process. Opening a second one waits until the first is closed;
/// on the thread that has it open it throws instead. That is why no asynchronous code may open one: it
/// could be suspended with the PDF open.
package struct PDFFile: ~Copyable {
  private let handle: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer
  package let pageCount: Int

  /// Glyphs of one page beyond this many are counted, and left out.
  package static let glyphLimit = 2_000_000
  /// Bytes of an attachment or a picture that are looked at.
  package static let contentLimit = 256 << 20

  /// Opens a file's bytes, with the first password that fits where it is locked.
  @available(*, noasync, message: "read a PDF in one go, without suspending")
  package init(_ content: [UInt8], passwords: [String] = []) throws(PDFError) {
    guard OpenPDF.enter() else { throw .anotherIsOpen }
    // poppler keeps the address of the bytes for as long as the document lives.
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
    bytes.copyBytes(from: content)
    var status: Int32 = 0
    var opened: OpaquePointer?
    for password in [nil] + passwords.map(Optional.some) {
      if let opened { cpoppler_document_close(opened) }
      opened = cpoppler_document_open(bytes.baseAddress, bytes.count, password, &status)
      guard status == Int32(CPOPPLER_LOCKED) else { break }
    }
    guard let opened else {
      bytes.deallocate()
      OpenPDF.leave()
      throw .outOfMemory
    }
    guard status == Int32(CPOPPLER_OK) else {
      let complaint = String(cString: cpoppler_document_complaint(opened))
      cpoppler_document_close(opened)
      bytes.deallocate()
      OpenPDF.leave()
      throw Self.error(status, complaint)
    }
    handle = opened
    self.bytes = bytes
    pageCount = max(0, Int(cpoppler_document_page_count(opened)))
  }

  deinit {
    cpoppler_document_close(handle)
    bytes.deallocate()
    OpenPDF.leave()
  }

  private static func error(_ status: Int32, _ complaint: String) -> PDFError {
    switch status {
    case Int32(CPOPPLER_LOCKED): .locked
    case Int32(CPOPPLER_NO_MEMORY): .outOfMemory
    default: .damaged(complaint: complaint)
    }
  }

  /// Lends the document to the other files of this owner.
  func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result { body(handle) }

  /// What poppler complained of last.
  package var complaint: String { String(cString: cpoppler_document_complaint(handle)) }

  package var isEncrypted: Bool { cpoppler_document_is_encrypted(handle) != 0 }

  /// An entry of the information dictionary, such as "Title".
  package func information(_ key: String) -> String? {
    cpoppler_document_information(handle, key).map { String(cString: $0) }
  }

  /// The language that the document declares.
  package var language: String? {
    cpoppler_document_language(handle).map { String(cString: $0) }
  }

  /// What a page, from 1, is called where that is not its number.
  package func label(ofPage page: Int) -> String? {
    cpoppler_document_page_label(handle, Int32(page)).map { String(cString: $0) }
  }

  /// The table of contents that viewers show.
  package func outline() -> [DocumentFacts.OutlineEntry] {
    var entries: UnsafePointer<cpoppler_outline_entry>?
    let count = Int(cpoppler_document_outline(handle, 10_000, &entries))
    guard let entries else { return [] }
    return (0..<count).map { index in
      let entry = entries[index]
      return DocumentFacts.OutlineEntry(
        title: String(cString: entry.title),
        depth: Int(entry.depth),
        page: entry.page > 0 ? Int(entry.page) : nil
      )
    }
  }

  /// The fonts of the pages that were read so far, by their numbers.
  package func faces(from first: Int) -> [Typeface] {
    let count = Int(cpoppler_document_font_count(handle))
    guard first < count else { return [] }
    return (first..<count).map { index in
      var font = cpoppler_font()
      cpoppler_document_font(handle, Int32(index), &font)
      return Typeface(
        name: String(cString: font.name),
        ascent: font.ascent,
        descent: font.descent,
        isBold: font.flags & Int32(CPOPPLER_FONT_BOLD) != 0 || font.weight >= 600,
        isItalic: font.flags & Int32(CPOPPLER_FONT_ITALIC) != 0,
        isFixed: font.flags & Int32(CPOPPLER_FONT_FIXED) != 0
      )
    }
  }

  /// Reads what a page, from 1, draws.
  package func page(_ number: Int) throws(PDFError) -> PageContent {
    var status: Int32 = 0
    guard let page = cpoppler_page_read(handle, Int32(number), Self.glyphLimit, &status) else {
      throw status == Int32(CPOPPLER_NO_MEMORY)
        ? .outOfMemory : .damagedPage(number, complaint: complaint)
    }
    defer { cpoppler_page_free(page) }
    var content = PageContent(page, number: number)
    content.isCutShort = status == Int32(CPOPPLER_STOPPED)
    return content
  }
}
