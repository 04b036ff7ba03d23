import Documents

/// Finds what stands at the same place on page after page: running headers, footers, page numbers.
struct Furniture {
  enum Kind { case header, footer, pageNumber, watermark, comment }

  /// The words of a page that are furniture, by the number of the word in its part.
  struct Found {
    var rows: [(kind: Kind, part: Int, words: [Int32])] = []
    /// Those of the main part.
    var all: Set<Int32> = []
    /// Those of other parts.
    var others: [Int: Set<Int32>] = [:]

    func words(ofPart part: Int) -> Set<Int32> { part == 0 ? all : others[part] ?? [] }

    mutating func add(_ kind: Kind, part: Int = 0, _ words: [Int32]) {
      rows.append((kind, part, words))
      if part == 0 { all.formUnion(words) } else { others[part, default: []].formUnion(words) }
    }
  }

  /// A row near an edge of a page, with its text taken apart into words and numbers.
  private struct Candidate {
    var words: [Int32]
    /// The distance of the baseline from the page's upper or lower edge.
    var offset: Float
    var size: Float
    var text: [UInt8]
    var numbers: [Int]
    var isInTable: Bool
    /// Where it is between wide gaps.
    var parts: [ClosedRange<Float>]
    /// Where a number at the beginning begins, and where one at the end ends.
    var outer: (first: Float?, last: Float?)
  }

  static func find(_ pages: [PageWords], styles: StyleTable, titles: OutlineTitles) -> [Found] {
    let marks = Watermarks(styles: styles).find(pages)
    let edges = zip(pages, marks).map { page, marks in
      let marked = Set(marks.filter { $0.part == 0 }.flatMap(\.words))
      return (
        top: candidates(page, isTop: true, without: marked),
        bottom: candidates(page, isTop: false, without: marked)
      )
    }
    return pages.indices.map { index in
      var found = Found()
      for mark in marks[index] { found.add(.watermark, part: mark.part, mark.words) }
      take(pages, index, edges.map(\.top), .header, titles, &found)
      take(pages, index, edges.map(\.bottom), .footer, titles, &found)
      takeMarked(pages[index], &found)
      return found
    }
  }

  /// What a tagged file itself calls running matter.
  private static func takeMarked(_ page: PageWords, _ found: inout Found) {
    guard let part = page.parts.first else { return }
    let marked = part.words.indices.filter {
      let word = part.words[$0]
      // Some writers mark running matter as no content without saying what sort it is.
      let isMarked =
        word.traits.contains(.pagination)
        || word.traits.contains(.artifact)
          && (word.baseline < 0.13 * part.frame.height || word.baseline > 0.87 * part.frame.height)
      return isMarked && !found.all.contains(Int32($0))
    }
    guard !marked.isEmpty else { return }
    for row in Row.group(marked.map(Int32.init), of: part.words) {
      let isTop = row.baseline < part.frame.height / 2
      found.add(isTop ? .header : .footer, row.words)
    }
  }

  private static func take(
    _ pages: [PageWords],
    _ index: Int,
    _ edges: [[Candidate]],
    _ kind: Kind,
    _ titles: OutlineTitles,
    _ found: inout Found
  ) {
    func comesAgain(_ candidate: Candidate, where holds: (Candidate) -> Bool) -> Bool {
      [-1, 1, -2, 2].contains { step in
        let other = index + step
        guard edges.indices.contains(other) else { return false }
        let distance = pages[other].content.number - pages[index].content.number
        return edges[other].contains { holds($0) && matches(candidate, $0, distance: distance) }
      }
    }
    func isRepeated(_ candidate: Candidate) -> Bool { comesAgain(candidate) { _ in true } }
    // What counts the pages is no head of a table.
    func countsOn(_ candidate: Candidate) -> Bool {
      comesAgain(candidate) { $0.numbers != candidate.numbers }
    }
    // From the edge inwards, for as long as rows come again.
    for (place, candidate) in edges[index].enumerated() {
      // On a small page a row may lie near both edges.
      guard !candidate.isInTable, found.all.isDisjoint(with: candidate.words) else { break }
      guard isRepeated(candidate) || isLoneNumber(candidate, pages[index]),
        !titles.begins(with: candidate.words, on: pages[index])
      else { break }
      if kind == .header, candidate.parts.count > 1, !countsOn(candidate),
        isTableHead(edges[index][place...], isRepeated: isRepeated)
      {
        break
      }
      let isNumber = !candidate.text.contains { isLetter($0) }
      found.add(isNumber ? .pageNumber : kind, candidate.words)
    }
  }

