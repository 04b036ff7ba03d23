import Documents

/// A line of text: words in reading order.
struct Line {
  var words: [Int32]
  var box: Box
  var baseline: Float
  /// The size and look that most of its letters have.
  var size: Float
  var style: Int32
  var characters: Int32
  /// How many of its letters are bold.
  var boldCharacters: Int32
  var hasRightToLeft: Bool

  /// Puts the words of a region of one column into lines from top to bottom.
  static func build(_ indices: [Int32], of words: [Word], styles: StyleTable) -> [Line] {
    let rows = merge(Row.group(indices, of: words), words)
    return rows.map { Line($0.words, of: words, styles: styles) }
  }

  init(_ indices: [Int32], of words: [Word], styles: StyleTable) {
    self.words = indices
    var counts: [(style: Int32, count: Int32)] = []
    var total: Int32 = 0
    var bold: Int32 = 0
    var box = words[Int(indices[0])].box
    var hasRightToLeft = false
    for index in indices {
      let word = words[Int(index)]
      box = box.union(word.box)
      total += word.characters
      if word.traits.contains(.rightToLeft) { hasRightToLeft = true }
      if styles.isBold(word.style) { bold += word.characters }
      if let place = counts.firstIndex(where: { $0.style == word.style }) {
        counts[place].count += word.characters
      } else {
        counts.append((word.style, word.characters))
      }
    }
    var main = counts[0]
    for entry in counts where entry.count > main.count { main = entry }
    // Small capitals: the larger letters that words begin with tell the size.
    for entry in counts where entry.count * 12 >= total && entry.style != main.style {
      let ratio = styles.size(main.style) / styles.size(entry.style)
      if ratio > 0.64, ratio < 0.88,
        styles.styles[Int(main.style)].face == styles.styles[Int(entry.style)].face,
        Self.isSmallCapitals(indices, words, large: entry.style, small: main.style)
      {
        main = entry
        break
      }
    }
    self.box = box
    style = main.style
    size = styles.size(main.style)
    characters = total
    boldCharacters = bold
    self.hasRightToLeft = hasRightToLeft
    var baseline = words[Int(indices[0])].baseline
    for index in indices where words[Int(index)].style == main.style {
      baseline = words[Int(index)].baseline
      break
    }
    self.baseline = baseline
  }

  /// Whether pieces in large letters are followed at once by the rest of their word in smaller ones.
  private static func isSmallCapitals(
    _ indices: [Int32],
    _ words: [Word],
    large: Int32,
    small: Int32
  ) -> Bool {
    var pairs = 0
    var others = 0
    for (a, b) in zip(indices, indices.dropFirst()) where words[Int(a)].style == large {
      let (one, next) = (words[Int(a)], words[Int(b)])
      let isPair =
        next.style == small && !one.traits.contains(.spaceAfter) && one.characters <= 2
        && next.box.left - one.box.right < 0.12 * one.size
        && abs(next.baseline - one.baseline) < 0.05 * one.size
      if isPair { pairs += 1 } else { others += 1 }
    }
    return pairs > 0 && others <= pairs
  }

  /// Joins raised and lowered signs to the row that they belong to.
  private static func merge(_ rows: [Row], _ words: [Word]) -> [Row] {
    guard rows.count > 1 else { return rows }
    var merged: [Row] = []
    var index = 0
    while index < rows.count {
      var row = rows[index]
      // Raised: smaller letters right above the next baseline, inside of its line.
      while index + 1 < rows.count, isAttached(row, to: rows[index + 1], words) {
        let next = rows[index + 1]
        row = joined(next, row, words)
        index += 1
      }
      // Lowered.
      while index + 1 < rows.count, isAttached(rows[index + 1], to: row, words) {
        row = joined(row, rows[index + 1], words)
        index += 1
      }
      merged.append(row)
      index += 1
    }
    return merged
  }

  private static func joined(_ row: Row, _ small: Row, _ words: [Word]) -> Row {
    var row = row
    row.words += small.words
    row.words.sort {
      let (a, b) = (words[Int($0)].box.left, words[Int($1)].box.left)
      return a == b ? $0 < $1 : a < b
    }
    row.left = min(row.left, small.left)
    row.right = max(row.right, small.right)
    return row
  }

  /// Tells whether a row is the sign or number before a line that some writers set a little higher or
  /// lower than the line itself.
  private static func isLabel(_ label: Row, of row: Row, _ words: [Word]) -> Bool {
    guard label.words.count == 1, label.right < row.left else { return false }
    guard abs(label.baseline - row.baseline) < 0.5 * row.size,
      row.left - label.right < 3 * row.size
    else { return false }
    return words[Int(label.words[0])].characters <= 4
  }

  /// Tells whether each word of a row is a small sign set against a word of another row.
  private static func isAttached(_ small: Row, to row: Row, _ words: [Word]) -> Bool {
    if isLabel(small, of: row, words) { return true }
    guard abs(small.baseline - row.baseline) < 0.62 * row.size else { return false }
    guard small.size < 0.85 * row.size else { return false }
    return small.words.allSatisfy { number in
      let word = words[Int(number)]
      guard word.size < 0.85 * row.size, word.characters <= 12 else { return false }
      return row.words.contains { other in
        let box = words[Int(other)].box
        return word.box.left - box.right < 0.35 * row.size
          && box.left - word.box.right < 0.35 * row.size
      }
    }
  }
}
