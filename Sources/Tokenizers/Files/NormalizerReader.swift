import JSON

/// Reads the part of a file that says how texts are normalized.
enum NormalizerReader {
  static func read(_ json: JSON) throws(TokenizerError) -> [NormalizerStep] {
    if json.isNull { return [] }
    let type = try json.text("type")
    switch type {
    case "Sequence":
      var steps: [NormalizerStep] = []
      for part in try json.required("normalizers").list() { steps += try read(part) }
      return steps
    case "BertNormalizer", "Bert": return [.bert(try bert(json))]
    case "NFC": return [.form(Normalization(isCompatible: false, isComposed: true))]
    case "NFD": return [.form(Normalization(isCompatible: false, isComposed: false))]
    case "NFKC": return [.form(Normalization(isCompatible: true, isComposed: true))]
    case "NFKD": return [.form(Normalization(isCompatible: true, isComposed: false))]
    case "Lowercase": return [.lowercase]
    case "Strip":
      return [.strip(left: try json.flag("strip_left"), right: try json.flag("strip_right"))]
    case "StripAccents": return [.stripAccents]
    case "Nmt": return [.nmt]
    case "ByteLevel": return [.byteLevel]
    case "Prepend": return [.prepend(Array(try json.text("prepend").utf8))]
    case "Replace":
      let pattern = try PatternReader.read(try json.required("pattern"))
      return [.replace(pattern, Array(try json.text("content").utf8))]
    case "Precompiled": return [.characterMap(try characterMap(json))]
    default: throw .unsupported(json.place, "the normalizer '\(type)'")
    }
  }

  private static func bert(_ json: JSON) throws(TokenizerError) -> BertNormalizer {
    let lowercases = try json.flag("lowercase")
    return BertNormalizer(
      cleansText: try json.flag("clean_text"),
      separatesChinese: try json.flag("handle_chinese_chars"),
      stripsAccents: try json.flag("strip_accents", default: lowercases),
      lowercases: lowercases
    )
  }

  private static func characterMap(_ json: JSON) throws(TokenizerError) -> CharacterMap {
    let text = try json.required("precompiled_charsmap")
    guard let bytes = base64(try text.text()), let map = CharacterMap(bytes) else {
      throw .damaged(text.place, "'precompiled_charsmap' holds no map of characters")
    }
    return map
  }

  /// The bytes of a text in base 64 with its padding; nil where it is none.
  private static func base64(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for character in text.utf8 {
      let digit: UInt32
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = UInt32(character - UInt8(ascii: "A"))
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt32(character - UInt8(ascii: "a")) + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(character - UInt8(ascii: "0")) + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "="):
        padding += 1
        continue
      default: return nil
      }
      guard padding == 0 else { return nil }
      bits = bits << 6 | digit
      count += 1
      // After two digits there are 12 bits, of which 8 make a byte and 4 stay; then 10 and 2, then 8.
      switch count % 4 {
      case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
      case 3: bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
      case 0: bytes.append(UInt8(truncatingIfNeeded: bits))
      default: break
      }
    }
    return (count + padding).isMultiple(of: 4) && padding < 3 ? bytes : nil
  }
}
