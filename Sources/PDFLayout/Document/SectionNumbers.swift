import Documents

/// Brings section numbers that stand apart together with their headings.
enum SectionNumbers {
  /// Joins each lone number to the block that stands right beside it.
  static func join(
    _ blocks: inout [Block],
    furniture: inout [FurnitureLine],
    _ vocabulary: Vocabulary
  ) {
    guard blocks.count > 1 else { return }
    // The new number of each block.
    var moved: [Int] = []
    moved.reserveCapacity(blocks.count + 1)
    var joined: [Block] = []
    joined.reserveCapacity(blocks.count)
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      if index + 1 < blocks.count, isNumber(block), stands(block, before: blocks[index + 1]) {
        moved += [joined.count, joined.count]
        joined.append(self.joined(block, blocks[index + 1], vocabulary))
        index += 2
      } else {
        moved.append(joined.count)
        joined.append(block)
        index += 1
      }
    }
    moved.append(joined.count)
    for index in furniture.indices {
      furniture[index].at = moved[min(furniture[index].at, moved.count - 1)]
    }
    blocks = joined
  }

  private static func joined(_ number: Block, _ block: Block, _ vocabulary: Vocabulary) -> Block {
    var heading = block
    heading.text = number.text
    heading.text.join(block.text, vocabulary)
    heading.places = [number.places[0]]
    heading.places[0].box = number.places[0].box.union(block.places[0].box)
    heading.places += block.places.dropFirst()
    heading.characters += number.characters
    heading.boldCharacters += number.boldCharacters
    heading.firstLeft = number.firstLeft
    heading.spaceBefore = number.spaceBefore ?? heading.spaceBefore
    heading.beginsColumn = number.beginsColumn || heading.beginsColumn
    heading.marker = ListMarker.read(heading.text.bytes)
    return heading
  }

  /// Joins the number on top of what stands in a margin to the bold heading below it; what stands between
  /// them, such as a date, is read after the heading.
  static func joinInMargin(_ blocks: [Block], _ vocabulary: Vocabulary) -> [Block] {
    guard let number = blocks.first, isNumber(number),
      let place = blocks.indices.first(where: {
        $0 > 0 && blocks[$0].boldCharacters * 2 > blocks[$0].characters
      }), place <= 2, abs(blocks[place].size - number.size) < 0.5
    else { return blocks }
    var heading = joined(number, blocks[place], vocabulary)
    // Its number is one line of its own, but stands for the look of none.
    heading.boldCharacters = heading.characters
    return [heading] + blocks[1..<place] + blocks[(place + 1)...]
  }

  /// Digits and dots only, as in "3" or "2.4.1.".
  private static func isNumber(_ block: Block) -> Bool {
    guard block.kind == .text, block.tag == nil, block.lineCount == 1, !block.isTurned,
      block.places.count == 1, block.text.bytes.count <= 20, let first = block.text.bytes.first,
      (0x30...0x39).contains(first) || (0x41...0x5A).contains(first)
    else { return false }
    let rest = block.text.bytes.dropFirst()
    guard rest.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return false }
    return (0x30...0x39).contains(first) || rest.contains(0x2E)
  }

  private static func stands(_ number: Block, before block: Block) -> Bool {
    guard block.kind == .text, block.tag == nil, !block.isTurned, block.page == number.page,
      block.lineCount <= 3, abs(block.size - number.size) < 0.5, let place = block.places.first
    else { return false }
    let (a, b) = (number.places[0].box, place.box)
    // Mirrored pages have their numbers on the other side.
    guard a.right <= b.left + 1 || a.left >= b.right - 1 else { return false }
    let gap = max(b.left - a.right, a.left - b.right)
    return abs(a.top - b.top) < 0.4 * block.size && gap < 8 * block.size
      && (number.boldCharacters > 0) == (block.boldCharacters > 0)
  }
}
