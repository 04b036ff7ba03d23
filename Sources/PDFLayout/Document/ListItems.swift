/// Decides which blocks are items of lists, and how deep they are nested.
struct ListItems {
  /// The depth of each item by the number of its block.
  private(set) var depths: [Int: Int] = [:]

  init(_ blocks: [Block], headings: Headings) {
    var open: [Float] = []
    var lastItem = -10
    let isTagged = blocks.contains { if case .item? = $0.tag { true } else { false } }
    for (index, block) in blocks.enumerated() {
      if case .item(let depth)? = block.tag {
        depths[index] = depth
        continue
      }
      if isTagged, block.tag != nil { continue }
      guard block.kind == .text, !block.isFootnote,
        // Entries of a table of contents have numbers too, though seldom in brackets.
        !block.isContents || block.marker?.label.utf8.first == UInt8(ascii: "("),
        headings.depths[index] == nil, let marker = block.marker,
        Self.isItem(index, marker, blocks, headings)
      else {
        // A paragraph inside of a list does not end it; a heading does.
        if headings.depths[index] != nil || index - lastItem > 2 { open = [] }
        continue
      }
      if index - lastItem > 2 { open = [] }
      let left = block.firstLeft
      while let last = open.last, left < last - 4 { open.removeLast() }
      if open.isEmpty || left > (open.last ?? 0) + 4 { open.append(left) }
      depths[index] = open.count - 1
      lastItem = index
    }
  }

  private static func isItem(
    _ index: Int,
    _ marker: ListMarker,
    _ blocks: [Block],
    _ headings: Headings
  ) -> Bool {
    if marker.kind == .bullet {
      // A dash may be a dialogue's; one alone at the margin is not a list.
      guard ["-", "–", "—", "−", "‒"].contains(marker.label) else { return true }
      return hangs(blocks[index])
        || neighbours(index, blocks).contains {
          $0.kind == .bullet
        }
    }
    // One number alone is a number; a neighbour that counts on makes a list.
    let isCounted = neighbours(index, blocks).contains {
      $0.kind == marker.kind && (marker.kind == .composite || abs($0.value - marker.value) == 1)
        || $0.kind == .letter && marker.kind == .roman && abs($0.value - marker.value) < 99
          && marker.label.utf8.count <= 3
    }
    return isCounted || hangs(blocks[index])
  }

  private static func hangs(_ block: Block) -> Bool {
    block.lineCount > 1 && block.left > block.firstLeft + 0.6 * block.size
  }

  private static func neighbours(_ index: Int, _ blocks: [Block]) -> [ListMarker] {
    (max(0, index - 6)..<min(blocks.count, index + 7)).filter { $0 != index }.compactMap {
      blocks[$0].marker
    }
  }
}
