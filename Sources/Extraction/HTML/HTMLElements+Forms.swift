import Documents
import LibXML

extension HTMLElements {
  /// What a field holds is text; a box is a state of the item or line that it stands in.
  mutating func readInput(_ index: Int) {
    switch tree.attribute(.type, of: index)?.lowercased() ?? "text" {
    case "checkbox", "radio":
      guard table == nil, let last = blocks.indices.last, blocks[last].kind == .item,
        blocks[last].checked == nil, !blocks[last].isClosed
      else { return }
      blocks[last].checked = tree.has(.checked, index)
    case "hidden", "password", "image", "file", "range", "color": return
    case "submit", "button", "reset":
      let value = tree.attribute(.value, of: index) ?? ""
      let characters = CharacterLedger.count(value)
      document.ledger.found += characters
      if boilerplate == .drop { document.ledger.drop(.boilerplate, characters) } else { add(value) }
    default:
      let value = tree.attribute(.value, of: index) ?? ""
      document.ledger.found += CharacterLedger.count(value)
      add(value)
    }
  }

  private mutating func add(_ value: String) {
    inline.addSpace()
    inline.append(value)
    inline.addSpace()
  }

  /// Of a list to choose from what is chosen is text, and the rest is how the form works.
  mutating func readChoice(_ index: Int) -> Int {
    let end = Int(tree.nodes[index].end)
    inline.addSpace()
    var place = index + 1
    while place < end {
      let node = tree.nodes[place]
      if node.tag == .text {
        document.ledger.drop(.boilerplate, page.characters(in: place))
        place += 1
      } else if node.tag == .option {
        if boilerplate != .drop || tree.has(.selected, place) {
          inline.append(text(within: place))
          inline.addSpace()
        } else {
          document.ledger.drop(.boilerplate, page.characters(in: place))
        }
        place = Int(node.end)
      } else {
        place += 1
      }
    }
    return end
  }
}
