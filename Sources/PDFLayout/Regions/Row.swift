import Documents

/// Words of a region on one baseline, from the start of the line to its end.
struct Row {
  var words: [Int32]
  var baseline: Float
  var size: Float
  var left: Float
  var right: Float

  /// Groups words into rows from top to bottom.
  static func group(_ indices: [Int32], of words: [Word]) -> [Row] {
    let sorted = indices.sorted {
      let (a, b) = (words[Int($0)], words[Int($1)])
      return a.baseline == b.baseline ? $0 < $1 : a.baseline < b.baseline
    }
    var rows: [Row] = []
    for index in sorted {
      let word = words[Int(index)]
      if let last = rows.indices.last,
        word.baseline - rows[last].baseline < max(1, 0.3 * min(word.size, rows[last].size))
      {
        rows[last].words.append(index)
        rows[last].left = min(rows[last].left, word.box.left)
        rows[last].right = max(rows[last].right, word.box.right)
        if word.size > rows[last].size { rows[last].size = word.size }
      } else {
        rows.append(
          Row(
            words: [index],
            baseline: word.baseline,
            size: word.size,
            left: word.box.left,
            right: word.box.right
          )
        )
      }
    }
    for row in rows.indices {
      rows[row].words.sort {
        let (a, b) = (words[Int($0)].box.left, words[Int($1)].box.left)
        return a == b ? $0 < $1 : a < b
      }
    }
    return rows
  }
}
