import Documents

/// Brings the blocks together that the outline names as one heading.
///
/// A number with the kind of the part, a date in parentheses, and the title may be lines of their own. The heading then
/// reads as in the outline, and the remark follows it.
struct OutlineHeadings {
  let titles: [Int: [NumberedTitle]]
  let vocabulary: Vocabulary

  /// Lines of a heading lie no farther apart, in sizes of their letters.
  private static let widestGap: Float = 2
  private static let mostBlocks = 4

  /// Blocks that say a title together, and what of each of them is a remark.
  private struct Match {
    let title: NumberedTitle
    let first: Int
    let remarks: [[Range<Int>]]

    var count: Int { remarks.count }
    var isPlain: Bool { remarks.allSatisfy(\.isEmpty) }
    /// One block that says the title and nothing else needs no joining.
    var isWhole: Bool { count == 1 && isPlain }
  }

  /// A title on a page.
  private struct Name: Hashable {
    let page: Int
    let key: [UInt8]
  }

  /// Joins them; lines of furniture keep their places between the blocks.
  func join(_ blocks: inout [Block], furniture: inout [FurnitureLine]) {
    guard !titles.isEmpty else { return }
    let matches = chosen(blocks)
    guard !matches.isEmpty else { return }
    // The new number of each block.
    var moved: [Int] = []
    moved.reserveCapacity(blocks.count + 1)
    var result: [Block] = []
    result.reserveCapacity(blocks.count)
    var index = 0
    while index < blocks.count {
      if let found = matches[index] {
        moved += Array(repeating: result.count, count: found.count)
        result += joined(Array(blocks[index..<index + found.count]), found.remarks)
        index += found.count
      } else {
        moved.append(result.count)
        result.append(blocks[index])
        index += 1
      }
    }
    moved.append(result.count)
    for index in furniture.indices {
      furniture[index].at = moved[min(furniture[index].at, moved.count - 1)]
    }
    blocks = result
  }

  // MARK: Finding

  /// The matches to join, by their first blocks.
  ///
  /// What the outline names once becomes one heading, and a text that says the title alone goes before one with a
  /// remark in it, such as "(continued)".
  private func chosen(_ blocks: [Block]) -> [Int: Match] {
    var found: [Name: [Match]] = [:]
    var index = 0
    while index < blocks.count {
      if let match = find(at: index, blocks) {
        found[Name(page: blocks[index].page, key: match.title.key), default: []].append(match)
        index += match.count
      } else {
        index += 1
      }
    }
    var chosen: [Int: Match] = [:]
    for (name, matches) in found {
      let count = titles[name.page, default: []].count { $0.key == name.key }
      let order = matches.filter(\.isPlain) + matches.filter { !$0.isPlain }
      for match in order.prefix(count) where !match.isWhole { chosen[match.first] = match }
    }
    return chosen
  }

  private func find(at first: Int, _ blocks: [Block]) -> Match? {
    guard let titles = titles[blocks[first].page], isLine(blocks[first]) else { return nil }
    for title in titles {
      if let found = match(title, at: first, blocks, from: 0) { return found }
      if let start = NumberedTitle.labelEnd(blocks[first].text.bytes),
        let found = match(title, at: first, blocks, from: start)
      {
        return found
      }
    }
    return nil
  }

  private func match(_ title: NumberedTitle, at first: Int, _ blocks: [Block], from start: Int)
    -> Match?
  {
    guard start == 0 || title.numberLength > 0 else { return nil }
    var position = 0
    var remarks: [[Range<Int>]] = []
    var index = first
    while index < blocks.count, remarks.count < Self.mostBlocks, isLine(blocks[index]) {
      if index > first, !follows(blocks[index], blocks[index - 1]) { return nil }
      let skipped = index == first ? start : 0
      guard
        let step = title.advance(Array(blocks[index].text.bytes[skipped...]), from: position),
        step.position > position || !step.remarks.isEmpty
      else { return nil }
      position = step.position
      remarks.append(step.remarks.map { $0.lowerBound + skipped..<$0.upperBound + skipped })
      index += 1
      if position == title.key.count { return Match(title: title, first: first, remarks: remarks) }
    }
    return nil
  }

  private func isLine(_ block: Block) -> Bool {
    block.kind == .text && block.tag == nil && !block.isTurned && !block.isCode
      && !block.isContents && block.places.count == 1 && block.lineCount <= 4
      && block.characters <= 300
  }

  private func follows(_ block: Block, _ above: Block) -> Bool {
    guard block.page == above.page else { return false }
    let (a, b) = (above.places[0].box, block.places[0].box)
    let size = max(above.size, block.size)
    return b.top > a.bottom - 0.5 * size && b.top - a.bottom < Self.widestGap * size
      && b.left < a.right && a.left < b.right
  }

  // MARK: Joining

  /// The heading, and the remarks after it.
  private func joined(_ lines: [Block], _ remarks: [[Range<Int>]]) -> [Block] {
    // The largest letters tell the heading's look; equal ones those of the title below the number.
    var heading = lines[0]
    for line in lines where line.size >= heading.size { heading = line }
    heading.text = TextRun()
    var asides: [Block] = []
    for (line, remarks) in zip(lines, remarks) {
      var start = 0
      for remark in remarks {
        heading.text.join(line.text.part(start..<remark.lowerBound), vocabulary)
        asides.append(aside(line, remark))
        start = remark.upperBound
      }
      heading.text.join(line.text.part(start..<line.text.bytes.count), vocabulary)
    }
    heading.characters = heading.text.characters
    heading.boldCharacters = min(
      lines.reduce(0) { $0 + $1.boldCharacters },
      heading.characters
    )
    heading.lineCount = lines.reduce(0) { $0 + $1.lineCount }
    heading.places[0].box = lines.dropFirst().reduce(lines[0].places[0].box) {
      $0.union($1.places[0].box)
    }
    heading.firstLeft = lines[0].firstLeft
    heading.spaceBefore = lines[0].spaceBefore
    heading.spaceAfter = lines[lines.count - 1].spaceAfter
    heading.beginsColumn = lines[0].beginsColumn
    heading.endsColumn = lines[lines.count - 1].endsColumn
    heading.marker = ListMarker.read(heading.text.bytes)
    return [heading] + asides
  }

  private func aside(_ line: Block, _ range: Range<Int>) -> Block {
    var aside = line
    aside.text = line.text.part(range)
    aside.characters = aside.text.characters
    aside.boldCharacters = min(line.boldCharacters, aside.characters)
    aside.lineCount = 1
    aside.marker = nil
    aside.beginsColumn = false
    aside.endsColumn = false
    aside.isAside = true
    return aside
  }
}
