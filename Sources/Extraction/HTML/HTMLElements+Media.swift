import Digests
import Documents
import LibXML

extension HTMLElements {
  /// A picture has what its author wrote for those who do not see it.
  mutating func readImage(_ index: Int) {
    guard let alternative = tree.attribute(.alt, of: index) else { return }
    var text = InlineText()
    text.append(alternative)
    guard !text.isEmpty else { return }
    document.ledger.found += CharacterLedger.count(text.string)
    if table != nil || readsAsText(index, text) {
      inline.append(text.string)
      return
    }
    var element = Element(.image, text.string)
    let source = tree.attribute(.src, of: index) ?? ""
    if let data = DataAddress(source) {
      element.image = Element.Image(
        mediaType: data.mediaType,
        digest: SHA256.digest(data.bytes).description
      )
    } else if !source.isEmpty, source.utf8.count < 4_096 {
      element.links = [Element.Link(text: text.string, url: source, start: 0)]
    }
    images.append(element)
  }

  /// Pictures of formulas and of single signs are parts of the sentence.
  private func readsAsText(_ index: Int, _ text: InlineText) -> Bool {
    let hasLetters = text.bytes.contains {
      (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0)
    }
    if !hasLetters, text.scalars <= 8 { return true }
    guard let names = tree.attribute(.class, of: index) else { return false }
    return names.contains("math") || names.contains("latex") || names.contains("tex")
      || names.contains("emoji")
  }

  /// The words in a drawing stand for a picture of it.
  mutating func readDrawing(_ index: Int) -> Int {
    let end = Int(tree.nodes[index].end)
    let words = text(within: index)
    guard !words.isEmpty else { return end }
    if table != nil { inline.append(words) } else { images.append(Element(.image, words)) }
    return end
  }

  /// A formula is best read as its author typed it.
  mutating func readFormula(_ index: Int) -> Int {
    let node = tree.nodes[index]
    let end = Int(node.end)
    var formula = tree.attribute(.alttext, of: index) ?? ""
    var characters = page.characters(in: index)
    if formula.isEmpty {
      let source = (index..<end).first {
        tree.nodes[$0].tag == .annotation
          && tree.attribute(.encoding, of: $0)?.contains("tex") == true
      }
      if let source {
        formula = text(within: source)
        let own = page.characters(in: source)
        document.ledger.drop(.alternative, characters - own)
        characters = own
      } else {
        formula = text(within: index)
      }
    } else {
      document.ledger.drop(.alternative, characters)
      characters = CharacterLedger.count(formula)
      document.ledger.found += characters
    }
    let isDisplayed =
      tree.attribute(.display, of: index) == "block"
      || tree.attribute(.type, of: index)?.contains("mode=display") == true
    if isDisplayed, table == nil {
      flush()
      var text = InlineText()
      text.append(formula)
      if !text.isEmpty { append(Element(.formula, text.string)) }
    } else {
      inline.append(formula)
    }
    return end
  }

  /// All text within a node, folded.
  func text(within index: Int) -> String {
    var text = InlineText()
    for place in index..<Int(tree.nodes[index].end) {
      let node = tree.nodes[place]
      if node.tag == .text {
        text.append(tree.bytes, Int(node.first)..<Int(node.last))
      } else if node.tag == .title || node.tag.isBlock
        || node.tag == .inline && tree.nodes[index].tag == .svg
      {
        text.addSpace()
      }
    }
    return text.string
  }
}
