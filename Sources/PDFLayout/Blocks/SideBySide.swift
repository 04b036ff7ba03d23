import Documents

/// Finds short texts that stand beside each other and have nothing to do with each other, such as two
/// titles or the lines of two boxes.
///
/// What is drawn row by row is read so. Boxes are drawn one after the other.
struct SideBySide {
  let words: [Word]
  let store: [UInt8]
  let styles: StyleTable

  /// A line with one wide gap.
  private struct Pair {
    var left: [Int32]
    var right: [Int32]
    var gap: ClosedRange<Float>
  }

  /// Lines that are two beside each other.
  struct Found {
    var lines: Range<Int>
    var left: [Int32]
    var right: [Int32]
    /// What lies between them.
    var gap: ClosedRange<Float>
  }

  func find(_ lines: [Line]) -> [Found] {
    var found: [Found] = []
    var start = 0
    while start < lines.count {
      guard let first = pair(lines[start]) else {
        start += 1
        continue
      }
      var (left, right, gap) = (first.left, first.right, first.gap)
      var end = start + 1
      while end < lines.count, lines[end].baseline - lines[end - 1].baseline < 2 * lines[end].size,
        let next = pair(lines[end]),
        min(gap.upperBound, next.gap.upperBound) - max(gap.lowerBound, next.gap.lowerBound)
          > 0.9 * lines[end].size
      {
        left += next.left
        right += next.right
        gap = gap.clamped(to: next.gap)
        end += 1
      }
      let pairs = start..<end
      var longer = left
      // One of them may have more lines.
      while end < lines.count,
        lines[end].baseline - lines[end - 1].baseline < 2 * lines[end].size,
        goesOn(longer, lines[end]), lines[end].box.right < gap.upperBound
      {
        longer += lines[end].words
        end += 1
      }
      if areTitles(pairs, before: end, lines, left, right) || isDrawnApart(left, right) {
        found.append(Found(lines: start..<end, left: longer, right: right, gap: gap))
        start = end
      } else {
        start = pairs.upperBound
      }
    }
    return found
  }

  /// Whether a line is drawn right behind a text, or else behind what stands beside that, and looks like it.
  private func goesOn(_ text: [Int32], _ line: Line) -> Bool {
    guard let last = text.max(), let first = line.words.first else { return false }
    let (a, b) = (words[Int(last)], words[Int(first)])
    return a.style == b.style && (first == last + 1 || styles.isBold(a.style))
      && abs(words[Int(text[0])].box.left - line.box.left) < 0.5 * line.size
  }

  /// Whether some lines are bold and short, and no part of a paragraph.
  private func areTitles(
    _ range: Range<Int>,
    before next: Int,
    _ lines: [Line],
    _ left: [Int32],
    _ right: [Int32]
  ) -> Bool {
    let areBold = lines[range].allSatisfy { $0.isBold && $0.isEven }
    let isMixed = range.count == 1 && isBold(left) && !right.contains { isBold([$0]) }
    guard range.count <= 3, areBold || isMixed, left.count + right.count <= 24 else { return false }
    let (first, last) = (lines[range.lowerBound], lines[next - 1])
    if let above = range.lowerBound > 0 ? lines[range.lowerBound - 1] : nil {
      guard first.baseline - above.baseline > 1.6 * first.size else { return false }
    }
    guard next < lines.count else { return true }
    return lines[next].baseline - last.baseline > 1.6 * last.size
  }

  private func isBold(_ indices: [Int32]) -> Bool {
    indices.allSatisfy { styles.isBold(words[Int($0)].style) }
  }

  private func pair(_ line: Line) -> Pair? {
    // Bold lines are titles, with a narrower gap between them, or else heads of columns with several.
    let usual = (line.isBold && line.isEven ? 1.6 : 3) * line.size
    var cut: Int?
    for place in line.words.indices.dropFirst() {
      let (a, b) = (words[Int(line.words[place - 1])], words[Int(line.words[place])])
      // What follows in the line without having been drawn next is a text of its own.
      let isNext = abs(line.words[place] - line.words[place - 1]) == 1
      guard b.box.left - a.box.right > (isNext ? usual : 0.9 * line.size) else { continue }
      if cut != nil { return nil }
      cut = place
    }
    guard let cut else { return nil }
    let (left, right) = (Array(line.words[..<cut]), Array(line.words[cut...]))
    guard isText(left), isText(right), !isLabel(left) else { return nil }
    let (a, b) = (words[Int(line.words[cut - 1])].box, words[Int(line.words[cut])].box)
    return Pair(left: left, right: right, gap: a.right...b.left)
  }

  /// Words rather than a number, a date or a sign.
  private func isText(_ indices: [Int32]) -> Bool {
    var (letters, all) = (0, 0)
    for index in indices {
      for place in words[Int(index)].text {
        let byte = store[Int(place)]
        all += 1
        if byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) { letters += 1 }
      }
    }
    return letters >= 4 && letters * 3 >= all * 2
  }

  /// Whether a few words end in a colon, with what they announce behind the gap.
  private func isLabel(_ indices: [Int32]) -> Bool {
    guard indices.count <= 3, let last = indices.last else { return false }
    return store[Int(words[Int(last)].text.upperBound) - 1] == UInt8(ascii: ":")
  }

  /// Whether all of one side is drawn before the other, with something between or as several lines, and
  /// both look alike: some writers draw all that is bold first.
  private func isDrawnApart(_ left: [Int32], _ right: [Int32]) -> Bool {
    guard let a = left.min(), let b = left.max(), let c = right.min(), let d = right.max() else {
      return false
    }
    guard b < c || d < a else { return false }
    let style = words[Int(left[0])].style
    guard (left + right).allSatisfy({ words[Int($0)].style == style }) else { return false }
    let lineCount = zip(left, left.dropFirst()).count {
      words[Int($1)].baseline > words[Int($0)].baseline + 1
    }
    return lineCount > 0 || c > b + 1 || a > d + 1
  }
}
