/// How large and how heavy the text of a paragraph is.
struct TextLook {
  /// The size that most of the text has had, in half points; nil without text.
  private(set) var size: Int?
  /// How much of it is bold, and how much there is.
  private(set) var boldInk = 0
  private(set) var ink = 0
  private var sizeInk = 0

  mutating func add(ink: Int, size: Int, isBold: Bool) {
    self.ink += ink
    if isBold { boldInk += ink }
    // The letter at the beginning may be larger than all that follows.
    if size == self.size {
      sizeInk += ink
    } else if ink > sizeInk {
      self.size = size
      sizeInk = ink
    }
  }

  /// Whether a text of this look stands out from text of another size.
  func standsOut(from body: Int) -> Bool {
    guard let size, ink > 0 else { return false }
    if boldInk == ink { return size * 10 >= body * 12 && size >= 26 }
    return size * 10 >= body * 15 && size >= 30
  }
}
