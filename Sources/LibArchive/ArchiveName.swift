import SystemIO

/// A name in an archive, as text.
struct ArchiveName {
  let text: String
  let encoding: ArchiveNameEncoding
  let unsafeName: UnsafeName?

  /// Reads the bytes of a name.
  ///
  /// Most programs write UTF-8 whether they say so or not, so that is tried first. Without bytes
  /// there is no name, which happens when libarchive could make nothing of it.
  init(_ bytes: [UInt8]?, inZip: Bool) {
    guard let bytes else {
      (text, encoding, unsafeName) = ("", .escaped, .undecodable)
      return
    }
    unsafeName = UnsafeName(checking: bytes)
    let trimmed = Self.trimmed(bytes[...])
    if let text = String(validating: trimmed, as: UTF8.self) {
      (self.text, encoding) = (text, .utf8)
    } else if inZip {
      (text, encoding) = (Self.decodingCodePage437(trimmed), .codePage437)
    } else {
      (text, encoding) = (printableName(trimmed), .escaped)
    }
  }

  /// Takes off what says no more: `./` before the name and slashes after it.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let slash = UInt8(ascii: "/")
    var rest = bytes
    while rest.count > 1, rest.last == slash { rest.removeLast() }
    while rest.count > 2, rest.starts(with: "./".utf8) {
      rest.removeFirst(2)
      while rest.count > 1, rest.first == slash { rest.removeFirst() }
    }
    return rest
  }

  /// The upper half of the character set of the first PCs.
  private static let upperHalf = Array(
    """
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
    """.unicodeScalars
  )

  private static func decodingCodePage437(_ bytes: ArraySlice<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      scalars.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalf[Int(byte) - 0x80])
    }
    return String(scalars)
  }
}
