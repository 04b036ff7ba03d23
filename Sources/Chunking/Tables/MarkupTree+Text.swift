// What a piece of HTML says, and how it is written out.

extension MarkupTree {
  /// Which attributes are kept, and whether white space is folded.
  enum Style {
    /// What tells the shape of a table, and no more.
    case compact
    /// All that the source has.
    case source
  }

  /// What elements are called where they are written out.
  enum Naming {
    case own
    /// All cells alike, and rows without what groups them.
    case plain
    /// All cells as heads.
    case heads
  }

  /// Adds the text inside of an element.
  ///
  /// In compact style the texts between tags are folded each by itself, and a line break is none; else it is as it
  /// is read.
  func addText(of node: Int, _ style: Style, to text: inout [UInt8]) {
    let own = nodes[node].text
    if style == .compact {
      text.append(folding: texts[own])
    } else {
      text += texts[own]
    }
    for child in children(of: node) {
      if style == .source, nodes[child].isTag(.br) { text.append(0x20) }
      addText(of: child, style, to: &text)
      let tail = nodes[child].tail
      if style == .compact {
        addFoldedTail(tail, to: &text)
      } else {
        text += texts[tail]
      }
    }
  }

  /// Adds an element in the form of XML, without what stands after it.
  func write(_ node: Int, _ style: Style, _ naming: Naming = .own, to text: inout [UInt8]) {
    let name = naming.name(of: nodes[node].name)
    // An element without a name stands for its content alone.
    guard !name.isEmpty else {
      writeContent(of: node, style, naming, to: &text)
      return
    }
    text.append(UInt8(ascii: "<"))
    text += name.utf8
    for attribute in nodes[node].attributes
    where style == .source || attribute.name == "colspan" || attribute.name == "rowspan" {
      text += " \(attribute.name)=\"".utf8
      text.append(escaping: Array(attribute.value.utf8)[...], isAttribute: true)
      text.append(UInt8(ascii: "\""))
    }
    let hasContent = !nodes[node].text.isEmpty || nodes[node].firstChild != nil
    guard hasContent else {
      text += "/>".utf8
      return
    }
    text.append(UInt8(ascii: ">"))
    writeContent(of: node, style, naming, to: &text)
    text += "</".utf8
    text += name.utf8
    text.append(UInt8(ascii: ">"))
  }

  /// Adds what is inside of an element.
  func writeContent(
    of node: Int,
    _ style: Style,
    _ naming: Naming = .own,
    to text: inout [UInt8]
  ) {
    let own = nodes[node].text
    if !own.isEmpty {
      let begin = text.count
      if style == .compact {
        text.append(folding: texts[own])
        text.escape(from: begin)
      } else {
        text.append(escaping: texts[own])
      }
    }
    for child in children(of: node) {
      write(child, style, naming, to: &text)
      let tail = nodes[child].tail
      guard !tail.isEmpty else { continue }
      if style == .compact {
        let begin = text.count
        addFoldedTail(tail, to: &text)
        text.escape(from: begin)
      } else {
        text.append(escaping: texts[tail])
      }
    }
  }

  /// Text between elements: its ends keep a space, but nothing else than space is nothing.
  private func addFoldedTail(_ tail: Range<Int>, to text: inout [UInt8]) {
    let bytes = texts.span.extracting(tail)
    guard bytes.skippingWhitespace(from: 0) < bytes.count else { return }
    if Whitespace.width(in: bytes, at: 0) > 0 { text.append(0x20) }
    text.append(folding: texts[tail])
    if Whitespace.width(in: bytes, before: bytes.count) > 0 { text.append(0x20) }
  }
}

extension MarkupTree.Naming {
  fileprivate func name(of name: MarkupTree.Name) -> String {
    switch (name, self) {
    case (.other(let name), _): name
    case (.tag(.thead), .plain), (.tag(.tbody), .plain), (.tag(.tfoot), .plain): ""
    case (.tag(.th), .plain): "td"
    case (.tag(.td), .heads): "th"
    case (.tag(let tag), _): tag.rawValue
    }
  }
}

extension [UInt8] {
  /// Adds a text as it stands between tags, or in an attribute.
  mutating func append(escaping text: ArraySlice<UInt8>, isAttribute: Bool = false) {
    var begin = text.startIndex
    for index in text.indices {
      let reference: String
      switch text[index] {
      case UInt8(ascii: "&"): reference = "&amp;"
      case UInt8(ascii: "<"): reference = "&lt;"
      case UInt8(ascii: ">"): reference = "&gt;"
      case UInt8(ascii: "\"") where isAttribute: reference = "&quot;"
      default: continue
      }
      self += text[begin..<index]
      self += reference.utf8
      begin = index + 1
    }
    self += text[begin...]
  }

  /// Escapes what was added since a place.
  fileprivate mutating func escape(from begin: Int) {
    let isPlain = self[begin...].allSatisfy { $0 != 0x26 && $0 != 0x3C && $0 != 0x3E }
    if isPlain { return }
    let text = Array(self[begin...])
    removeLast(text.count)
    append(escaping: text[...])
  }
}
