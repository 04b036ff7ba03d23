/// The way from UTF-16 to UTF-8.
enum UTF16Decoding {
  static func utf8(
    _ bytes: [UInt8],
    from start: Int,
    _ encoding: TextEncoding
  ) throws(ExtractionError) -> [UInt8] {
    let low = encoding == .utf16LittleEndian ? 0 : 1
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = start
    var line = 1
    func unit(at index: Int) -> UInt32? {
      guard index + 1 < bytes.count else { return nil }
      return UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
    }
    while index < bytes.count {
      guard let first = unit(at: index) else {
        throw .encoding(encoding, value: "half a code unit", offset: index, line: line)
      }
      var value = first
      var length = 2
      if (0xD800...0xDBFF).contains(first), let second = unit(at: index + 2),
        (0xDC00...0xDFFF).contains(second)
      {
        value = 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
        length = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        let hexadecimal = String(value, radix: 16, uppercase: true)
        throw .encoding(
          encoding,
          value: "lone surrogate 0x\(hexadecimal)",
          offset: index,
          line: line
        )
      }
      if value == 0x0A { line += 1 }
      output.appendUTF8(of: scalar)
      index += length
    }
    return output
  }
}
