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
  /// How wide the letters of words are, in hundredths of the size, for faces that call themselves fixed.
  private var widths: [Int32: [Int: Int]] = [:]
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

  /// Notes a word's width, since fonts lie about their letters being equally wide.
  mutating func note(width: Float, characters: Int32, in style: Int32) {
    let look = styles[Int(style)]
    guard characters > 2, look.size > 0, faces[Int(look.face)].isFixed else { return }
    let share = width / Float(characters) / (Float(look.size) / 4)
    guard share.isFinite, share > 0, share < 10 else { return }
    widths[look.face, default: [:]][Int((share * 100).rounded()), default: 0] += 1
  }

  /// Whether the letters of a style are in truth equally wide.
  func isFixed(_ style: Int32) -> Bool {
    let face = styles[Int(style)].face
    guard faces[Int(face)].isFixed, let bins = widths[face] else { return false }
    let all = bins.values.reduce(0, +)
    let most = bins.keys.map { key in (-1...1).reduce(0) { $0 + bins[key + $1, default: 0] } }.max()
    return (most ?? 0) * 10 >= all * 8
  }

  mutating func count(_ characters: Int, in style: Int32) {
    self.characters[Int(style)] += characters
  }

  /// For each style whether its letters are equally wide; empty where none is, or most of the text is.
  var fixedStyles: [Bool] {
    guard !widths.isEmpty, !isMostlyFixed else { return [] }
    return styles.indices.map { isFixed(Int32($0)) }
  }

  /// Whether most of the text is in fonts whose letters are all equally wide.
  var isMostlyFixed: Bool {
    var (fixed, all) = (0, 0)
    for (style, count) in characters.enumerated() {
      all += count
      if isFixed(Int32(style)) { fixed += count }
    }
    return fixed * 2 > all
  }

  func face(_ style: Int32) -> Typeface { faces[Int(styles[Int(style)].face)] }
  func size(_ style: Int32) -> Float { Float(styles[Int(style)].size) / 4 }
  func color(_ style: Int32) -> UInt32 { styles[Int(style)].color }
  func isBold(_ style: Int32) -> Bool { face(style).isBold }
  func isItalic(_ style: Int32) -> Bool { face(style).isItalic }
}
