import Extraction
import Testing

@Suite struct `East Asian text in UTF-16 without a mark` {
  private func bytes(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isLittleEndian ? pair : pair.reversed()
    }
  }

  @Test(arguments: ["这是中文文本，一共有两行。\n第二行在这里。\n", "これは日本語の文。\n次の段落。", "我们都是人。"], [true, false])
  func `is known by its characters`(text: String, isLittleEndian: Bool) throws {
    let decoded = try DecodedText(decoding: bytes(text, isLittleEndian: isLittleEndian))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: ["Bush hid the facts", "Two words, and more of them.\n"])
  func `is not seen in ASCII`(text: String) throws {
    #expect(try DecodedText(decoding: Array(text.utf8)).encoding == .utf8)
  }

  @Test func `is not seen in GBK`() throws {
    // 我们都是人。
    let bytes: [UInt8] = [0xCE, 0xD2, 0xC3, 0xC7, 0xB6, 0xBC, 0xCA, 0xC7, 0xC8, 0xCB, 0xA1, 0xA3]
    let encoding = try DecodedText(decoding: bytes).encoding
    #expect(encoding != .utf16LittleEndian && encoding != .utf16BigEndian)
  }

  @Test(arguments: ["a,b\n1,\u{0}2\n", "<p>a\u{0}b</p>"])
  func `or not, one zero does not make a short text binary`(text: String) throws {
    #expect(try DecodedText(decoding: Array(text.utf8)).bytes.contains(0xEF))
    #expect(throws: ExtractionError.self) { try DecodedText(decoding: [0, 1, 2, 0x41]) }
  }
}
