import Pipeline
import PopplerPDF

/// What a worker is asked that draws a page of a PDF: all but the document's bytes.
struct DrawTask {
  /// From 1.
  var page: Int
  /// A thousand times the pixels for each point.
  var scale: Int
  var passwords: [String]

  init(page: Int, scale: Int, passwords: [String]) {
    self.page = page
    self.scale = scale
    self.passwords = passwords
  }

  func write(to writer: inout RecordWriter) {
    writer.write(page)
    writer.write(scale)
    writer.write(passwords) { $0.write($1) }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    page = try reader.number()
    scale = try reader.number()
    passwords = try reader.texts()
  }

  /// Draws in this process.
  func answer(_ content: [UInt8], _ progress: (Int) -> Void) -> DrawAnswer {
    progress(page)
    do throws(PDFError) {
      let file = try PDFFile(content, passwords: passwords)
      return .drawn(try file.drawing(ofPage: page, pixelsPerPoint: Double(scale) / 1000))
    } catch {
      return .failed(error.description)
    }
  }
}

/// What comes of drawing a page.
enum DrawAnswer {
  /// As a PNG.
  case drawn([UInt8])
  /// A predicate of the document.
  case failed(String)

  var bytes: [UInt8] {
    var writer = RecordWriter()
    switch self {
    case .drawn(let image):
      writer.write(true)
      writer.write(image)
    case .failed(let problem):
      writer.write(false)
      writer.write(problem)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(RecordError) {
    var reader = RecordReader(bytes)
    self = try reader.flag() ? .drawn(reader.raw()) : .failed(reader.text())
  }
}
