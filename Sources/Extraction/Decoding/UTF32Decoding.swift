/// The way from UTF-32 to UTF-8.
enum UTF32Decoding {
  static func utf8(
    _ bytes: [UInt8],
    from start: Int,
    _ encoding: TextEncoding
  ) throws(ExtractionError) -> [UInt8] {
    let isLittleEndian = encoding == .utf32LittleEndian
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 2)
    var line = 1
    for index in stride(from: start, to: bytes.count, by: 4) {
      guard index + 3 < bytes.count else {
        throw .encoding(encoding, value: "part of a code unit", offset: index, line: line)
      }
      let value = (0..<4).reduce(UInt32(0)) { value, place in
        value << 8 | UInt32(bytes[index + (isLittleEndian ? 3 - place : place)])
      }
      guard let scalar = Unicode.Scalar(value) else {
        let hexadecimal = String(value, radix: 16, uppercase: true)
        throw .encoding(encoding, value: "value 0x\(hexadecimal)", offset: index, line: line)
      }
      if value == 0x0A { line += 1 }
      output.appendUTF8(of: scalar)
    }
    return output
  }
}
