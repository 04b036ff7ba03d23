/// How the bytes of a text stand for its characters.
package struct TextEncoding: Sendable, Hashable {
  /// The name that it goes by on the web.
  package let name: String
  /// The name that the C library's converter knows it by; empty for those decoded here.
  let converter: String

  init(_ name: String, converter: String = "") {
    self.name = name
    self.converter = converter
  }

  package static let utf8 = TextEncoding("UTF-8")
  package static let utf16LittleEndian = TextEncoding("UTF-16LE")
  package static let utf16BigEndian = TextEncoding("UTF-16BE")
  package static let utf32LittleEndian = TextEncoding("UTF-32LE")
  package static let utf32BigEndian = TextEncoding("UTF-32BE")

  /// Tells the encoding by a byte order mark, with the mark's length.
  static func marked(_ bytes: [UInt8]) -> (encoding: TextEncoding, markLength: Int)? {
    // The mark of UTF-32LE begins with that of UTF-16LE.
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return (.utf32LittleEndian, 4) }
    if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    return nil
  }
}
