/// The named characters that pages may write without a semicolon, whatever follows.
enum UnclosedEntity {
  /// The character that the longest such name at the beginning of a text stands for.
  static func beginning(
    of text: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    for length in stride(from: min(longest, text.count), to: 1, by: -1) {
      let name = String(decoding: text[..<length], as: UTF8.self)
      if let scalar = scalars[name] { return (scalar, length) }
    }
    return nil
  }

  private static let longest = 6

  /// Those of Latin-1, in its order, and the signs of the markup itself.
  private static let scalars: [String: Unicode.Scalar] = {
    var scalars: [String: Unicode.Scalar] = [
      "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"",
      "QUOT": "\"", "COPY": "©", "REG": "®",
    ]
    let names = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn
      sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave
      Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
      ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN
      szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
      icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml
      yacute thorn yuml
      """
    for (place, name) in names.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated() {
      scalars[String(name)] = Unicode.Scalar(UInt8(0xA0 + place))
    }
    return scalars
  }()
}
