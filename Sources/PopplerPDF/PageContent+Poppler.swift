import CPoppler
import Documents
import PDFLayout

extension PageContent {
  /// Takes over what poppler found on a page.
  init(_ page: OpaquePointer, number: Int) {
    self.init(
      number: number,
      width: cpoppler_page_width(page),
      height: cpoppler_page_height(page)
    )
    omitted = cpoppler_page_omitted(page)
    var count = 0
    if let found = cpoppler_page_text(page, &count) {
      text = Array(UnsafeBufferPointer(start: found, count: count))
    }
    if let found = cpoppler_page_glyphs(page, &count) {
      glyphs = UnsafeBufferPointer(start: found, count: count).map(Glyph.init)
    }
    if let found = cpoppler_page_rules(page, &count) {
      rules = UnsafeBufferPointer(start: found, count: count).map(Rule.init)
    }
    if let found = cpoppler_page_pictures(page, &count) {
      pictures = UnsafeBufferPointer(start: found, count: count).map(Picture.init)
    }
    if let found = cpoppler_page_links(page, &count) {
      links = UnsafeBufferPointer(start: found, count: count).map(PageLink.init)
    }
    if let found = cpoppler_page_notes(page, &count) {
      notes = UnsafeBufferPointer(start: found, count: count).map(PageNote.init)
    }
    if let found = cpoppler_page_buttons(page, &count) {
      buttons = UnsafeBufferPointer(start: found, count: count).map(PageButton.init)
    }
  }
}

extension Glyph {
  fileprivate init(_ glyph: cpoppler_glyph) {
    self.init(
      x: glyph.x,
      y: glyph.y,
      advanceX: glyph.advance_x,
      advanceY: glyph.advance_y,
      size: glyph.size,
      font: glyph.font,
      mark: glyph.mark,
      text: glyph.text,
      textCount: glyph.text_count,
      quadrant: glyph.quadrant,
      flags: Flags(rawValue: glyph.flags),
      color: glyph.color
    )
  }
}

extension Rule {
  fileprivate init(_ rule: cpoppler_rule) {
    self.init(
      box: Box(left: rule.left, top: rule.top, right: rule.right, bottom: rule.bottom),
      penWidth: rule.width,
      color: rule.color,
      isFill: rule.kind == Int32(CPOPPLER_RULE_FILL),
      isDot: rule.kind == Int32(CPOPPLER_RULE_DOT)
    )
  }
}

extension Picture {
  fileprivate init(_ picture: cpoppler_picture) {
    self.init(
      box: Box(
        left: picture.left,
        top: picture.top,
        right: picture.right,
        bottom: picture.bottom
      ),
      object: picture.object,
      width: picture.width,
      height: picture.height
    )
  }
}

extension PageLink {
  fileprivate init(_ link: cpoppler_link) {
    self.init(
      box: Box(left: link.left, top: link.top, right: link.right, bottom: link.bottom),
      target: link.target.map { String(cString: $0) } ?? "#page=\(link.page)"
    )
  }
}

extension PageNote {
  fileprivate init(_ note: cpoppler_note) {
    self.init(
      box: Box(left: note.left, top: note.top, right: note.right, bottom: note.bottom),
      text: note.text.map { String(cString: $0) } ?? ""
    )
  }
}

extension PageButton {
  fileprivate init(_ button: cpoppler_button) {
    self.init(
      box: Box(left: button.left, top: button.top, right: button.right, bottom: button.bottom),
      isOn: button.is_on != 0
    )
  }
}
