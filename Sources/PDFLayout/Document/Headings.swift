import Documents

/// Decides which blocks are headings, and of which level.
struct Headings {
  private let looks: Looks
  private let blocks: [Block]
  private let outline: [DocumentFacts.OutlineEntry]
  /// How each block of text looks; that of the running text for all others.
  private let lookOf: [Look]
  /// The block of the document's own title, where it has one above all other headings.
  private var title: Int?
  /// The depth of each heading by the number of its block, 0 for the outermost.
  private(set) var depths: [Int: Int] = [:]

  init(_ blocks: [Block], looks: Looks, outline: [DocumentFacts.OutlineEntry]) {
    self.looks = looks
    self.blocks = blocks
    self.outline = outline
    lookOf = blocks.map { $0.kind == .text ? Looks.look($0, looks.styles) : looks.body }
    decide()
  }

  // MARK: Which

  private mutating func decide() {
    let listed = OutlineMatches(outline).depths(of: blocks)
    var candidates: [Int: Look] = [:]
    var lengths: [Look: (blocks: Int, long: Int)] = [:]
    // A tree that names headings knows them all.
    let isTagged = blocks.contains { if case .heading? = $0.tag { true } else { false } }
    for (index, block) in blocks.enumerated() where block.kind == .text {
      if isTagged, let tag = block.tag {
        if case .heading(let depth) = tag { depths[index] = depth }
        continue
      }
      if let tag = block.tag, tag != .paragraph, !isHeading(tag) { continue }
      if block.isCode || block.isContents || block.isFootnote || block.isAside { continue }
      let look = lookOf[index]
      var entry = lengths[look] ?? (0, 0)
      entry.blocks += 1
      if block.characters > 160 || block.lineCount > 3 { entry.long += 1 }
      lengths[look] = entry
      if isCandidate(index, look) || listed[index] != nil { candidates[index] = look }
    }
    // A look that whole paragraphs are set in is no look of headings.
    var isItalicOnly: [Look: Int] = [:]
    for (_, look) in candidates where look.isItalic && isBodyLike(look) {
      isItalicOnly[look, default: 0] += 1
    }
    candidates = candidates.filter { index, look in
      // One line in italics may be anything; several alike, each over a text, are headings.
      if listed[index] == nil, look.isItalic, isBodyLike(look), isItalicOnly[look, default: 0] < 3 {
        return false
      }
      guard listed[index] == nil, let entry = lengths[look] else { return true }
      return entry.long * 3 <= entry.blocks
    }
    for index in menus(candidates, listed) { candidates[index] = nil }
    title = documentTitle(candidates, listed)
    if let title {
      for index in authors(below: title, candidates) where listed[index] == nil {
        candidates[index] = nil
      }
    }
    assignDepths(candidates, listed)
  }

  // MARK: The title

  /// The heading that a document begins with, in a look that is larger than that of all others.
  private func documentTitle(_ candidates: [Int: Look], _ listed: [Int: Int]) -> Int? {
    guard let first = candidates.keys.min(), let look = candidates[first], listed[first] == nil,
      blocks[first].page == blocks.first?.page, first <= 4,
      TextShape.sectionDepth(blocks[first].text.bytes) == nil
    else { return nil }
    let isLargest = candidates.allSatisfy { index, other in
      index == first || other.size + 2 <= look.size
    }
    return isLargest && candidates.count > 1 ? first : nil
  }

  /// The lines right below a title that name several people.
  private func authors(below title: Int, _ candidates: [Int: Look]) -> [Int] {
    var found: [Int] = []
    var index = title + 1
    while index < blocks.count, let look = candidates[index], index <= title + 4 {
      // Two names may be anything else; more are a list of people, however they are set.
      let isAlone = !look.isBold && candidates.values.count { $0 == look } <= 2
      let names = TextShape.countOfNames(blocks[index].text.string)
      if names >= (isAlone ? 2 : 4) { found.append(index) }
      index += 1
    }
    return found
  }

  /// Whether a look has neither size nor weight to tell it from the text.
  private func isBodyLike(_ look: Look) -> Bool {
    look.isBold == looks.body.isBold && abs(look.size - looks.body.size) <= 2 && !look.isCapitals
  }

  private func isHeading(_ tag: StructurePlan.Kind) -> Bool {
    if case .heading = tag { true } else { false }
  }

  private func isCandidate(_ index: Int, _ look: Look) -> Bool {
    let block = blocks[index]
    // Addresses stand large below titles.
    guard !block.isTurned, !block.isCode, !block.isContents, !block.isFootnote,
      !block.text.bytes.contains(0x40),
      block.lineCount <= 4, block.characters <= 220,
      block.marker?.kind != .bullet
    else { return false }
    let shape = TextShape(block.text.bytes)
    guard shape.letters >= 2 || shape.unspaced >= 1, shape.letters * 3 >= shape.characters else {
      return false
    }
    guard !TextShape.isFormula(block.text.bytes), !TextShape.isOption(block.text.bytes) else {
      return false
    }
    // A dash stands before the source of a quotation.
    if [0x2013, 0x2014, 0x2015].contains(firstScalar(block.text.bytes)) { return false }
    let isLarger = Float(look.size) / 4 >= looks.bodySize * 1.07 + 0.1
    let isSmaller = Float(look.size) / 4 <= looks.bodySize * 0.93
    if isLarger {
      // A line of prose in large letters is a quotation or a lead.
      return !(shape.endsSentence && block.lineCount > 1 && block.characters > 100)
    }
    guard !isSmaller, !shape.endsSentence, !shape.endsPause else { return false }
    let stands = (block.spaceBefore ?? 100) > 0.15 * block.size
    guard stands else { return false }
    if look.isBold, !looks.body.isBold { return goesAhead(index) && block.characters <= 160 }
    if look.isCapitals, !looks.body.isCapitals, block.characters <= 80 { return goesAhead(index) }
    let isOther =
      look.family != looks.body.family || look.color != looks.body.color
      || look.isItalic && !looks.body.isItalic && (block.spaceBefore ?? 0) > (block.spaceAfter ?? 0)
    if isOther, block.lineCount == 1,
      (block.spaceBefore ?? 100) > 0.5 * block.size,
      block.characters <= 80, block.marker == nil
    {
      return goesAhead(index)
    }
    return false
  }

