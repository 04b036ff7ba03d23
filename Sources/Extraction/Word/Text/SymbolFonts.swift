/// The characters behind the codes of fonts that have pictures in the place of letters.
enum SymbolFonts {
  /// The character for a code of a font; nil where there is none in Unicode that is known here.
  ///
  /// Codes may stand in the private use area, where Word keeps those of such fonts.
  static func character(_ code: UInt32, font: String?) -> Unicode.Scalar? {
    let low = (0xF020...0xF0FF).contains(code) ? code - 0xF000 : code
    let name = font?.lowercased() ?? ""
    if name == "symbol" || name.hasPrefix("symbol ") { return symbol[low] }
    if name.hasPrefix("wingdings") || name.hasPrefix("webdings") {
      return name == "wingdings" ? wingdings[low] : nil
    }
    if (0xE000...0xF8FF).contains(code) { return symbol[low].flatMap { low == 0xB7 ? $0 : nil } }
    return Unicode.Scalar(code)
  }

  /// The sign of a bullet as it is seen.
  static func bullet(_ text: String, font: String?) -> String {
    guard let scalar = text.unicodeScalars.first else { return "" }
    if text == "o", font?.lowercased().hasPrefix("courier") ?? false { return "◦" }
    let isCoded = (0xE000...0xF8FF).contains(scalar.value)
    let isPicture = ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"].contains(
      font?.lowercased() ?? ""
    )
    guard isCoded || isPicture else { return text }
    return String(character(scalar.value, font: font) ?? "•")
  }

  private static func table(_ rows: [(UInt32, String)]) -> [UInt32: Unicode.Scalar] {
    var table: [UInt32: Unicode.Scalar] = [:]
    for (first, signs) in rows {
      for (index, scalar) in signs.unicodeScalars.enumerated() {
        table[first + UInt32(index)] = scalar
      }
    }
    return table
  }

  private static let symbol = table([
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
  ])

  private static let wingdings = table([
    (0x20, " ✏✂✁"), (0x28, "☎✆✉"), (0x36, "⌛⌨"), (0x3E, "✇✍"), (0x41, "✌"), (0x43, "👍👎☜☞☝☟"),
    (0x4A, "☺😐☹💣☠⚐"), (0x51, "✈☼💧❄"), (0x56, "✞"), (0x58, "✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓"),
    (0x6C, "●❍■□"), (0x71, "❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞"), (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○"), (0xA4, "◉◎"), (0xA7, "▪◻"), (0xAA, "✦★✶✴✹✵"), (0xD8, "➢"), (0xDF, "←→↑↓↖↗↙↘"),
    (0xE8, "➔"), (0xEF, "⇦⇨⇧⇩⬄⇳"), (0xFB, "✗✓☒☑"), (0xFC, "✔"), (0xA8, "◻"), (0xFD, "☒☑"),
  ])
}
