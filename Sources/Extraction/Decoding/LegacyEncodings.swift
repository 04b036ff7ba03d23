/// The encodings from before Unicode, by the converter's and the web's names.
///
/// Where a name means a superset in practice, the superset is what is decoded: Latin-1 on the web
/// is windows-1252, and files said to be of GB2312 hold characters of GB18030.
extension TextEncoding {
  static let windows1250 = TextEncoding("windows-1250", converter: "CP1250")
  static let windows1251 = TextEncoding("windows-1251", converter: "CP1251")
  static let windows1252 = TextEncoding("windows-1252", converter: "CP1252")
  static let windows1253 = TextEncoding("windows-1253", converter: "CP1253")
  static let windows1254 = TextEncoding("windows-1254", converter: "CP1254")
  static let windows1255 = TextEncoding("windows-1255", converter: "CP1255")
  static let windows1256 = TextEncoding("windows-1256", converter: "CP1256")
  static let windows1257 = TextEncoding("windows-1257", converter: "CP1257")
  static let windows1258 = TextEncoding("windows-1258", converter: "CP1258")
  static let windows874 = TextEncoding("windows-874", converter: "CP874")
  static let iso2 = TextEncoding("ISO-8859-2", converter: "ISO-8859-2")
  static let iso5 = TextEncoding("ISO-8859-5", converter: "ISO-8859-5")
  static let iso6 = TextEncoding("ISO-8859-6", converter: "ISO-8859-6")
  static let iso7 = TextEncoding("ISO-8859-7", converter: "ISO-8859-7")
  static let iso8 = TextEncoding("ISO-8859-8", converter: "ISO-8859-8")
  static let iso15 = TextEncoding("ISO-8859-15", converter: "ISO-8859-15")
  static let koi8R = TextEncoding("KOI8-R", converter: "KOI8-R")
  static let koi8U = TextEncoding("KOI8-U", converter: "KOI8-U")
  static let ibm437 = TextEncoding("IBM437", converter: "IBM437")
  static let ibm850 = TextEncoding("IBM850", converter: "IBM850")
  static let ibm852 = TextEncoding("IBM852", converter: "IBM852")
  static let ibm866 = TextEncoding("IBM866", converter: "IBM866")
  static let macintosh = TextEncoding("macintosh", converter: "MACINTOSH")
  static let macCyrillic = TextEncoding("x-mac-cyrillic", converter: "MAC-CYRILLIC")
  static let shiftJIS = TextEncoding("Shift_JIS", converter: "CP932")
  static let eucJP = TextEncoding("EUC-JP", converter: "EUC-JP-MS")
  static let iso2022JP = TextEncoding("ISO-2022-JP", converter: "ISO-2022-JP-3")
  static let iso2022KR = TextEncoding("ISO-2022-KR", converter: "ISO-2022-KR")
  static let iso2022CN = TextEncoding("ISO-2022-CN", converter: "ISO-2022-CN-EXT")
  static let gb18030 = TextEncoding("GB18030", converter: "GB18030")
  static let big5 = TextEncoding("Big5", converter: "BIG5-HKSCS")
  static let eucKR = TextEncoding("EUC-KR", converter: "CP949")

  /// Those that are told apart by what they would make a text say, the likelier first.
  static let candidates: [TextEncoding] = [
    windows1252, shiftJIS, gb18030, eucKR, big5, eucJP, windows1251, windows1250, windows1253,
    windows1254, windows1255, windows1256, windows1257, windows874, windows1258, iso2, iso5, iso6,
    iso7, iso8, iso15, koi8R, koi8U, ibm866, macCyrillic, macintosh, ibm850, ibm852, ibm437,
  ]

