import Documents

extension PageContent {
  /// Writes the state of check boxes and radio buttons as "[x]" or "[ ]" on the line of their label, in place
  /// of the signs that they are drawn with.
  mutating func writeButtons() {
    guard !buttons.isEmpty else { return }
    glyphs.removeAll { glyph in
      let (x, y) = (glyph.x + glyph.advanceX / 2, glyph.y + glyph.advanceY / 2 - 0.3 * glyph.size)
      return buttons.contains { $0.box.holds(x, y) }
    }
    rules.removeAll { rule in
      rule.isDot && buttons.contains { $0.box.holds(rule.box.midX, rule.box.midY) }
    }
    var made: [Glyph] = []
    for button in buttons {
      let bytes = Array((button.isOn ? "[x]" : "[ ]").utf8)
      let width = max(1, button.box.width)
      let label = label(of: button)
      let size = label?.size ?? min(12, max(6, 0.8 * button.box.height))
      var sign = Glyph(
        x: button.box.left,
        y: label?.y ?? button.box.bottom - 0.2 * button.box.height,
        advanceX: width,
        advanceY: 0,
        size: size,
        font: label?.font ?? glyphs.first?.font ?? 0,
        mark: -1,
        text: UInt32(text.count),
        textCount: UInt16(bytes.count),
        quadrant: 0,
        flags: [],
        color: label?.color ?? 0
      )
      text += bytes
      made.append(sign)
      // However close the label stands.
      sign.flags = .space
      sign.x += width
      sign.advanceX = 0
      sign.textCount = 0
      made.append(sign)
    }
    glyphs += made
  }

  /// The letter of the text beside a button that is nearest to it, behind it rather than before.
  private func label(of button: PageButton) -> Glyph? {
    var nearest: (distance: Float, glyph: Glyph)?
    for glyph in glyphs where glyph.quadrant == 0 && !glyph.flags.contains(.space) {
      let middle = glyph.y - 0.3 * glyph.size
      guard middle > button.box.top - 0.3 * glyph.size,
        middle < button.box.bottom + 0.3 * glyph.size
      else { continue }
      let distance =
        glyph.x >= button.box.midX
        ? glyph.x - button.box.right : 3 * (button.box.left - glyph.x - glyph.advanceX)
      if distance < nearest?.distance ?? 300 { nearest = (distance, glyph) }
    }
    return nearest?.glyph
  }
}

extension Box {
  fileprivate func holds(_ x: Float, _ y: Float) -> Bool {
    x > left && x < right && y > top && y < bottom
  }
}
