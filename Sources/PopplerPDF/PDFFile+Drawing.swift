import CPoppler

extension PDFFile {
  /// No side of a drawn page has more pixels.
  private static let pixelLimit: Int32 = 4000

  /// Draws a page, from 1, as it is shown, and gives it as a PNG.
  package func drawing(ofPage page: Int, pixelsPerPoint: Double) throws(PDFError) -> [UInt8] {
    let (status, bytes) = withHandle { handle in
      var image = cpoppler_attachment()
      let status = cpoppler_page_draw(
        handle,
        Int32(clamping: page),
        pixelsPerPoint,
        Self.pixelLimit,
        &image
      )
      let isDrawn = status == Int32(CPOPPLER_OK) || status == Int32(CPOPPLER_STOPPED)
      let bytes = isDrawn ? Array(UnsafeBufferPointer(start: image.bytes, count: image.count)) : []
      return (status, bytes)
    }
    guard !bytes.isEmpty else {
      throw status == Int32(CPOPPLER_NO_MEMORY)
        ? .outOfMemory : .damagedPage(page, complaint: complaint)
    }
    return bytes
  }
}
