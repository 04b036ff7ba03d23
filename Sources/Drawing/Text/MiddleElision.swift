/// Text shortened in its middle, so that both its beginning and its end can be told.
enum MiddleElision {
  /// The text if it fits the limit, else its head and tail with an ellipsis between.
  ///
  /// The tail gets the larger half, since the end of a path tells more than its beginning.
  /// Widths are in any unit, as long as those of the characters add up.
  static func elided(
    _ text: String,
    limit: Int,
    ellipsisWidth: Int,
    width: (Character) -> Int
  ) -> String {
    let characters = Array(text)
    let widths = characters.map(width)
    let total = widths.reduce(0, +)
    guard total > limit else { return text }
    guard limit >= ellipsisWidth else { return "" }
    let budget = limit - ellipsisWidth

    var tail = characters.count
    var tailWidth = 0
    while tail > 0, tailWidth + widths[tail - 1] <= (budget + 1) / 2 {
      tail -= 1
      tailWidth += widths[tail]
    }
    var head = 0
    var headWidth = 0
    while head < tail, headWidth + widths[head] + tailWidth <= budget {
      headWidth += widths[head]
      head += 1
    }
    return String(characters[..<head]) + "…" + String(characters[tail...])
  }
}
