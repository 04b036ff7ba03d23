/// The tokens such as `<0x0A>` by which models write bytes of characters that they do not know.
enum ByteTokens {
  static func name(of byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  static func find(in vocabulary: Vocabulary) -> [UInt32?] {
    (UInt8.min...UInt8.max).map { vocabulary[name(of: $0)] }
  }
}
