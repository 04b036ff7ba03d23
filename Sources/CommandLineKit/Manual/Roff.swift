/// Source for the man macros, line by line.
///
/// Text becomes a line of input in which nothing can be taken for a request or an escape.
struct Roff {
  private(set) var source = ""

  mutating func request(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { " \"\(Self.escaped($0))\"" }
    source += "." + name + quoted.joined() + "\n"
  }

  mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    line(Self.escaped(text))
  }

  /// Adds paragraphs; a block whose lines keep their shape is set as an example.
  mutating func prose(_ prose: Prose) {
    for (index, block) in prose.blocks.enumerated() {
      if index > 0 { request("PP") }
      switch block {
      case .paragraph(let text): self.text(text)
      case .verbatim(let lines): literal(lines.map { String($0.dropFirst(2)) })
      }
    }
  }

  mutating func literal(_ lines: [String]) {
    request("RS", "4n")
    request("nf")
    for text in lines { line(Self.escaped(text, isLiteral: true)) }
    request("fi")
    request("RE")
  }

  /// Adds one line in several fonts.
  mutating func spans(_ spans: [(text: String, font: Font)]) {
    line(
      spans.map { span in
        let text = Self.escaped(span.text, isLiteral: true)
        return span.font == .roman ? text : "\\f\(span.font.rawValue)\(text)\\fR"
      }.joined()
    )
  }

  enum Font: String {
    case roman = "R"
    case bold = "B"
    case italic = "I"
  }

  private mutating func line(_ text: String) {
    // A dot or an apostrophe would make the line a request.
    let isRequest = text.hasPrefix(".") || text.hasPrefix("'")
    source += (isRequest ? "\\&" : "") + text + "\n"
  }

  /// Returns text that prints as itself.
  ///
  /// In prose a hyphen between letters stays a hyphen; all others are the minus of the keyboard,
  /// so that names of options can be searched for and copied.
  static func escaped(_ text: String, isLiteral: Bool = false) -> String {
    var output = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !output.isEmpty || word.startIndex != text.startIndex { output += " " }
      let isCompound = !isLiteral && word.isCompound
      for scalar in word.unicodeScalars {
        switch scalar {
        case "\\": output += "\\e"
        case "-": output += isCompound ? "-" : "\\-"
        case "'": output += "\\(aq"
        case "\"": output += "\\(dq"
        case "`": output += "\\(ga"
        case "^": output += "\\(ha"
        case "~": output += "\\(ti"
        case "\n": output += " "
        case "\u{A0}": output += "\\ "
        case _ where scalar.isASCII: output.unicodeScalars.append(scalar)
        default: output += "\\[u\(scalar.hexadecimal)]"
        }
      }
    }
    return output
  }
}

extension Substring {
  /// Whether the word is made of letters with single hyphens between, and punctuation at its ends.
  fileprivate var isCompound: Bool {
    let inner = trimmed { $0.isPunctuation && $0 != "-" }
    return inner.split(separator: "-", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLetter) }
  }

  private func trimmed(_ isEdge: (Character) -> Bool) -> Substring {
    var inner = drop(while: isEdge)
    while let last = inner.last, isEdge(last) { inner.removeLast() }
    return inner
  }
}

extension Unicode.Scalar {
  /// The code point in at least four capital hexadecimal digits, as groff names it.
  fileprivate var hexadecimal: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