  /// Finds an encoding by any of the names that documents and people give it.
  ///
  /// Names are compared by their letters and digits; one that is not listed may still be known to
  /// the converter.
  static func named(_ label: String) -> TextEncoding? {
    let key = String(
      decoding: label.utf8.compactMap { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: nil
        }
      },
      as: UTF8.self
    )
    guard !key.isEmpty, key.utf8.count < 40 else { return nil }
    if let known = labels[key] { return known }
    return candidates.first { Self.named($0.name, is: key) }
  }

  private static func named(_ name: String, is key: String) -> Bool {
    name.lowercased().utf8.filter { $0 >= 0x30 && $0 != UInt8(ascii: "_") }
      .elementsEqual(key.utf8)
  }

  private static let labels: [String: TextEncoding] = {
    let groups: [(TextEncoding, String)] = [
      (.utf8, "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 cp65001 utf8sig"),
      (.utf16LittleEndian, "utf16 utf16le unicode ucs2 iso10646ucs2 csunicode unicodefeff"),
      (.utf16BigEndian, "utf16be unicodefffe"),
      (.utf32LittleEndian, "utf32 utf32le ucs4"),
      (.utf32BigEndian, "utf32be"),
      (
        .windows1252,
        "ascii usascii ansix341968 iso88591 latin1 l1 iso885911987 isoir100 cp1252 xcp1252 cp819 "
          + "ibm819 ansi 1252 csisolatin1 iso646us us"
      ),
      (.windows1250, "cp1250 xcp1250 1250"), (.windows1251, "cp1251 xcp1251 1251 win1251"),
      (.windows1253, "cp1253 1253"),
      (.windows1254, "cp1254 1254 iso88599 latin5 l5 isoir148 iso885991989"),
      (.windows1255, "cp1255 1255"), (.windows1256, "cp1256 1256"), (.windows1257, "cp1257 1257"),
      (.windows1258, "cp1258 1258"),
      (.windows874, "cp874 tis620 iso885911 dos874 tis62025331 iso8859112001"),
      (.iso2, "latin2 l2 isoir101 iso885921987 csisolatin2"),
      (.iso5, "cyrillic isoir144 csisolatincyrillic iso885951988"),
      (.iso6, "arabic asmo708 iso88596i iso88596e ecma114 isoir127 iso885961987"),
      (.iso7, "greek greek8 elot928 ecma118 isoir126 suneugreek iso885971987 iso885972003"),
      (.iso8, "hebrew iso88598i iso88598e visual logical isoir138 iso885981988"),
      (.iso15, "latin9 l9 iso8859151998 csisolatin9"), (.koi8R, "koi koi8 cskoi8r"),
      (.koi8U, "koi8ru"), (.ibm437, "cp437 437"), (.ibm850, "cp850 850"), (.ibm852, "cp852 852"),
      (.ibm866, "cp866 866 csibm866"), (.macintosh, "mac macroman xmacroman csmacintosh"),
      (.macCyrillic, "maccyrillic xmacukrainian"),
      (
        .shiftJIS,
        "sjis xsjis mskanji windows31j cp932 ms932 shiftjisx0213 shiftjis2004 csshiftjis cp943"
      ),
      (.eucJP, "xeucjp ujis cseucpkdfmtjapanese eucjpms cp51932"),
      (
        .iso2022JP, "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpms csiso2022jp jis cp50220"
      ),
      (.iso2022KR, "iso2022kr csiso2022kr"), (.iso2022CN, "iso2022cn iso2022cnext"),
      (
        .gb18030,
        "gbk gb2312 gb231280 gb xgbk chinese cp936 936 ms936 windows936 euccn csgb2312 isoir58 "
          + "csiso58gb231280"
      ),
      (.big5, "big5hkscs xxbig5 cnbig5 csbig5 cp950 950 big5eten bigfive"),
      (
        .eucKR,
        "ksc56011987 ksc5601 ksc56011989 korean uhc cp949 949 ms949 windows949 cseuckr isoir149 "
          + "johabwansung"
      ),
      (TextEncoding("ISO-8859-3", converter: "ISO-8859-3"), "iso88593 latin3 l3"),
      (TextEncoding("ISO-8859-4", converter: "ISO-8859-4"), "iso88594 latin4 l4"),
      (TextEncoding("ISO-8859-10", converter: "ISO-8859-10"), "iso885910 latin6 l6"),
      (TextEncoding("ISO-8859-13", converter: "ISO-8859-13"), "iso885913 latin7"),
      (TextEncoding("ISO-8859-14", converter: "ISO-8859-14"), "iso885914 latin8"),
      (TextEncoding("ISO-8859-16", converter: "ISO-8859-16"), "iso885916 latin10"),
      (TextEncoding("VISCII", converter: "VISCII"), "viscii viscii111"),
      (TextEncoding("IBM852", converter: "IBM852"), "ibm852"),
      (TextEncoding("IBM855", converter: "IBM855"), "ibm855 cp855"),
      (TextEncoding("IBM857", converter: "IBM857"), "ibm857 cp857"),
      (TextEncoding("IBM862", converter: "IBM862"), "ibm862 cp862"),
      (TextEncoding("IBM864", converter: "IBM864"), "ibm864 cp864"),
      (TextEncoding("IBM865", converter: "IBM865"), "ibm865 cp865"),
      (TextEncoding("JOHAB", converter: "JOHAB"), "johab cp1361"),
      (TextEncoding("EUC-TW", converter: "EUC-TW"), "euctw xeuctw"),
      (TextEncoding("UTF-7", converter: "UTF-7"), "utf7 unicode11utf7"),
      (TextEncoding("MAC-CENTRALEUROPE", converter: "MAC-CENTRALEUROPE"), "maccentraleurope"),
      (TextEncoding("ARMSCII-8", converter: "ARMSCII-8"), "armscii8"),
      (TextEncoding("GEORGIAN-PS", converter: "GEORGIAN-PS"), "georgianps"),
    ]
    var labels: [String: TextEncoding] = [:]
    for (encoding, names) in groups {
      for name in names.split(separator: " ") { labels[String(name)] = encoding }
    }
    return labels
  }()
}
