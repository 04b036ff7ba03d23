import Documents
import PDFLayout

/// A page that is drawn by hand, with letters half as wide as they are high.
struct PageDraft {
  enum Font: Int32 { case plain, bold, italic, fixed }

  static let faces = [
    face("Serif", []), face("Serif-Bold", [.bold]), face("Serif-Italic", [.italic]),
    face("Teletype", [.fixed]),
  ]

  var content: PageContent

  init(_ number: Int = 1, width: Float = 600, height: Float = 800) {
    content = PageContent(number: number, width: width, height: height)
  }

  private static func face(_ name: String, _ traits: Set<Font>) -> Typeface {
    Typeface(
      name: name,
      ascent: 0.8,
      descent: -0.2,
      isBold: traits.contains(.bold),
      isItalic: traits.contains(.italic),
      isFixed: traits.contains(.fixed)
    )
  }

  /// Draws a line with its baseline at y.
  mutating func line(
    _ text: String,
    _ x: Float,
    _ y: Float,
    size: Float = 10,
    font: Font = .plain,
    color: UInt32 = 0,
    mark: Int32 = -1,
    flags: Glyph.Flags = [],
    quadrant: UInt8 = 0
  ) {
    var (x, y) = (x, y)
    let step = size / 2
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let (dx, dy): (Float, Float) =
        switch quadrant {
        case 1: (0, step)
        case 2: (-step, 0)
        case 3: (0, -step)
        default: (step, 0)
        }
      content.glyphs.append(
        Glyph(
          x: x,
          y: y,
          advanceX: dx,
          advanceY: dy,
          size: size,
          font: font.rawValue,
          mark: mark,
          text: UInt32(content.text.count),
          textCount: UInt16(bytes.count),
          quadrant: quadrant,
          flags: scalar == " " ? flags.union(.space) : flags,
          color: color
        )
      )
      content.text += bytes
      x += dx
      y += dy
    }
  }

  /// Draws lines under each other; gives back the baseline after the last.
  @discardableResult
  mutating func lines(
    _ lines: [String],
    _ x: Float,
    _ y: Float,
    leading: Float = 12,
    size: Float = 10,
    font: Font = .plain,
    mark: Int32 = -1
  ) -> Float {
    var y = y
    for line in lines {
      self.line(line, x, y, size: size, font: font, mark: mark)
      y += leading
    }
    return y
  }

  /// Breaks words into lines of at most so many letters and draws them.
  @discardableResult
  mutating func prose(
    _ words: Int,
    seed: Int = 0,
    _ x: Float,
    _ y: Float,
    letters: Int = 80,
    size: Float = 10,
    indent: Float = 0
  ) -> Float {
    let text = Self.prose(words, seed: seed)
    var lines: [String] = []
    var line = ""
    var room = letters - Int(indent / (size / 2))
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        (line, room) = ("", letters)
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
    self.line(lines[0], x + indent, y, size: size)
    return self.lines(Array(lines.dropFirst()), x, y + 1.2 * size, leading: 1.2 * size, size: size)
  }

  /// Made-up prose of so many words, with a full stop at its end.
  static func prose(_ words: Int, seed: Int = 0) -> String {
    let stock = [
      "river", "stone", "quiet", "morning", "carried", "the", "lantern", "of", "a", "distant",
      "village", "under", "winter", "light", "and", "nobody", "heard", "it",
    ]
    let chosen = (0..<words).map { stock[($0 * 7 + seed * 5 + $0 / 18) % stock.count] }
    return "The " + chosen.joined(separator: " ") + "."
  }

  /// A thin line from one point to another.
  mutating func rule(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) {
    content.rules.append(
      Rule(
        box: Box(left: min(x0, x1), top: min(y0, y1), right: max(x0, x1), bottom: max(y0, y1)),
        penWidth: 0.5,
        color: 0,
        isFill: false
      )
    )
  }
}

/// Lays drafts out as one document.
func read(
  _ pages: [PageDraft],
  outline: [DocumentFacts.OutlineEntry] = [],
  structure: [StructureNode] = [],
  strategies: [PageStrategy] = [.structure, .layout, .flow, .strings]
) -> ParsedDocument {
  var layout = DocumentLayout(outline: outline, structure: structure, strategies: strategies)
  for (index, page) in pages.enumerated() {
    layout.add(page.content, newFaces: index == 0 ? PageDraft.faces : [])
  }
  return layout.finish()
}

func read(_ draw: (inout PageDraft) -> Void) -> ParsedDocument {
  var page = PageDraft()
  draw(&page)
  return read([page])
}

/// The texts of the elements of some kinds, all where none is named.
func texts(_ document: ParsedDocument, _ kinds: ElementKind...) -> [String] {
  document.elements.filter { kinds.isEmpty || kinds.contains($0.kind) }.map(\.text)
}
