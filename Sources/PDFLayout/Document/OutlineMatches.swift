import Documents

/// Finds the blocks whose text the outline lists.
struct OutlineMatches {
  private struct Entry {
    let number: Int
    let page: Int?
    let depth: Int
    /// Whether the key is that of the whole title, and not of one without its number.
    let isWhole: Bool
  }

  private var entries: [[UInt8]: [Entry]] = [:]

  init(_ outline: [DocumentFacts.OutlineEntry]) {
    for (number, entry) in outline.enumerated() {
      for (place, key) in OutlineTitles.keys(of: entry.title).enumerated() {
        entries[key, default: []].append(
          Entry(number: number, page: entry.page, depth: entry.depth, isWhole: place == 0)
        )
      }
    }
  }

  /// The depth in the outline of each block that it lists, by the number of the block.
  func depths(of blocks: [Block]) -> [Int: Int] {
    guard !entries.isEmpty else { return [:] }
    var listed: [(block: Int, entries: [Entry])] = []
    // The entries that a block of their page names with the number.
    var named: Set<Int> = []
    for (index, block) in blocks.enumerated()
    where block.kind == .text && block.characters <= 300 && block.lineCount <= 5 {
      let found = find(block.text.bytes).filter { $0.page == nil || $0.page == block.page }
      guard !found.isEmpty else { continue }
      listed.append((index, found))
      if block.isContents || block.isCode || block.isFootnote || block.isAside { continue }
      for entry in found where entry.isWhole && entry.page != nil { named.insert(entry.number) }
    }
    var depths: [Int: Int] = [:]
    for (index, found) in listed {
      // What the outline names once is one heading: a text without the number gives way to one with it.
      if let entry = found.first(where: { $0.isWhole || !named.contains($0.number) }) {
        depths[index] = entry.depth
      }
    }
    return depths
  }

  private func find(_ text: [UInt8]) -> [Entry] {
    let key = TextShape.key(text)
    // The outline may leave the number out that stands before the heading.
    return entries[key] ?? entries[OutlineTitles.bare(key)] ?? findBehindLabel(text) ?? []
  }

  /// What a text names behind the word that says of what its number is one.
  ///
  /// A number alone is no name: "Figure 1" is not what an outline of bare numbers lists.
  private func findBehindLabel(_ text: [UInt8]) -> [Entry]? {
    guard let start = NumberedTitle.labelEnd(text) else { return nil }
    let key = TextShape.key(Array(text[start...]))
    let letters = key.count { !(0x30...0x39).contains($0) }
    return letters >= OutlineTitles.leastLength ? entries[key] : nil
  }
}
