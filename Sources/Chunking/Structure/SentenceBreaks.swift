/// Where sentences end, for texts in many languages and of any sort.
///
/// A full stop ends a sentence only where what stands before it is no abbreviation, and what follows
/// does not go on with it. Scripts without spaces have marks of their own.
enum SentenceBreaks {
  /// The end of the sentence that begins at an offset: after its last mark, before the white space.
  ///
  /// What goes on beyond the reach is not looked at further, and has no end there.
  static func end(_ bytes: Span<UInt8>, from start: Int, within reach: Int = .max) -> Int {
    var offset = start
    let reach = min(reach, bytes.count)
    while offset < reach {
      while reach &- offset >= ByteWord.width {
        let word = ByteWord(bytes, at: offset)
        // The exclamation mark, the full stop and the question mark.
        let marks = word.equal(to: 0x21) | word.equal(to: 0x2E) | word.equal(to: 0x3F)
        guard word.isASCII, marks == 0 else { break }
        offset &+= ByteWord.width
      }
      guard offset < reach else { break }
      let byte = bytes[offset]
      if byte < 0x80, byte != 0x2E, byte != 0x21, byte != 0x3F {
        offset += 1
        continue
      }
      let (scalar, width) = Self.scalar(bytes, at: offset)
      guard let mark = Self.mark(scalar) else {
        offset += width
        continue
      }
      let end = passClosing(bytes, from: offset + width)
      if end >= bytes.count { return bytes.count }
      if mark == .wide { return end }
      if isEnd(mark, bytes, at: offset, after: end, from: start) { return end }
      offset = max(end, offset + width)
    }
    return bytes.count
  }

  private enum Mark { case stop, strong, wide }

  private static func mark(_ scalar: UInt32) -> Mark? {
    switch scalar {
    case 0x2E: .stop
    // Exclamation and question marks, the ellipsis, those of Arabic, Urdu, Armenian, Hindi, Amharic, Burmese.
    case 0x21, 0x3F, 0x2026, 0x203C, 0x2047, 0x2048, 0x2049, 0x061F, 0x06D4, 0x0589, 0x0964, 0x0965,
      0x1362, 0x104B, 0x17D4:
      .strong
    // Those of Chinese and Japanese, after which there is no space.
    case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0xFF0E: .wide
    default: nil
    }
  }

  private static func scalar(_ bytes: Span<UInt8>, at offset: Int) -> (UInt32, Int) {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for place in 1..<width where offset + place < bytes.count {
      value = value << 6 | UInt32(bytes[offset + place] & 0x3F)
    }
    return (value, width)
  }

  /// Passes more marks, and the quotation marks and brackets that close here.
  private static func passClosing(_ bytes: Span<UInt8>, from offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count {
      let (scalar, width) = Self.scalar(bytes, at: offset)
      let isClosing =
        switch scalar {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A, 0x300D, 0x300F, 0xFF09,
          0x3011, 0x3009, 0x300B:
          true
        default: Self.mark(scalar) != nil
        }
      guard isClosing else { return offset }
      offset += width
    }
    return offset
  }

  private static func isEnd(
    _ mark: Mark,
    _ bytes: Span<UInt8>,
    at place: Int,
    after end: Int,
    from start: Int
  ) -> Bool {
    guard Whitespace.width(in: bytes, at: end) > 0 else { return false }
    let next = passOpening(bytes, from: bytes.skippingWhitespace(from: end))
    guard next < bytes.count else { return true }
    let (scalar, _) = Self.scalar(bytes, at: next)
    if isLowercase(scalar) { return false }
    return mark == .strong || !isAbbreviation(bytes, before: place, from: start, next: next)
  }

  private static func isLowercase(_ value: UInt32) -> Bool {
    // Asking for properties takes long, and most letters are these.
    if value < 0x80 { return value >= 0x61 && value <= 0x7A }
    return Unicode.Scalar(value)?.properties.isLowercase ?? false
  }

  private static func passOpening(_ bytes: Span<UInt8>, from offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count {
      let (scalar, width) = Self.scalar(bytes, at: offset)
      switch scalar {
      case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xAB, 0xBF, 0xA1, 0x2018, 0x201C, 0x201E, 0x2039:
        offset += width
      default: return offset
      }
    }
    return offset
  }

  /// Whether the full stop belongs to the word before it.
  private static func isAbbreviation(
    _ bytes: Span<UInt8>,
    before stop: Int,
    from start: Int,
    next: Int
  ) -> Bool {
    var begin = stop
    while begin > start, Whitespace.width(in: bytes, before: begin) == 0 { begin -= 1 }
    begin = min(passOpening(bytes, from: begin), stop)
    let length = stop - begin
    guard length > 0, length <= 16 else { return false }
    var (digits, stops) = (0, 0)
    for offset in begin..<stop {
      let byte = bytes[offset]
      if (0x30...0x39).contains(byte) { digits += 1 }
      if byte == 0x2E { stops += 1 }
    }
    if digits == length {
      // The number of an item, or of a day before its month.
      return begin == start || (length <= 2 && Months.begins(bytes, at: next))
    }
    // An initial, and what has stops of its own: "U.S.", "z.B.", "e.g.".
    if bytes.scalars(in: begin..<stop) == 1 { return digits == 0 }
    guard stops > 0 || length <= longestAbbreviation else { return false }
    var word: [UInt8] = []
    for offset in begin..<stop {
      let byte = bytes[offset]
      word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    let letters = String(decoding: word, as: UTF8.self)
    if stops > 0, digits == 0, letters.split(separator: ".").allSatisfy({ $0.count <= 2 }) {
      return true
    }
    return Self.abbreviations.contains(letters)
  }

  /// In bytes, with room for accents that are scalars of their own.
  private static let longestAbbreviation = 2 + (abbreviations.map(\.utf8.count).max() ?? 0)

  /// Words that a full stop shortens and that rarely end a sentence.
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "hon", "rev", "gen", "col", "capt", "lt",
    "sgt",
    "gov", "sen", "rep", "pres", "vs", "etc", "al", "fig", "figs", "eq", "eqs", "sec", "secs", "ch",
    "chap", "vol", "vols", "no", "nos", "pp", "art", "arts", "ed", "eds", "approx", "est", "cf",
    "ca",
    "inc", "ltd", "corp", "co", "dept", "univ", "assn", "bros", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat",
    "sun",
    "tab", "ref", "refs", "para", "paras", "app", "resp", "incl", "excl", "max", "min", "tel",
    "ext",
    // German
    "bzw", "usw", "evtl", "ggf", "inkl", "exkl", "nr", "bd", "hr", "fr", "frl", "dipl", "ing",
    "abs",
    "abb", "anm", "aufl", "bspw", "dgl", "geb", "gest", "hrsg", "jh", "kap", "mio", "mrd", "sog",
    "str", "vgl", "zzgl", "zit",
    // French, Spanish, Italian, Portuguese, Dutch
    "mme", "mlle", "env", "av", "éd", "sra", "srta", "pág", "págs", "núm", "dña", "ud",
    "uds", "sig", "dott", "pag", "pagg", "avv", "ecc", "dra", "exmo", "bijv", "blz", "mevr", "dhr",
  ]
}

/// The months that follow the number of a day with a full stop.
private enum Months {
  private static let names: [[UInt8]] = [
    "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember", "Jahrhundert",
  ].map { Array($0.utf8) }

  static func begins(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    names.contains { name in
      guard offset + name.count <= bytes.count else { return false }
      for place in name.indices where bytes[offset + place] != name[place] { return false }
      return true
    }
  }
}
