/// The looks of text in a document, numbered, and how much text has each.
struct StyleTable {
  struct Style: Hashable {
    var face: Int32
    /// In quarters of a point.
    var size: Int32
    var color: UInt32
  }

  private(set) var styles: [Style] = []
  /// How many letters were set in each.
  private(set) var characters: [Int] = []
  private var numbers: [Style: Int32] = [:]
  private(set) var faces: [Typeface] = []
  // Most letters look like the one before.
  private var last: (style: Style, number: Int32)?

  mutating func take(faces: [Typeface]) {
    self.faces = faces
  }

  mutating func number(face: Int32, size: Float, color: UInt32) -> Int32 {
    let quarters = size.isFinite ? min(max((size * 4).rounded(), 0), 100_000) : 0
    let style = Style(face: face, size: Int32(quarters), color: color)
    if let last, last.style == style { return last.number }
    if let number = numbers[style] {
      last = (style, number)
      return number
    }
    let number = Int32(styles.count)
    styles.append(style)
    characters.append(0)
    numbers[style] = number
    last = (style, number)
    return number
  }

  mutating func count(_ characters: Int, in style: Int32) {
    self.characters[Int(style)] += characters
  }

  /// Whether most of the text is in fonts whose letters are all equally wide.
  var isMostlyFixed: Bool {
    var (fixed, all) = (0, 0)
    for (style, count) in zip(styles, characters) {
      all += count
      if faces[Int(style.face)].isFixed { fixed += count }
    }
    return fixed * 2 > all
  }

  func face(_ style: Int32) -> Typeface { faces[Int(styles[Int(style)].face)] }
  func size(_ style: Int32) -> Float { Float(styles[Int(style)].size) / 4 }
  func color(_ style: Int32) -> UInt32 { styles[Int(style)].color }
  func isBold(_ style: Int32) -> Bool { face(style).isBold }
  func isItalic(_ style: Int32) -> Bool { face(style).isItalic }
}
