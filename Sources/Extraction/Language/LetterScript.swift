/// A system of writing, as far as it tells languages apart.
enum LetterScript: Int, CaseIterable {
  case latin, cyrillic, greek, arabic, hebrew, han, kana, hangul, thai, lao, devanagari, bengali
  case gurmukhi, gujarati, oriya, tamil, telugu, kannada, malayalam, sinhala, tibetan, burmese
  case georgian, armenian, ethiopic, khmer

  /// The script of a letter; nil for digits, signs and letters of others.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x00...0x370: return nil
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x531...0x588: self = .armenian
    case 0x5D0...0x5F4: self = .hebrew
    case 0x620...0x64A, 0x66E...0x6D5, 0x6EE...0x6FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
      self = .arabic
    case 0x900...0x963: self = .devanagari
    case 0x980...0x9FF: self = .bengali
    case 0xA00...0xA7F: self = .gurmukhi
    case 0xA80...0xAFF: self = .gujarati
    case 0xB00...0xB7F: self = .oriya
    case 0xB80...0xBFF: self = .tamil
    case 0xC00...0xC7F: self = .telugu
    case 0xC80...0xCFF: self = .kannada
    case 0xD00...0xD7F: self = .malayalam
    case 0xD80...0xDFF: self = .sinhala
    case 0xE01...0xE4F: self = .thai
    case 0xE81...0xEDF: self = .lao
    case 0xF00...0xFFF: self = .tibetan
    case 0x1000...0x109F: self = .burmese
    case 0x10A0...0x10FF: self = .georgian
    case 0x1100...0x11FF, 0x3131...0x318E, 0xAC00...0xD7A3: self = .hangul
    case 0x1200...0x139F: self = .ethiopic
    case 0x1780...0x17FF: self = .khmer
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: self = .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
    default: return nil
    }
  }

  /// The language of a script that one language has for itself, or nearly so.
  var soleLanguage: String? {
    switch self {
    case .latin, .cyrillic, .arabic, .devanagari: nil
    case .greek: "ell"
    case .hebrew: "heb"
    case .han: "zho"
    case .kana: "jpn"
    case .hangul: "kor"
    case .thai: "tha"
    case .lao: "lao"
    case .bengali: "ben"
    case .gurmukhi: "pan"
    case .gujarati: "guj"
    case .oriya: "ori"
    case .tamil: "tam"
    case .telugu: "tel"
    case .kannada: "kan"
    case .malayalam: "mal"
    case .sinhala: "sin"
    case .tibetan: "bod"
    case .burmese: "mya"
    case .georgian: "kat"
    case .armenian: "hye"
    case .ethiopic: "amh"
    case .khmer: "khm"
    }
  }

  /// The scripts that a language may well be written in; those of others are Latin.
  static func scripts(of language: String) -> Set<LetterScript> {
    switch language {
    case "rus", "ukr", "bel", "bul", "mkd", "kaz", "kir", "mon", "tgk", "tat", "bak", "che", "chv",
      "oss", "abk":
      [.cyrillic]
    case "srp", "bos", "hbs", "aze", "uzb", "tuk": [.cyrillic, .latin]
    case "ara", "fas", "urd", "pus", "snd", "uig", "kas": [.arabic]
    case "kur": [.arabic, .latin]
    case "hin", "mar", "nep", "san": [.devanagari]
    case "heb", "yid": [.hebrew]
    case "jpn": [.kana, .han]
    case "zho", "yue", "wuu", "cmn": [.han]
    case "kor": [.hangul, .han]
    case "asm": [.bengali]
    case "dzo": [.tibetan]
    case "tir": [.ethiopic]
    default:
      Set(allCases.filter { $0.soleLanguage == language }.prefix(1)).union(
        allCases.contains { $0.soleLanguage == language } ? [] : [.latin]
      )
    }
  }
}
