/// Named characters that the parser does not know.
///
/// It knows those of HTML 4, and calls out the others as a lone ampersand, then their name, then
/// the text from the semicolon on. An ampersand that is written as such comes with no such cut.
struct PendingEntity {
  private enum State {
    case text
    /// A lone ampersand; whether the next text is a name that the parser met after it.
    case ampersand(isReference: Bool)
    /// A name that a semicolon has to follow.
    case name(Unicode.Scalar)
    /// A name that begins like one that needs no semicolon.
    case beginning(Unicode.Scalar, length: Int)
  }

  private var state = State.text
  private var name: [UInt8] = []

  /// Adds a text as the parser calls it out.
  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>,
    isReference: Bool,
    to tree: inout HTMLTree
  ) {
    switch state {
    case .text:
      if text.count == 1, text[0] == UInt8(ascii: "&") {
        state = .ampersand(isReference: isReference)
      }
      tree.bytes += text
    case .ampersand(let isReference):
      state = .text
      if text.count <= 24, let scalar = Self.scalars[String(decoding: text, as: UTF8.self)] {
        state = .name(scalar)
        name = Array(text)
      } else if isReference, let (scalar, length) = UnclosedEntity.beginning(of: text) {
        state = .beginning(scalar, length: length)
        name = Array(text)
      } else {
        tree.bytes += text
      }
    case .name(let scalar):
      guard text.first == UInt8(ascii: ";") else {
        writeOut(&tree)
        append(text, isReference: isReference, to: &tree)
        return
      }
      state = .text
      replaceAmpersand(by: scalar, &tree)
      tree.bytes += text.dropFirst()
    case .beginning:
      if text.first == UInt8(ascii: ";") {
        // A name as a whole, though one that nobody knows.
        state = .text
        tree.bytes += name
        tree.bytes += text
      } else {
        writeOut(&tree)
        append(text, isReference: isReference, to: &tree)
      }
    }
  }

  /// Writes out a name that nothing followed.
  mutating func flush(into tree: inout HTMLTree) {
    switch state {
    case .name, .beginning:
      writeOut(&tree)
      if let last = tree.nodes.indices.last, tree.nodes[last].tag == .text {
        tree.nodes[last].last = Int32(tree.bytes.count)
      }
    default: state = .text
    }
  }

  /// Writes a name that no semicolon follows, as browsers read it.
  private mutating func writeOut(_ tree: inout HTMLTree) {
    if case .beginning(let scalar, let length) = state {
      replaceAmpersand(by: scalar, &tree)
      tree.bytes += name.dropFirst(length)
    } else {
      tree.bytes += name
    }
    state = .text
  }

  private func replaceAmpersand(by scalar: Unicode.Scalar, _ tree: inout HTMLTree) {
    if tree.bytes.last == UInt8(ascii: "&") { tree.bytes.removeLast() }
    if scalar == "\u{AD}" {
      tree.softHyphens += 1
    } else {
      tree.bytes += Array(String(scalar).utf8)
    }
  }

  /// The names of HTML 5 that are met in texts.
  private static let scalars: [String: Unicode.Scalar] = [
    "Tab": "\t", "NewLine": "\n", "excl": "!", "quot": "\"", "num": "#", "dollar": "$",
    "percnt": "%", "apos": "'", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+", "comma": ",",
    "period": ".", "sol": "/", "colon": ":", "semi": ";", "equals": "=", "quest": "?",
    "commat": "@", "lbrack": "[", "lsqb": "[", "bsol": "\\", "rbrack": "]", "rsqb": "]",
    "Hat": "^", "lowbar": "_", "grave": "`", "lbrace": "{", "lcub": "{", "vert": "|",
    "verbar": "|", "rbrace": "}", "rcub": "}", "half": "½", "check": "✓", "checkmark": "✓",
    "cross": "✗", "star": "☆", "starf": "★", "phone": "☎", "female": "♀", "male": "♂",
    "hyphen": "‐", "dash": "‐", "horbar": "―", "nldr": "‥", "numsp": "\u{2007}",
    "puncsp": "\u{2008}", "hairsp": "\u{200A}", "ZeroWidthSpace": "\u{200B}",
    "NoBreak": "\u{2060}", "caron": "ˇ", "breve": "˘", "inodot": "ı", "imath": "ı",
    "Abreve": "Ă", "abreve": "ă", "Amacr": "Ā", "amacr": "ā", "Aogon": "Ą", "aogon": "ą",
    "Cacute": "Ć", "cacute": "ć", "Ccaron": "Č", "ccaron": "č", "Dcaron": "Ď", "dcaron": "ď",
    "Dstrok": "Đ", "dstrok": "đ", "Ecaron": "Ě", "ecaron": "ě", "Emacr": "Ē", "emacr": "ē",
    "Eogon": "Ę", "eogon": "ę", "Gbreve": "Ğ", "gbreve": "ğ", "Idot": "İ", "Imacr": "Ī",
    "imacr": "ī", "Lstrok": "Ł", "lstrok": "ł", "Nacute": "Ń", "nacute": "ń", "Ncaron": "Ň",
    "ncaron": "ň", "Odblac": "Ő", "odblac": "ő", "Omacr": "Ō", "omacr": "ō", "Rcaron": "Ř",
    "rcaron": "ř", "Sacute": "Ś", "sacute": "ś", "Scedil": "Ş", "scedil": "ş", "Tcaron": "Ť",
    "tcaron": "ť", "Udblac": "Ű", "udblac": "ű", "Umacr": "Ū", "umacr": "ū", "Uring": "Ů",
    "uring": "ů", "Zacute": "Ź", "zacute": "ź", "Zcaron": "Ž", "zcaron": "ž", "Zdot": "Ż",
    "zdot": "ż", "leq": "≤", "geq": "≥", "approx": "≈", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "hArr": "⇔", "square": "□", "squ": "□", "bigstar": "★", "copysr": "℗",
    "numero": "№", "frac13": "⅓", "frac23": "⅔", "frac15": "⅕", "frac18": "⅛", "frac38": "⅜",
    "frac58": "⅝", "frac78": "⅞", "hbar": "ℏ", "planck": "ℏ", "ell": "ℓ", "epsi": "ε",
    "straightphi": "ϕ", "varnothing": "∅", "emptyset": "∅", "infintie": "⧝", "mldr": "…",
    "boxh": "─", "boxv": "│", "block": "█", "triangle": "▵", "blacktriangle": "▴",
    "blacktriangleright": "▸", "caret": "⁁", "bullet": "•", "centerdot": "·", "angst": "Å",
    "rsquor": "’", "rdquor": "”", "lsquor": "‚", "ldquor": "„", "OpenCurlyQuote": "‘",
    "CloseCurlyQuote": "’", "OpenCurlyDoubleQuote": "“", "CloseCurlyDoubleQuote": "”",
  ]
}
