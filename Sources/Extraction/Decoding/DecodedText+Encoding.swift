import Charsets

extension DecodedText {
  /// The encoding of a text, with the length of the mark that says so.
  static func encoding(
    of bytes: [UInt8],
    asked: String?,
    declared: String?
  ) throws(ExtractionError) -> (encoding: TextEncoding, markLength: Int) {
    let marked = TextEncoding.marked(bytes)
    if let asked {
      guard let encoding = known(asked) else { throw .unknownEncoding(asked) }
      return (encoding, marked.map { $0.encoding == encoding ? $0.markLength : 0 } ?? 0)
    }
    if let marked { return marked }
    if let unmarked = UnmarkedUnicode.encoding(of: bytes) { return (unmarked, 0) }
    if let stateful = EncodingDetection.stateful(bytes) { return (stateful, 0) }
    if (try? UTF8Span(validating: bytes.span)) != nil { return (.utf8, 0) }
    // What is UTF-8 is hardly ever anything else, whatever it declares.
    if UTF8Repair.isLikely(bytes.span) { return (.utf8, 0) }
    try BinaryCheck.check(bytes)
    if let declared = declared.flatMap(known), suits(bytes, declared) { return (declared, 0) }
    if let found = EncodingDetection.encoding(of: bytes) { return (found, 0) }
    throw .binary(evidence: "its bytes beyond ASCII are text in no encoding")
  }

  private static func known(_ label: String) -> TextEncoding? {
    let isName = label.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    guard isName, !label.isEmpty, label.utf8.count < 40 else { return nil }
    if let encoding = TextEncoding.named(label) { return encoding }
    guard CharsetConverter(from: label) != nil else { return nil }
    return TextEncoding(label, converter: label)
  }

  /// Whether a declared encoding of one or more bytes reads a text without trouble.
  private static func suits(_ bytes: [UInt8], _ declared: TextEncoding) -> Bool {
    guard !declared.converter.isEmpty,
      var converter = CharsetConverter(from: declared.converter)
    else { return false }
    let sample = bytes.prefix(1 << 16)
    let high = sample.count { $0 >= 0x80 }
    let text = converter.convert(sample.span)
    // The cut may have split the last character.
    return (text.faults - 1) * 50 <= high
  }

  static func decode(
    _ bytes: [UInt8],
    from start: Int,
    _ encoding: TextEncoding
  ) throws(ExtractionError) -> DecodedBytes {
    switch encoding {
    case .utf16LittleEndian: return UTF16Decoding.decode(bytes, from: start, isLittleEndian: true)
    case .utf16BigEndian: return UTF16Decoding.decode(bytes, from: start, isLittleEndian: false)
    case .utf32LittleEndian: return UTF32Decoding.decode(bytes, from: start, isLittleEndian: true)
    case .utf32BigEndian: return UTF32Decoding.decode(bytes, from: start, isLittleEndian: false)
    default:
      guard var converter = CharsetConverter(from: encoding.converter) else {
        throw .unknownEncoding(encoding.name)
      }
      let text = converter.convert(bytes.span.extracting(start...))
      return DecodedBytes(
        bytes: text.bytes,
        faults: text.faults,
        firstFault: text.firstFault.map { $0 + start }
      )
    }
  }

  /// Refuses a text that is mostly faults: it is in another encoding, or no text.
  static func checkFaults(
    _ text: DecodedBytes,
    _ source: [UInt8],
    _ encoding: TextEncoding,
    _ first: Int,
    _ line: Int,
    _ markLength: Int
  ) throws(ExtractionError) {
    let high = source.count { $0 >= 0x80 || $0 == 0 }
    guard text.faults > 16, text.faults * 4 > high else { return }
    let hexadecimal = first < source.count ? String(source[first], radix: 16, uppercase: true) : "0"
    throw .encoding(
      encoding,
      value: "byte 0x\(hexadecimal.utf8.count < 2 ? "0" : "")\(hexadecimal)",
      offset: first + (encoding == .utf8 ? markLength : 0),
      line: line
    )
  }

  static func replacingZeros(_ bytes: [UInt8]) -> [UInt8] {
    var replaced: [UInt8] = []
    replaced.reserveCapacity(bytes.count + 1024)
    for byte in bytes {
      if byte == 0 { replaced += [0xEF, 0xBF, 0xBD] } else { replaced.append(byte) }
    }
    return replaced
  }
}
