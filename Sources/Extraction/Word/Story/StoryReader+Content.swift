import Documents
import LibXML

extension StoryReader {
  mutating func openContent(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .other: break
    case .t: textMode = .text
    case .r: openRun()
    case .p: openParagraph()
    case .pPr: scopes.append(.paragraph)
    case .rPr: scopes.append(.run)
    case .tbl, .tr, .tc, .txbxContent: openBlock(name)
    case .tblPr: scopes.append(.table)
    case .trPr: scopes.append(.row)
    case .tcPr: scopes.append(.cell)
    case .sectPr: openSection()
    case .sdtPr: scopes.append(.control)
    case .sdt:
      controls.append(false)
      prompts.append(Prompt())
    case .gridCol: if !tables.isEmpty { tables[tables.count - 1].columns += 1 }
    case .ins, .moveTo: insertions += 1
    case .del, .moveFrom: deletions += 1
    case .alternateContent: alternatives.append(false)
    case .choice, .fallback: openAlternative(name, attributes)
    case .document, .body, .hdr, .ftr, .footnotes, .endnotes, .comments: hasRoot = true
    case .footnote, .endnote, .comment: openNote(attributes)
    case .altChunk: addChunk(attributes.string(.relId))
    case .rt: pass(.alternative)
    case .tblPrExChange, .tblGridChange: pass(nil)
    default:
      if isMath(name) { openMath(name, attributes) } else { openInline(name, attributes) }
    }
  }

  mutating func closeContent(_ name: OfficeName) {
    switch name {
    case .other: break
    case .t, .delText, .instrText, .delInstrText, .mathT: textMode = .ignored
    case .r: closeRun()
    case .p: closeParagraph()
    case .tbl, .tr, .tc, .txbxContent: closeBlock(name)
    case .sdt:
      _ = controls.popLast()
      _ = prompts.popLast()
    case .ins, .moveTo: insertions = max(0, insertions - 1)
    case .del, .moveFrom: deletions = max(0, deletions - 1)
    case .alternateContent: _ = alternatives.popLast()
    case .footnote, .endnote, .comment: closeNote()
    case .body, .hdr, .ftr: finishFrame()
    default:
      if isMath(name) { closeMath(name) } else { closeInline(name) }
    }
  }

  /// Takes the first alternative that can be read, and passes over the others.
  private mutating func openAlternative(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard let isTaken = alternatives.last else { return }
    let isReadable = name == .fallback || Self.isReadable(attributes.string(.requires) ?? "")
    if isTaken || !isReadable {
      pass(.alternative)
    } else {
      alternatives[alternatives.count - 1] = true
    }
  }

  /// Tells by their usual prefixes whether all extensions are such that hold text or pictures.
  private static func isReadable(_ requirements: String) -> Bool {
    requirements.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
      .allSatisfy { known.contains(Substring($0)) }
  }

  private static let known: Set<Substring> = [
    "wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16du",
    "wp14", "wp15", "a14", "a16", "c14", "p14", "v", "o", "w", "m", "wne",
  ]
}
