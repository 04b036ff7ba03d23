import Documents

/// Reads a page in the order in which it is drawn, for pages that no layout can be made of.
struct FlowReader {
  let page: PageContent
  /// Whether places are used to find lines and words; without, only the strings themselves count.
  let usesPlaces: Bool

  /// The paragraphs of a page.
  func blocks(_ styles: inout StyleTable, _ ledger: inout CharacterLedger) -> [Block] {
    var blocks: [Block] = []
    var text: [UInt8] = []
    var box: Box?
    var last: Glyph?
    var style: Int32 = 0
    func flush() {
      while text.last == 0x20 { text.removeLast() }
      if !text.isEmpty { blocks.append(block(text, box, style)) }
      text = []
      box = nil
    }
    for glyph in page.glyphs {
      if glyph.flags.contains(.unmapped) {
        ledger.found += 1
        ledger.drop(.unmapped, 1)
        continue
      }
      if text.isEmpty {
        style = styles.number(face: glyph.font, size: glyph.size, color: glyph.color)
      }
      let range = Int(glyph.text)..<Int(glyph.text) + Int(glyph.textCount)
      let characters = TextRun.characters(page.text[range])
      ledger.found += glyph.flags.contains(.space) ? 0 : characters
      if let last, usesPlaces {
        switch step(from: last, to: glyph) {
        case .none: break
        case .space: space(&text)
        case .paragraph: flush()
        }
      } else if last?.font != glyph.font {
        space(&text)
      }
      if glyph.flags.contains(.space) { space(&text) } else { text += page.text[range] }
      box = union(box, glyph)
      last = glyph
      // Without places there is nothing to tell paragraphs by.
      if !usesPlaces, text.count > 2000, text.last == 0x20 { flush() }
    }
    flush()
    return blocks
  }

  private enum Step { case none, space, paragraph }

  private func step(from last: Glyph, to glyph: Glyph) -> Step {
    let size = max(glyph.size, last.size, 1)
    let isUpright = glyph.quadrant % 2 == 0
    let (along, across) =
      isUpright
      ? (abs(glyph.x - last.x - last.advanceX), abs(glyph.y - last.y))
      : (abs(glyph.y - last.y - last.advanceY), abs(glyph.x - last.x))
    if across > 2 * size { return .paragraph }
    return across > 0.5 * size || along > 0.2 * size ? .space : .none
  }

  private func space(_ text: inout [UInt8]) {
    if let last = text.last, last != 0x20 { text.append(0x20) }
  }

  private func union(_ box: Box?, _ glyph: Glyph) -> Box {
    func clamped(_ value: Float, _ limit: Float) -> Float {
      value.isFinite ? min(max(value, 0), max(limit, 0)) : 0
    }
    let own = Box(
      left: clamped(min(glyph.x, glyph.x + glyph.advanceX), page.width),
      top: clamped(glyph.y - glyph.size, page.height),
      right: clamped(max(glyph.x, glyph.x + glyph.advanceX), page.width),
      bottom: clamped(glyph.y, page.height)
    )
    return box.map { $0.union(own) } ?? own
  }

  private func block(_ text: [UInt8], _ box: Box?, _ style: Int32) -> Block {
    let place = Place(
      page: page.number,
      box: box ?? Box(left: 0, top: 0, right: page.width, bottom: page.height),
      pageWidth: page.width,
      pageHeight: page.height
    )
    var block = Block(page: page.number, places: [place])
    block.text.bytes = text
    block.text.characters = TextRun.characters(text[...])
    block.characters = block.text.characters
    block.lineCount = 9
    block.style = style
    block.strategy = usesPlaces ? "flow" : "strings"
    return block
  }
}
