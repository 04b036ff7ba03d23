/// The check that bytes are UTF-8.
enum UTF8Check {
  /// Tells whether valid bytes are ASCII; throws the place of the first invalid one.
  ///
  /// Offsets in errors count from the start of the file, so with the byte order mark's length.
  static func check(_ bytes: [UInt8], after markLength: Int) throws(ExtractionError) -> Bool {
    do throws(UTF8.ValidationError) {
      var valid = try UTF8Span(validating: bytes.span)
      return valid.checkForASCII()
    } catch {
      let offset = error.byteOffsets.lowerBound
      let hexadecimal = String(bytes[offset], radix: 16, uppercase: true)
      throw .encoding(
        .utf8,
        value: "byte 0x\(bytes[offset] < 16 ? "0" : "")\(hexadecimal)",
        offset: offset + markLength,
        line: SourceLines.line(at: offset, in: bytes)
      )
    }
  }
}
