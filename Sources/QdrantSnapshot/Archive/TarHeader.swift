/// The block before each entry of an archive.
package enum TarHeader {
  static let size = 512

  /// The header of a file; nil where the name does not fit, or has a part that does not.
  package static func bytes(name: String, size: Int) -> [UInt8]? {
    guard let (prefix, rest) = split(name) else { return nil }
    var block = [UInt8](repeating: 0, count: Self.size)
    put(rest, at: 0, in: &block)
    put(Array("0000644".utf8), at: 100, in: &block)
    put(Array("0000000".utf8), at: 108, in: &block)
    put(Array("0000000".utf8), at: 116, in: &block)
    put(number(size), at: 124, in: &block)
    put(octal(0, digits: 11), at: 136, in: &block)
    put(Array("        0".utf8), at: 148, in: &block)
    put(Array("ustar".utf8), at: 257, in: &block)
    put(Array("00".utf8), at: 263, in: &block)
    put(prefix, at: 345, in: &block)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + [0, UInt8(ascii: " ")], at: 148, in: &block)
    return block
  }

  /// Cuts a name at a slash into what the two fields of the header hold.
  private static func split(_ name: String) -> (prefix: [UInt8], rest: [UInt8])? {
    let bytes = Array(name.utf8)
    if bytes.isEmpty || bytes.contains(0) { return nil }
    if bytes.count <= 100 { return ([], bytes) }
    let slash = bytes.indices.last {
      bytes[$0] == UInt8(ascii: "/") && $0 <= 155 && bytes.count - $0 - 1 <= 100
    }
    guard let slash, slash > 0, slash + 1 < bytes.count else { return nil }
    return (Array(bytes[..<slash]), Array(bytes[(slash + 1)...]))
  }

  /// A size; beyond eight gigabytes as a binary number, as all programs have learnt to read it.
  private static func number(_ size: Int) -> [UInt8] {
    if size < 1 << 33 { return octal(size, digits: 11) }
    return [0x80, 0, 0, 0]
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: size >> $0) }
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    (0..<digits).reversed().map { UInt8(ascii: "0") + UInt8(number >> (3 * $0) & 7) }
  }

  private static func put(_ field: [UInt8], at start: Int, in block: inout [UInt8]) {
    block.replaceSubrange(start..<start + field.count, with: field)
  }
}
