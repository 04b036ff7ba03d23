import Documents

/// Finds large text that lies behind that of the page, such as "Draft" from corner to corner.
struct Watermarks {
  let styles: StyleTable

  /// A large line of a page, in the frame of its part.
  struct Mark {
    var part: Int
    var words: [Int32]
    var text: [UInt8]
    var box: Box
    /// Where its middle is on the page as it is shown.
    var middle: (x: Float, y: Float)
    var isSlanted: Bool
    var isPale: Bool
    /// Whether it is so large that nothing but a stamp over the page is.
    var isHuge: Bool
    /// How many words of the page's text it lies over.
    var covered: Int
  }

  /// The watermarks of each page.
  func find(_ pages: [PageWords]) -> [[Mark]] {
    let marks = pages.map { self.marks($0) }
    return marks.indices.map { index in
      marks[index].filter { mark in
        let isMarked = mark.isSlanted || mark.isPale
        guard isMarked || mark.covered >= 3 else { return false }
        if isMarked, mark.covered > 0 || mark.isSlanted && mark.isHuge { return true }
        let same = marks.count { others in others.contains { isSame($0, mark) } }
        return same >= max(2, (pages.count + 1) / 2)
      }
    }
  }

  private func isSame(_ a: Mark, _ b: Mark) -> Bool {
    a.text == b.text && abs(a.middle.x - b.middle.x) < 6 && abs(a.middle.y - b.middle.y) < 6
  }

  private func marks(_ page: PageWords) -> [Mark] {
    var marks: [Mark] = []
    // Most of a page's text is no larger than this.
    let usual = page.parts.first.map { usualSize($0.words) } ?? 10
    let limit = max(20, 1.8 * usual)
    let isText = (page.parts.first?.words.count ?? 0) >= 20
    for (number, part) in page.parts.enumerated() {
      let large = part.words.indices.filter {
        part.words[$0].size >= limit && !part.words[$0].traits.contains(.clipped)
      }
      guard !large.isEmpty, large.count < 200 else { continue }
      for row in Row.group(large.map(Int32.init), of: part.words) {
        guard var mark = mark(row, page, number, part) else { continue }
        mark.isHuge = row.size >= max(36, 3 * usual) && isText
        marks.append(mark)
      }
    }
    return marks
  }

  private func usualSize(_ words: [Word]) -> Float {
    let sizes = words.map(\.size).sorted()
    return sizes.isEmpty ? 10 : sizes[sizes.count / 2]
  }

  private func mark(_ row: Row, _ page: PageWords, _ number: Int, _ part: PageWords.Part) -> Mark? {
    var text: [UInt8] = []
    var characters = 0
    var box = part.words[Int(row.words[0])].box
    for index in row.words {
      let word = part.words[Int(index)]
      text += page.store[Int(word.text.lowerBound)..<Int(word.text.upperBound)]
      characters += Int(word.characters)
      box = box.union(word.box)
    }
    guard characters >= 3 else { return nil }
    let onPage = part.frame.pageBox(box)
    let isPale = row.words.allSatisfy { self.isPale(styles.color(part.words[Int($0)].style)) }
    return Mark(
      part: number,
      words: row.words,
      text: text,
      box: box,
      middle: (onPage.midX, onPage.midY),
      isSlanted: part.frame.slant != 0,
      isPale: isPale,
      isHuge: false,
      covered: covered(row, box, page, part, number)
    )
  }

  /// The words of other lines that a large line lies over.
  private func covered(
    _ row: Row,
    _ box: Box,
    _ page: PageWords,
    _ part: PageWords.Part,
    _ number: Int
  ) -> Int {
    let letters = Box(
      left: box.left,
      top: row.baseline - 0.7 * row.size,
      right: box.right,
      bottom: row.baseline
    )
    var count = 0
    for (other, lines) in page.parts.enumerated() {
      // On pages that read from right to left all parts are not mirrored alike.
      guard other == number || !part.frame.isMirrored && !lines.frame.isMirrored else { continue }
      for word in lines.words where word.size < 0.6 * row.size && word.characters > 1 {
        var (x, y) = (word.box.midX, word.baseline - 0.3 * word.size)
        if other != number {
          let middle = lines.frame.pageBox(Box(left: x, top: y, right: x, bottom: y))
          (x, y) = part.frame.point(middle.left, middle.top)
        }
        if x > letters.left, x < letters.right, y > letters.top, y < letters.bottom { count += 1 }
      }
    }
    return count
  }

  /// A light colour, though not white, which stands on dark ground.
  private func isPale(_ color: UInt32) -> Bool {
    let (red, green, blue) = (color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)
    let light = (299 * red + 587 * green + 114 * blue) / 1000
    return light > 150 && light < 248
  }
}
