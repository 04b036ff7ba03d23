import Documents

/// A part of a line between wide gaps.
struct LinePart {
  var words: [Int32]
  var left: Float
  var right: Float
}

/// Cuts lines into parts where their gaps are wider than those between words.
///
/// Justified text has wide gaps as well, above all in narrow columns. It betrays itself: the gaps of a
/// line are equal, and nothing stands under anything.
struct LineParts {
  let words: [Word]
  /// How far the lines of the column reach.
  let column: ClosedRange<Float>

  /// A gap between two words of a line.
  private struct Gap {
    var left: Float
    var right: Float
    var isCut = false
    var width: Float { right - left }
  }

  /// The parts of each line; those of lines that are `whole` are not looked for.
  func split(_ lines: [Line], whole: [Bool]) -> [[LinePart]] {
    let raw = zip(lines, whole).map { $1 ? [] : gaps($0) }
    var settled = raw
    for index in lines.indices where raw[index].contains(where: \.isCut) {
      join(&settled[index], index, lines, raw)
    }
    // A line of two words tells by its neighbours only, which may be such lines themselves.
    let pairs = lines.indices.filter { settled[$0].count == 1 && settled[$0][0].isCut }
    for index in pairs + pairs.reversed()
    where settled[index][0].isCut && isPairInProse(index, lines, settled, raw) {
      settled[index][0].isCut = false
    }
    return lines.indices.map { parts(lines[$0], settled[$0]) }
  }

  private func parts(_ line: Line, _ gaps: [Gap]) -> [LinePart] {
    guard !gaps.isEmpty else {
      return [LinePart(words: line.words, left: line.box.left, right: line.box.right)]
    }
    var parts: [LinePart] = []
    for (place, index) in line.words.enumerated() {
      let box = words[Int(index)].box
      if place > 0, !gaps[place - 1].isCut, let last = parts.indices.last {
        parts[last].words.append(index)
        parts[last].right = max(parts[last].right, box.right)
      } else {
        parts.append(LinePart(words: [index], left: box.left, right: box.right))
      }
    }
    return parts
  }

  private func gaps(_ line: Line) -> [Gap] {
    var gaps = zip(line.words, line.words.dropFirst()).map { a, b in
      Gap(left: words[Int(a)].box.right, right: words[Int(b)].box.left)
    }
    let sorted = gaps.map(\.width).sorted()
    // The gaps of running text are much alike; beside those of a table its smaller ones are words'.
    let usual = sorted.isEmpty ? 0 : sorted[sorted.count / 4]
    // Where even the smaller gaps are wider than any between words, each word is a cell of its own.
    let isOneWordEach = usual > 0.95 * line.size && line.words.count > 2
    let limit =
      isOneWordEach
      ? 0.7 * line.size : max(0.9 * line.size, min(2.2 * usual, 1.6 * line.size))
    for index in gaps.indices { gaps[index].isCut = gaps[index].width >= limit }
    return gaps
  }

  // MARK: Justified text

  /// Takes the cuts back that are gaps of justified text.
  private func join(_ gaps: inout [Gap], _ index: Int, _ lines: [Line], _ raw: [[Gap]]) {
    let line = lines[index]
    if fillsColumn(line), isEven(gaps[...], within: 0.13 * line.size),
      !standsUnder(gaps[...], index, lines, raw)
    {
      for gap in gaps.indices { gaps[gap].isCut = false }
      return
    }
    // A cell of several words may be justified for itself.
    var start = 0
    while start < gaps.count {
      var end = start + 1
      while end < gaps.count, abs(gaps[end].width - gaps[start].width) < 0.04 * line.size {
        end += 1
      }
      let run = gaps[start..<end]
      if run.count > 1, run.allSatisfy({ $0.isCut && $0.width < 2.5 * line.size }),
        !standsUnder(run, index, lines, raw)
      {
        for gap in start..<end { gaps[gap].isCut = false }
      }
      start = end
    }
  }

  private func fillsColumn(_ line: Line) -> Bool {
    line.box.right > column.upperBound - 0.3 * line.size
      && line.box.left < column.lowerBound + 4 * line.size
  }

  /// Whether all gaps are equally wide; those inside of words that change their look aside.
  private func isEven(_ gaps: ArraySlice<Gap>, within tolerance: Float) -> Bool {
    let widths = gaps.map(\.width).filter { $0 > tolerance }
    guard widths.count > 1, let least = widths.min(), let most = widths.max() else { return false }
    return most - least < tolerance
  }

  /// Whether most of some gaps begin or end where wide gaps of the line above or below do.
  private func standsUnder(
    _ gaps: ArraySlice<Gap>,
    _ index: Int,
    _ lines: [Line],
    _ raw: [[Gap]]
  ) -> Bool {
    let wide = gaps.filter(\.isCut)
    return [index - 1, index + 1].contains { other in
      guard lines.indices.contains(other),
        abs(lines[other].baseline - lines[index].baseline) < 3.2 * lines[index].size
      else { return false }
      let aligned = wide.count { gap in
        raw[other].contains {
          $0.isCut && (abs($0.left - gap.left) < 1.2 || abs($0.right - gap.right) < 1.2)
        }
      }
      return aligned * 2 >= wide.count
    }
  }

  /// Whether a line of two words that fills its column stands right above or below running text that
  /// fills it too.
  private func isPairInProse(
    _ index: Int,
    _ lines: [Line],
    _ settled: [[Gap]],
    _ raw: [[Gap]]
  ) -> Bool {
    let line = lines[index]
    guard fillsColumn(line), !standsUnder(settled[index][...], index, lines, raw) else {
      return false
    }
    return [index - 1, index + 1].contains { other in
      guard lines.indices.contains(other), !settled[other].contains(where: \.isCut) else {
        return false
      }
      let next = lines[other]
      return abs(next.baseline - line.baseline) < 1.9 * line.size
        && abs(next.size - line.size) < 0.5
        && next.words.count > 1
        && (fillsColumn(next) || other > index && next.box.left < line.box.left + 0.3 * line.size)
    }
  }
}
