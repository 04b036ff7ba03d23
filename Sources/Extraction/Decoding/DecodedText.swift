import Charsets

/// A document's text as valid UTF-8 without a byte order mark.
///
/// NUL, which is no text and which many readers take for an end, is replaced by U+FFFD; scalar
/// offsets stay as they were.
package struct DecodedText: Sendable {
  /// What the document was encoded in.
  package let encoding: TextEncoding
  package let bytes: [UInt8]
  package let isASCII: Bool
  /// How many places stand as U+FFFD because they mean nothing in the encoding.
  package let faults: Int
  /// What a user should know of the decoding, as a predicate of the document.
  package let remark: String?

  /// Decodes a text by the encoding that is asked for, its own mark, its build, what it declares,
  /// and what it would say in each of the others, in this order.
  package init(
    decoding bytes: consuming [UInt8],
    as asked: String? = nil,
    declared: String? = nil
  ) throws(ExtractionError) {
    let found = try Self.encoding(of: bytes, asked: asked, declared: declared)
    let encoding = found.encoding
    if encoding == .utf8, found.markLength > 0 { bytes.removeFirst(found.markLength) }
    let original = bytes
    let source: DecodedBytes
    var hasOnlyASCII = false
    if encoding == .utf8 {
      try BinaryCheck.check(bytes)
      let repair = UTF8Repair(bytes)
      hasOnlyASCII = repair.isASCII
      source = repair.decoded
    } else {
      source = try Self.decode(bytes, from: found.markLength, encoding)
      try BinaryCheck.check(source.bytes)
      hasOnlyASCII = source.bytes.allSatisfy { $0 < 0x80 }
    }
    let hasZeros = source.bytes.contains(0)
    self.bytes = hasZeros ? Self.replacingZeros(source.bytes) : source.bytes
    isASCII = hasOnlyASCII && !hasZeros
    self.encoding = encoding
    faults = source.faults
    guard let first = source.firstFault else {
      remark = nil
      return
    }
    let place = "offset \(first + (encoding == .utf8 ? found.markLength : 0))"
    let line = SourceLines.line(at: min(first, original.count), in: original)
    try Self.checkFaults(source, original, encoding, first, line, found.markLength)
    remark =
      "is not valid \(encoding.name) at \(place) (line \(line)): "
      + (source.faults == 1
        ? "what stands there is replaced by U+FFFD"
        : "it and \(source.faults - 1) places after it are replaced by U+FFFD")
  }

  /// Takes over a text that is known.
  package init(_ text: String) {
    encoding = .utf8
    bytes = text.utf8.contains(0) ? Self.replacingZeros(Array(text.utf8)) : Array(text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    faults = 0
    remark = nil
  }
}
