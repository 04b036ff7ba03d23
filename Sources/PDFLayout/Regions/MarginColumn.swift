import Documents

/// The margin in which a document sets its headings beside their text, as pages before have shown it.
///
/// A page with little in its margin, or with a table beside it, says too little on its own.
struct MarginColumn {
  /// From where the margin's pieces begin to where the text does; pages that face each other differ in both.
  private var width: Float = 0
  private var pages = 0

  /// Takes what one more page shows.
  mutating func take(width: Float) {
    if pages > 0, abs(width - self.width) < 2 {
      pages += 1
    } else if pages > 1 {
      pages -= 1
    } else {
      (self.width, pages) = (width, 1)
    }
  }

  /// The strip between this margin and the text, where a page has something on both sides of it.
  func gutter(_ rows: [Row], _ words: [Word]) -> Gutter? {
    // One page alone may have had a table without lines.
    guard pages >= 2, let left = rows.lazy.map(\.left).min() else { return nil }
    let text = left + width
    var best: Gutter?
    var start = 0
    while start < rows.count {
      var end = start
      var (inMargin, beside) = (0, 0)
      var right = -Float.infinity
      while end < rows.count, let row = side(rows[end], words, left, text) {
        if let reach = row.margin {
          inMargin += 1
          right = max(right, reach)
        }
        if row.beginsText { beside += 1 }
        end += 1
      }
      if inMargin >= 2, beside >= 1, end - start > best?.rows.count ?? 0 {
        best = Gutter(left: right, right: text, rows: start...(end - 1))
      }
      start = max(end, start + 1)
    }
    return best
  }

  /// How far a row reaches within the margin and whether it begins where the text does; nil for a row that
  /// runs across, or begins elsewhere in the margin.
  private func side(_ row: Row, _ words: [Word], _ left: Float, _ text: Float)
    -> (margin: Float?, beginsText: Bool)?
  {
    var reach: Float?
    var beginsText = false
    for index in row.words {
      let box = words[Int(index)].box
      if box.midX < text {
        guard box.right < text - 3, reach != nil || abs(box.left - left) < 3 else { return nil }
        reach = max(reach ?? box.right, box.right)
      } else {
        guard box.left > text - 2 else { return nil }
        if abs(box.left - text) < 2 { beginsText = true }
      }
    }
    return (reach, beginsText)
  }
}
