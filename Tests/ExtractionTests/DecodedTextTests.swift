import Extraction
import Testing

@Suite struct `Decoding of text` {
  @Test(arguments: [
    ([], "", TextEncoding.utf8),
    ([0x61, 0xC3, 0xA4], "aä", .utf8),
    ([0xEF, 0xBB, 0xBF, 0x61], "a", .utf8),
    ([0xFF, 0xFE, 0x61, 0x00, 0x3D, 0xD8, 0x42, 0xDE], "a🙂", .utf16LittleEndian),
    ([0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x3D, 0xDE, 0x42], "a🙂", .utf16BigEndian),
    ([0xFF, 0xFE, 0x00, 0x00, 0x42, 0xF6, 0x01, 0x00], "🙂", .utf32LittleEndian),
    ([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x61], "a", .utf32BigEndian),
    ([0x61, 0x00, 0x62, 0x00, 0x0A, 0x00], "ab\n", .utf16LittleEndian),
    ([0x00, 0x61, 0x00, 0x62, 0x00, 0x0A], "ab\n", .utf16BigEndian),
  ])
  func `knows Unicode`(bytes: [UInt8], text: String, encoding: TextEncoding) throws {
    let decoded = try DecodedText(decoding: bytes)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding == encoding)
    #expect(decoded.isASCII == text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    (
      [0x61, 0x0D, 0x0A, 0x62, 0x0A, 0xE9, 0x20],
      "is not valid UTF-8: byte 0xE9 at offset 5 (line 3)"
    ),
    ([0x61, 0xE6, 0xBC], "is not valid UTF-8: byte 0xE6 at offset 1 (line 1)"),
    ([0xEF, 0xBB, 0xBF, 0x61, 0xC0, 0xAF], "is not valid UTF-8: byte 0xC0 at offset 4 (line 1)"),
    (
      [0xFF, 0xFE, 0x0A, 0x00, 0x00, 0xD8],
      "is not valid UTF-16LE: lone surrogate 0xD800 at offset 4 (line 2)"
    ),
    ([0xFF, 0xFE, 0x61], "is not valid UTF-16LE: half a code unit at offset 2 (line 1)"),
    (
      [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0x00, 0x00],
      "is not valid UTF-32BE: value 0x110000 at offset 4 (line 1)"
    ),
    (
      [0x00, 0x00, 0xFE, 0xFF, 0x00],
      "is not valid UTF-32BE: part of a code unit at offset 4 (line 1)"
    ),
    ([0x61, 0x00, 0x00, 0x00], "looks like binary data: 3 bytes are zero among the first 4"),
    (
      [0x01, 0x02, 0x61], "looks like binary data: 2 bytes are control characters among the first 3"
    ),
  ])
  func `says what is wrong and where`(bytes: [UInt8], message: String) {
    do throws(ExtractionError) {
      _ = try DecodedText(decoding: bytes)
      Issue.record("it was decoded")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `replaces a few zeros and keeps scalar offsets`() throws {
    let bytes = Array(String(repeating: "text ", count: 9).utf8) + [0] + Array("end".utf8)
    let decoded = try DecodedText(decoding: bytes)
    let text = String(decoding: decoded.bytes, as: UTF8.self)
    #expect(text.hasSuffix("text \u{FFFD}end"))
    #expect(text.unicodeScalars.count == bytes.count)
    #expect(!decoded.isASCII)
  }
}
