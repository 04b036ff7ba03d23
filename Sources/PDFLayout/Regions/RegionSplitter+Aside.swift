import Documents

/// Running text beside something else that goes its own way, such as a table or the labels of a picture.
extension RegionSplitter {
  /// What one row has on one side of a gutter.
  private struct SideLine {
    var row: Int
    var baseline: Float
    var left: Float
    var right: Float
    var beginsLower: Bool
    var characters: Int
    /// Whether it is nothing but the sign or number of an item.
    var isLabel: Bool
  }

  /// The longest gutter that running text and something beside it stand on both sides of.
  ///
  /// The cells of a table begin beside the first lines of the texts in its other columns. What begins beside
  /// the middle of sentences belongs to no table with them.
  func asideGutter(_ rows: [Row], _ gutters: [Gutter]) -> Gutter? {
    gutters.filter { gutter in
      guard gutter.rows.count >= 6, !isCrossed(rows, gutter) else { return false }
      let left = lines(rows, gutter, -Float.infinity...gutter.left)
      let right = lines(rows, gutter, gutter.right...Float.infinity)
      return isAside(right, of: left, size(rows, gutter))
        || isAside(left, of: right, size(rows, gutter))
    }.max { $0.rows.count < $1.rows.count }
  }

  private func size(_ rows: [Row], _ gutter: Gutter) -> Float {
    let sizes = rows[gutter.rows].map(\.size).sorted()
    return sizes[sizes.count / 2]
  }

  private func lines(_ rows: [Row], _ gutter: Gutter, _ side: ClosedRange<Float>) -> [SideLine] {
    gutter.rows.compactMap { index in
      let own = rows[index].words.map { words[Int($0)] }.filter { side.contains($0.box.midX) }
      guard let first = own.first else { return nil }
      var place = Int(first.text.lowerBound)
      let scalar = first.text.isEmpty ? 0 : decodeScalar(store, &place)
      return SideLine(
        row: index,
        baseline: first.baseline,
        left: first.box.left,
        right: own.reduce(first.box.right) { max($0, $1.box.right) },
        beginsLower: Script(scalar) == .unspaced
          || Unicode.Scalar(scalar)?.properties.isLowercase ?? false,
        characters: own.reduce(0) { $0 + Int($1.characters) },
        isLabel: own.count == 1
          && ListMarker.isLabel(store[Int(first.text.lowerBound)..<Int(first.text.upperBound)])
      )
    }
  }

  private func isAside(_ other: [SideLine], of text: [SideLine], _ size: Float) -> Bool {
    guard other.count >= 2, text.count >= 6 else { return false }
    let right = text.reduce(-Float.infinity) { max($0, $1.right) }
    let left = text.reduce(Float.infinity) { min($0, $1.left) }
    let characters = text.reduce(0) { $0 + $1.characters }
    guard characters >= 26 * text.count else { return false }
    // Cells that are as many as the lines, and lie on them.
    let rows = Set(text.map(\.row))
    let shared = other.count { rows.contains($0.row) }
    if shared * 10 >= other.count * 8, other.count * 10 >= text.count * 6 { return false }
    // For each line whether it goes on with the sentence of the line above.
    var leading = Float.infinity
    var going = [false]
    for (above, line) in zip(text, text.dropFirst()) {
      let distance = line.baseline - above.baseline
      leading = min(leading, distance)
      going.append(
        line.beginsLower && distance < 2 * size && above.right > right - 0.3 * (right - left)
      )
    }
    let flowing = going.count { $0 }
    guard flowing >= 4, flowing * 5 >= text.count * 2 else { return false }
    let pieces = other.indices.filter {
      $0 == 0 || other[$0].baseline - other[$0 - 1].baseline > 1.6 * size
    }.map { other[$0] }
    // Between two lines that both go on: a number may stand at the end of a paragraph.
    let amid = pieces.count { piece in
      guard let line = text.lastIndex(where: { $0.baseline < piece.baseline + 0.35 * size }),
        line + 1 < text.count
      else { return false }
      return going[line] && going[line + 1] && paragraph(around: line, text, leading) >= 6
    }
    guard amid * 4 >= pieces.count, amid > 1 || pieces.count == 1 && amid == 1 else {
      return false
    }
    return !pieces.contains { $0.isLabel } && !isCentered(pieces, text, leading)
  }

  /// How many lines the paragraph of a line has; cells of tables have few.
  private func paragraph(around line: Int, _ text: [SideLine], _ leading: Float) -> Int {
    var (first, last) = (line, line)
    while first > 0, text[first].baseline - text[first - 1].baseline < 1.25 * leading { first -= 1 }
    while last + 1 < text.count, text[last + 1].baseline - text[last].baseline < 1.25 * leading {
      last += 1
    }
    return last - first + 1
  }

  /// Whether each piece stands beside one paragraph of a text, as labels in the middle of their cells do.
  private func isCentered(_ pieces: [SideLine], _ text: [SideLine], _ leading: Float) -> Bool {
    var ends: [Int] = []
    for (above, line) in zip(text, text.dropFirst())
    where line.baseline - above.baseline > 1.3 * leading {
      ends.append(line.row)
    }
    guard pieces.count >= 3, ends.count + 1 == pieces.count else { return false }
    return zip(pieces.dropFirst(), ends).allSatisfy { $0.row >= $1 }
      && zip(pieces, ends).allSatisfy { $0.row < $1 }
  }
}
