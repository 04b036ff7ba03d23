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
    ([0x61, 0, 0, 0, 0xE4, 0, 0, 0, 0x0A, 0, 0, 0], "aä\n", .utf32LittleEndian),
    ([0, 0, 0, 0x61, 0, 0, 0, 0xE4, 0, 0, 0, 0x0A], "aä\n", .utf32BigEndian),
  ])
  func `knows Unicode`(bytes: [UInt8], text: String, encoding: TextEncoding) throws {
    let decoded = try DecodedText(decoding: bytes)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding == encoding)
    #expect(decoded.isASCII == text.utf8.allSatisfy { $0 < 0x80 })
    #expect(decoded.faults == 0 && decoded.remark == nil)
  }

  @Test(arguments: ["utf-16-le", "utf-16-be"])
  func `knows UTF-16 without a mark by its spaces, in any script`(order: String) throws {
    let source = "Простой текст.\nЕщё строка 2\n日本語の文。\n"
    let units = source.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return order == "utf-16-le" ? pair : pair.reversed()
    }
    #expect(String(decoding: try DecodedText(decoding: units).bytes, as: UTF8.self) == source)
  }

  @Test(arguments: [
    (
      Array("text of a line\r\nand then ü ü ü ü ".utf8) + [0xE9, 0x20],
      "is not valid UTF-8 at offset 37 (line 2): what stands there is replaced by U+FFFD"
    ),
    (
      [0x61, 0xE6, 0xBC],
      "is not valid UTF-8 at offset 1 (line 1): what stands there is replaced by U+FFFD"
    ),
    (
      [0xEF, 0xBB, 0xBF, 0x61, 0xC0, 0xAF],
      "is not valid UTF-8 at offset 4 (line 1): it and 1 places after it are replaced by U+FFFD"
    ),
    (
      [0xFF, 0xFE, 0x0A, 0x00, 0x00, 0xD8],
      "is not valid UTF-16LE at offset 4 (line 2): what stands there is replaced by U+FFFD"
    ),
    (
      [0xFF, 0xFE, 0x61],
      "is not valid UTF-16LE at offset 2 (line 1): what stands there is replaced by U+FFFD"
    ),
    (
      [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0x00, 0x00],
      "is not valid UTF-32BE at offset 4 (line 1): what stands there is replaced by U+FFFD"
    ),
  ])
  func `replaces what is wrong and says where`(bytes: [UInt8], remark: String) throws {
    let decoded = try DecodedText(decoding: bytes)
    #expect(decoded.remark == remark)
    let text = String(decoding: decoded.bytes, as: UTF8.self)
    #expect(text.unicodeScalars.count { $0 == "\u{FFFD}" } == decoded.faults)
  }

  @Test func `keeps UTF-8 with a few bad bytes`() throws {
    var bytes = Array(String(repeating: "Grüße aus Köln. ", count: 6_000).utf8)
    for place in [5_000, 50_000, 90_000] { bytes[place] = 0xFF }
    let decoded = try DecodedText(decoding: bytes)
    #expect(decoded.encoding == .utf8)
    #expect((3...6).contains(decoded.faults))
    #expect(decoded.remark?.hasPrefix("is not valid UTF-8 at offset ") == true)
  }

  @Test(arguments: [
    ([0x61, 0x00, 0x00, 0x00], "looks like binary data: 3 bytes are zero among the first 4"),
    (
      [0x01, 0x02, 0x61], "looks like binary data: 2 bytes are control characters among the first 3"
    ),
  ])
  func `refuses what is no text`(bytes: [UInt8], message: String) {
    do throws(ExtractionError) {
      _ = try DecodedText(decoding: bytes)
      Issue.record("it was decoded")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `refuses bytes at random`() {
    var numbers = SeededNumbers(seed: 7)
    let bytes = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: numbers.next() >> 32) }
    #expect(throws: ExtractionError.self) { _ = try DecodedText(decoding: bytes) }
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
