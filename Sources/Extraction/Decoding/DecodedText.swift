/// A document's text as valid UTF-8 without a byte order mark.
///
/// NUL, which is no text and which many readers take for an end, is replaced by U+FFFD; scalar
/// offsets stay as they were.
package struct DecodedText: Sendable {
  /// What the document was encoded in.
  package let encoding: TextEncoding
  package let bytes: [UInt8]
  package let isASCII: Bool

  /// Decodes UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and UTF-16
  /// without one where every second byte is zero.
  package init(decoding bytes: consuming [UInt8]) throws(ExtractionError) {
    let found = TextEncoding.marked(bytes)
    let encoding = found?.encoding ?? TextEncoding.unmarkedUTF16(bytes) ?? .utf8
    let start = found?.markLength ?? 0
    let decoded: [UInt8]
    switch encoding {
    case .utf8:
      if start > 0 { bytes.removeFirst(start) }
      decoded = bytes
    case .utf16LittleEndian, .utf16BigEndian:
      decoded = try UTF16Decoding.utf8(bytes, from: start, encoding)
    case .utf32LittleEndian, .utf32BigEndian:
      decoded = try UTF32Decoding.utf8(bytes, from: start, encoding)
    }
    try BinaryCheck.check(decoded)
    let hasOnlyASCII = try UTF8Check.check(decoded, after: encoding == .utf8 ? start : 0)
    let hasZeros = decoded.contains(0)
    self.bytes = hasZeros ? Self.replacingZeros(decoded) : decoded
    isASCII = hasOnlyASCII && !hasZeros
    self.encoding = encoding
  }

  /// Takes over a text that is known.
  package init(_ text: String) {
    encoding = .utf8
    bytes = text.utf8.contains(0) ? Self.replacingZeros(Array(text.utf8)) : Array(text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  private static func replacingZeros(_ bytes: [UInt8]) -> [UInt8] {
    var replaced: [UInt8] = []
    replaced.reserveCapacity(bytes.count + 1024)
    for byte in bytes {
      if byte == 0 { replaced += [0xEF, 0xBF, 0xBD] } else { replaced.append(byte) }
    }
    return replaced
  }
}
