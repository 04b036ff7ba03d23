import Documents
import LibXML

extension StoryReader {
  func isMath(_ name: OfficeName) -> Bool {
    (OfficeName.math.rawValue...OfficeName.mathVal.rawValue).contains(name.rawValue)
  }

  mutating func openMath(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .math: if math == nil { beginMath() }
    case .mathT: textMode = .text
    case .properties: pass(nil)
    case .character, .beginCharacter, .endCharacter, .separatorCharacter, .fractionType:
      math?.set(name, attributes.string(.mathVal) ?? "")
    default: math?.open(name)
    }
  }

  mutating func closeMath(_ name: OfficeName) {
    switch name {
    case .math: endMath()
    case .mathT: textMode = .ignored
    default: math?.close(name)
    }
  }

  private mutating func beginMath() {
    if !hasParagraph {
      openImplicitParagraph()
      frames[frames.count - 1].hasMathParagraph = true
    }
    math = MathText()
  }

  private mutating func endMath() {
    guard let formula = math else { return }
    math = nil
    let known = formula.ink
    let text = formula.finished()
    let ink = InkCount.count(text)
    if ink >= known {
      ledger.added += ink - known
    } else {
      ledger.drop(.machinery, known - ink)
    }
    guard hasParagraph else { return ledger.drop(.machinery, ink) }
    let last = paragraphs.count - 1
    if ink > 0 {
      paragraphs[last].page = paragraphs[last].page ?? pages.number
      pages.noteInk()
    }
    paragraphs[last].mathInk += ink
    paragraphs[last].append(text.span, bold: false, italic: false)
    if frames[frames.count - 1].hasMathParagraph {
      frames[frames.count - 1].hasMathParagraph = false
      endParagraph()
    }
  }
}