  private func firstScalar(_ bytes: [UInt8]) -> UInt32 {
    var index = 0
    return bytes.isEmpty ? 0 : decodeScalar(bytes, &index)
  }

  /// The candidates of which five and more alike follow each other on a page with nothing between: a menu
  /// or a poster, with nothing under any of them.
  private func menus(_ candidates: [Int: Look], _ listed: [Int: Int]) -> Set<Int> {
    var found: Set<Int> = []
    var run: [Int] = []
    func close() {
      if run.count >= 5 { found.formUnion(run) }
      run = []
    }
    for index in candidates.keys.sorted() {
      let isPlain =
        listed[index] == nil && TextShape.sectionDepth(blocks[index].text.bytes) == nil
      if let last = run.last,
        last + 1 != index || candidates[last] != candidates[index]
          || blocks[last].page != blocks[index].page || !isPlain
      {
        close()
      }
      if isPlain { run.append(index) }
    }
    close()
    return found
  }

  /// Whether something follows that a heading could be over.
  private func goesAhead(_ index: Int) -> Bool {
    var next = index + 1
    while next < blocks.count, next <= index + 4 {
      if blocks[next].kind != .text { return true }
      if !lookOf[next].isBold || lookOf[next].size != lookOf[index].size { return true }
      next += 1
    }
    return false
  }

  // MARK: Levels

  private mutating func assignDepths(_ candidates: [Int: Look], _ listed: [Int: Int]) {
    let order = candidates.keys.sorted()
    var firsts: [Look: Int] = [:]
    for index in order {
      if let look = candidates[index], firsts[look] == nil { firsts[look] = index }
    }
    // Larger before smaller, then what stands out more, then what comes first.
    func rank(_ look: Look) -> (Int32, Int, Int, Int) {
      (
        -look.size, look.isBold ? 0 : 1, look.isCapitals ? 0 : 1, look.isItalic ? 1 : 0
      )
    }
    let sorted = firsts.keys.sorted { a, b in
      let (ra, rb) = (rank(a), rank(b))
      return ra == rb ? (firsts[a] ?? 0) < (firsts[b] ?? 0) : ra < rb
    }
    var depthOf: [Look: Int] = [:]
    var depth = -1
    var last: Look?
    for look in sorted {
      if let last, isSameRank(last, look) {
        depthOf[look] = depth
      } else {
        depth += 1
        depthOf[look] = min(depth, 8)
      }
      last = look
    }
    refine(&depthOf, candidates, listed, sorted)
    for index in order {
      guard let look = candidates[index] else { continue }
      depths[index] = listed[index] ?? depthOf[look] ?? 0
    }
  }

  /// Looks that differ by a hair only, as by the rounding of sizes, are one.
  private func isSameRank(_ a: Look, _ b: Look) -> Bool {
    abs(a.size - b.size) <= 1 && a.isBold == b.isBold && a.isItalic == b.isItalic
      && a.isCapitals == b.isCapitals && a.family == b.family && a.color == b.color
  }

  /// Lets numbers such as "2.1.3" and the outline say what sizes only hint at.
  private func refine(
    _ depthOf: inout [Look: Int],
    _ candidates: [Int: Look],
    _ listed: [Int: Int],
    _ sorted: [Look]
  ) {
    var votes: [Look: [Int: Int]] = [:]
    for (index, look) in candidates {
      if let depth = listed[index] {
        votes[look, default: [:]][depth, default: 0] += 4
      } else if let depth = TextShape.sectionDepth(blocks[index].text.bytes) {
        votes[look, default: [:]][depth, default: 0] += 1
      }
    }
    var known: [Look: Int] = [:]
    for (look, counts) in votes {
      let total = counts.values.reduce(0, +)
      guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value * 4 >= total * 3, total >= 2
      else { continue }
      known[look] = best.key
    }
    guard !known.isEmpty else { return }
    // Below a title the outermost sections are a level deeper, unless an outline says otherwise.
    if let title, let look = candidates[title], listed.isEmpty, known[look] == nil,
      known.values.contains(0)
    {
      for other in known.keys { known[other, default: 0] += 1 }
      known[look] = 0
    }
    // The others keep their places between those that are known.
    var least = 0
    for look in sorted {
      if let depth = known[look] {
        depthOf[look] = depth
        least = depth
      } else {
        let next = sorted.drop { $0 != look }.dropFirst().compactMap { known[$0] }.first
        depthOf[look] = next.map { min(least, $0) } ?? least + 1
        if next == nil { least += 1 }
      }
    }
  }
}
