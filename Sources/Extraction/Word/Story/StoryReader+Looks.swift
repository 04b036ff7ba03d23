import Documents

extension StoryReader {
  /// Notes how the text that comes now looks.
  mutating func noteLook(of paragraph: Int, ink: Int) {
    guard purpose == .document, frames.count == 1 else { return }
    let style = context.styles[paragraphs[paragraph].styleID]
    let size = run.size ?? runStyleSize ?? style.size ?? context.styles.defaultSize
    let isBold =
      run.bold ?? (style.bold || (run.styleID != nil && context.styles[run.styleID].bold))
    paragraphs[paragraph].look.add(ink: ink, size: size, isBold: isBold)
  }

  private var runStyleSize: Int? {
    run.styleID == nil ? nil : context.styles[run.styleID].size
  }

  /// Marks a short text that stands out by its look, for the case that nothing tells the headings.
  func markLook(of paragraph: Paragraph, _ element: inout Element) {
    guard purpose == .document, frames.count == 1, element.role == nil,
      element.kind == .uncategorizedText || element.kind == .narrativeText,
      let size = paragraph.look.size,
      paragraph.look.standsOut(from: context.styles[nil].size ?? context.styles.defaultSize),
      TitleLook.isShort(element.text)
    else { return }
    element.categoryDepth = TitleLook.mark(size)
  }
}