  /// Whether the first of some rows is the head of a table that goes on from page to page: a row that is
  /// close below, and does not come again, has its parts under those of the head.
  private static func isTableHead(
    _ rows: ArraySlice<Candidate>,
    isRepeated: (Candidate) -> Bool
  ) -> Bool {
    guard let head = rows.first else { return false }
    var above = head
    for row in rows.dropFirst() {
      guard row.offset - above.offset < 2.4 * max(row.size, above.size) else { return false }
      above = row
      if isRepeated(row) { continue }
      guard row.parts.count > 1, row.parts.count * 3 >= head.parts.count * 2 else { return false }
      let under = row.parts.count { part in
        head.parts.count {
          $0.lowerBound < part.upperBound && $0.upperBound > part.lowerBound
        } == 1
      }
      return under * 4 >= row.parts.count * 3 && under > 1
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// The page's own number alone at its edge, which needs no other page to be known.
  private static func isLoneNumber(_ candidate: Candidate, _ page: PageWords) -> Bool {
    guard candidate.words.count <= 3, candidate.numbers.count == 1, candidate.offset < 60 else {
      return false
    }
    return !candidate.text.contains { isLetter($0) }
      && candidate.numbers[0] == page.content.number
  }

  private static func matches(_ a: Candidate, _ b: Candidate, distance: Int) -> Bool {
    guard abs(a.offset - b.offset) < 4, abs(a.size - b.size) < 0.6, !b.isInTable else {
      return false
    }
    guard a.text == b.text, a.numbers.count == b.numbers.count else {
      return countsPages(a, b, distance: distance)
    }
    let hasLetters = a.text.contains { isLetter($0) }
    // A number either stays or counts the pages; rows of mere numbers are a table's. One beside many letters may also
    // count what takes several pages, such as sections.
    var sections = 0
    for (one, other) in zip(a.numbers, b.numbers) where one != other && other - one != distance {
      guard (other - one).signum() == distance.signum(), abs(other - one) < abs(distance) else {
        return false
      }
      sections += 1
    }
    guard sections == 0 || sections == 1 && a.text.count(where: isLetter) >= 8 else { return false }
    return hasLetters || a.numbers.count == 1 && a.numbers[0] != b.numbers[0]
      || a.numbers.count == 2 && a.numbers[1] == b.numbers[1]
  }

  /// Whether two rows with other texts, as of two chapters, have numbers at one place that count the pages.
  private static func countsPages(_ a: Candidate, _ b: Candidate, distance: Int) -> Bool {
    guard abs(a.offset - b.offset) < 1, abs(a.size - b.size) < 0.3,
      a.numbers.count <= 3, b.numbers.count <= 3, a.text.count < 120, b.text.count < 120
    else { return false }
    if let x = a.outer.last, let y = b.outer.last, abs(x - y) < 3, let m = a.numbers.last,
      let n = b.numbers.last, n - m == distance
    {
      return true
    }
    guard let x = a.outer.first, let y = b.outer.first, abs(x - y) < 3 else { return false }
    guard let m = a.numbers.first, let n = b.numbers.first else { return false }
    return n - m == distance
  }

  private static func candidates(_ page: PageWords, isTop: Bool, without marked: Set<Int32>)
    -> [Candidate]
  {
    guard let part = page.parts.first, !part.words.isEmpty else { return [] }
    let height = part.frame.height
    let band = max(0.16 * height, 72)
    let indices = part.words.indices.filter {
      guard !part.words[$0].traits.contains(.clipped), !marked.contains(Int32($0)) else {
        return false
      }
      return isTop ? part.words[$0].baseline < band : part.words[$0].baseline > height - band
    }.map(Int32.init)
    var rows = Row.group(indices, of: part.words)
    if !isTop { rows.reverse() }
    let lines = RuleLines(page.content.rules, frame: part.frame)
    return rows.prefix(5).map { row in
      candidate(row, part, page.store, isTop ? row.baseline : height - row.baseline, lines)
    }
  }

  private static func candidate(
    _ row: Row,
    _ part: PageWords.Part,
    _ store: [UInt8],
    _ offset: Float,
    _ lines: RuleLines
  ) -> Candidate {
    var text: [UInt8] = []
    var numbers: [Int] = []
    var box = part.words[Int(row.words[0])].box
    var parts = [box.left...max(box.left, box.right)]
    for index in row.words {
      let word = part.words[Int(index)]
      if word.box.left - box.right > 1.2 * row.size {
        parts.append(word.box.left...max(word.box.left, word.box.right))
      } else {
        let open = parts[parts.count - 1]
        parts[parts.count - 1] = open.lowerBound...max(open.upperBound, word.box.right)
      }
      box = box.union(word.box)
      if !text.isEmpty { text.append(0x20) }
      var value: Int?
      for place in word.text {
        let byte = store[Int(place)]
        if (0x30...0x39).contains(byte) {
          if value == nil { text.append(UInt8(ascii: "#")) }
          value = min((value ?? 0) * 10 + Int(byte - 0x30), 1 << 40)
        } else {
          if let known = value { numbers.append(known) }
          value = nil
          text.append(byte)
        }
      }
      if let value { numbers.append(value) }
    }
    func isNumber(_ index: Int32) -> Bool {
      part.words[Int(index)].text.allSatisfy { (0x30...0x39).contains(store[Int($0)]) }
    }
    let first = row.words[0]
    let last = row.words[row.words.count - 1]
    // A row between lines that run down is a table's, and may well come again.
    let crossing = lines.down.filter {
      $0.from < box.midY && $0.to > box.midY && $0.at > box.left - 12 && $0.at < box.right + 12
    }
    return Candidate(
      words: row.words,
      offset: offset,
      size: row.size,
      text: text,
      numbers: numbers,
      isInTable: crossing.count >= 2,
      parts: parts,
      outer: (
        isNumber(first) ? part.words[Int(first)].box.left : nil,
        isNumber(last) ? part.words[Int(last)].box.right : nil
      )
    )
  }
}
