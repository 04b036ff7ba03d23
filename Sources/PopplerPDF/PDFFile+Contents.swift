import CPoppler

extension PDFFile {
  /// A file or a picture inside of a PDF.
  package struct Content: Sendable {
    package var name: String
    package var mediaType: String?
    package var bytes: [UInt8]
    /// Whether there is more of it than is looked at.
    package var isCut: Bool
  }

  package var attachmentCount: Int {
    withHandle { max(0, Int(cpoppler_document_attachment_count($0))) }
  }

  /// An attached file, from 0; nil where it cannot be had.
  package func attachment(_ index: Int) -> Content? {
    withHandle { handle in
      var content = cpoppler_attachment()
      let status = cpoppler_document_attachment(
        handle,
        Int32(index),
        Self.contentLimit,
        &content
      )
      return status == Int32(CPOPPLER_OK) ? Content(content) : nil
    }
  }

  /// The bytes of a picture as the file holds them, by the number of its object.
  package func picture(object: Int) -> Content? {
    withHandle { handle in
      var content = cpoppler_attachment()
      let status = cpoppler_document_image(handle, Int32(object), Self.contentLimit, &content)
      return status == Int32(CPOPPLER_OK) ? Content(content) : nil
    }
  }
}

extension PDFFile.Content {
  fileprivate init(_ content: cpoppler_attachment) {
    name = content.name.map { String(cString: $0) } ?? ""
    let type = content.media_type.map { String(cString: $0) } ?? ""
    mediaType = type.isEmpty ? nil : type
    bytes = Array(UnsafeBufferPointer(start: content.bytes, count: content.count))
    isCut = content.is_cut != 0
  }
}
