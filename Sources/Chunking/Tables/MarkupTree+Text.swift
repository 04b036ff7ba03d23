// What a piece of HTML says, and how it is written out.

extension MarkupTree {
  /// Which attributes are kept, and whether white space is folded.
  enum Style {
    /// What tells the shape of a table, and no more.
    case compact
    /// All that the source has.
    case source
  }

  /// The names of elements as the caller wants them: "td" for "th".
  typealias Renaming = (String) -> String

  /// The text inside of an element.
  ///
  /// In compact style the texts between tags are folded each by itself, and a line break is none; else it is as it
  /// is read.
  func text(of node: Int, _ style: Style) -> String {
    let own = nodes[node].text ?? ""
    var text = style == .compact ? own.folded : own
    for child in nodes[node].children {
      if style == .source, nodes[child].name == "br" { text += " " }
      text += self.text(of: child, style)
      guard let tail = nodes[child].tail else { continue }
      text += style == .compact ? Self.foldedTail(tail) : tail
    }
    return text
  }

  /// An element in the form of XML, without what stands after it.
  func markup(of node: Int, _ style: Style, renaming: Renaming = { $0 }) -> String {
    var text = ""
    write(node, style, renaming, to: &text)
    return text
  }

  /// What is inside of an element, without what is there for looks only.
  func content(of node: Int) -> String {
    var text = ""
    writeContent(node, .compact, { $0 }, to: &text)
    return text
  }

  static func escaped(_ source: String) -> String {
    var text = ""
    escape(source, isAttribute: false, to: &text)
    return text
  }

  private func write(_ node: Int, _ style: Style, _ renaming: Renaming, to text: inout String) {
    let element = nodes[node]
    let name = renaming(element.name)
    // An element without a name stands for its content alone.
    guard !name.isEmpty else {
      writeContent(node, style, renaming, to: &text)
      return
    }
    text += "<\(name)"
    for attribute in element.attributes
    where style == .source || attribute.name == "colspan" || attribute.name == "rowspan" {
      text += " \(attribute.name)=\""
      Self.escape(attribute.value, isAttribute: true, to: &text)
      text += "\""
    }
    let hasContent = element.text != nil || !element.children.isEmpty
    guard hasContent else {
      text += "/>"
      return
    }
    text += ">"
    writeContent(node, style, renaming, to: &text)
    text += "</\(name)>"
  }

  private func writeContent(
    _ node: Int,
    _ style: Style,
    _ renaming: Renaming,
    to text: inout String
  ) {
    if let own = nodes[node].text {
      Self.escape(style == .compact ? own.folded : own, isAttribute: false, to: &text)
    }
    for child in nodes[node].children {
      write(child, style, renaming, to: &text)
      guard let tail = nodes[child].tail else { continue }
      Self.escape(style == .compact ? Self.foldedTail(tail) : tail, isAttribute: false, to: &text)
    }
  }

  /// Text between elements: its ends keep a space, but nothing else than space is nothing.
  private static func foldedTail(_ tail: String) -> String {
    let folded = tail.folded
    if folded.isEmpty { return "" }
    let bytes = tail.utf8Span.span
    let begins = Whitespace.width(in: bytes, at: 0) > 0
    let ends = Whitespace.width(in: bytes, before: bytes.count) > 0
    return (begins ? " " : "") + folded + (ends ? " " : "")
  }

  private static func escape(_ source: String, isAttribute: Bool, to text: inout String) {
    for scalar in source.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"" where isAttribute: text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension String {
  /// The text with every run of white space as one space and its ends trimmed.
  var folded: String {
    let measure = TextMeasure(self)
    if measure.isFolded { return self }
    var folded = ""
    folded.append(folding: self, measured: measure)
    return folded
  }
}
