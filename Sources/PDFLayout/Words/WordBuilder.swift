import Documents

/// Puts the glyphs of a page together into words, in the order in which the page draws them.
///
/// A word ends where the page draws a space, where a gap is as wide as one, and where the look changes.
struct WordBuilder {
  let frame: Frame
  private let glyphs: [Glyph]
  private var store: [UInt8]
  private var styles: StyleTable
  private var ledger: CharacterLedger

  private(set) var words: [Word] = []
  private var open: [Int32] = []
  private var openRight: Float = 0
  private var openLeft: Float = 0
  private var openY: Float = 0
  private var openX: Float = 0
  private var isReversed = false

  private init(_ page: PageContent, _ frame: Frame, styles: StyleTable, ledger: CharacterLedger) {
    self.frame = frame
    glyphs = page.glyphs
    store = page.text
    self.styles = styles
    self.ledger = ledger
  }

  /// The words of a page for each direction it is written in, the main one first.
  static func read(
    _ page: PageContent,
    styles: inout StyleTable,
    ledger: inout CharacterLedger
  ) -> (parts: [(frame: Frame, words: [Word])], store: [UInt8]) {
    let (directions, order) = Self.directions(page.glyphs)
    var store = page.text
    var parts: [(frame: Frame, words: [Word])] = []
    for number in order {
      var frame = Frame(
        quadrant: directions.kinds[number].quadrant,
        pageWidth: page.width,
        pageHeight: page.height
      )
      frame.slant = directions.kinds[number].slant
      var builder = WordBuilder(page, frame, styles: styles, ledger: ledger)
      builder.store = store
      store = []
      builder.build { directions.ofGlyph.isEmpty || directions.ofGlyph[$0] == number }
      styles = builder.styles
      ledger = builder.ledger
      store = builder.store
      parts.append((frame, builder.words))
    }
    return (parts, store)
  }

  private struct Directions {
    var kinds: [(quadrant: UInt8, slant: Float)] = []
    /// For each glyph the number of its direction; empty where there is only one.
    var ofGlyph: [Int] = []
  }

  /// The directions that a page's lines run in, with their order by how much text runs so.
  private static func directions(_ glyphs: [Glyph]) -> (Directions, order: [Int]) {
    var directions = Directions()
    var counts: [Int] = []
    var current = -1
    directions.ofGlyph.reserveCapacity(glyphs.count)
    for glyph in glyphs {
      let slant = Frame.slant(of: glyph)
      if current < 0 || directions.kinds[current].quadrant != glyph.quadrant
        || slant != nil && directions.kinds[current].slant != slant
      {
        let wanted = slant ?? 0
        // A page of letters at all angles is a drawing; it gets no direction for each.
        let known = directions.kinds.firstIndex {
          $0.quadrant == glyph.quadrant && ($0.slant == wanted || directions.kinds.count >= 24)
        }
        if let known {
          current = known
        } else {
          current = directions.kinds.count
          directions.kinds.append((glyph.quadrant, wanted))
          counts.append(0)
        }
      }
      counts[current] += 1
      directions.ofGlyph.append(current)
    }
    let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    if counts.count == 1 { directions.ofGlyph = [] }
    return (directions, order)
  }

  private mutating func build(_ isOwn: (Int) -> Bool) {
    words.reserveCapacity(glyphs.count / 5)
    for index in glyphs.indices where isOwn(index) {
      take(Int32(index))
    }
    close()
  }

  private mutating func take(_ index: Int32) {
    let glyph = glyphs[Int(index)]
    if glyph.flags.contains(.unmapped) {
      ledger.found += 1
      ledger.drop(.unmapped, 1)
      close()
      return
    }
    var (x, y) = frame.point(glyph.x, glyph.y)
    let advance = frame.advance(glyph)
    if glyph.flags.contains(.space) {
      close()
      addSpace(x + min(advance, 0), x + max(advance, 0), y)
      return
    }
    let right = x + max(advance, 0)
    if advance < 0 { x += advance }
    guard let last = open.last else {
      begin(index, x, right, y)
      return
    }
    let previous = glyphs[Int(last)]
    let size = max(glyph.size, 1)
    let isSameLook =
      glyph.font == previous.font && abs(glyph.size - previous.size) < 0.3
      && glyph.color == previous.color && glyph.mark == previous.mark
      && glyph.flags.subtracting(.clipped) == previous.flags.subtracting(.clipped)
    guard isSameLook, abs(y - openY) < 0.1 * size else {
      close()
      begin(index, x, right, y)
      return
    }
    // Drawn again at the same place, for false bold or a shadow.
    if abs(x - openX) < 0.12 * size, isSameText(glyph, previous), advance > 0.2 * size {
      let count = characterCount(glyph)
      ledger.found += count
      ledger.drop(.overlay, count)
      return
    }
    let forward = x - openRight
    if forward > -0.4 * size, forward < 0.17 * size, !isReversed || open.count == 1 {
      openRight = max(openRight, right)
      openX = x
      isReversed = false
      open.append(index)
      return
    }
    let backward = openLeft - right
    if backward > -0.4 * size, backward < 0.17 * size, isRightToLeft(glyph) || isReversed,
      isReversed || open.count == 1
    {
      openLeft = min(openLeft, x)
      openX = x
      isReversed = true
      open.append(index)
      return
    }
    close()
    begin(index, x, right, y)
  }

  /// Notes a space with the word that was drawn before it, at the side that it lies on.
  private mutating func addSpace(_ left: Float, _ right: Float, _ y: Float) {
    guard let index = words.indices.last else { return }
    let word = words[index]
    // One on another line says nothing of this word.
    if abs(y - word.baseline) > 0.9 * word.size { return }
    // Some writers draw the spaces of text from right to left for themselves, somewhere else.
    if !word.traits.contains(.leftToRight), abs(y - word.baseline) < 0.1 * word.size {
      let isBehind = abs(left - word.box.right) < 0.3 * word.size
      let isBefore = abs(right - word.box.left) < 0.15 * word.size && left < word.box.left
      if isBefore, !isBehind {
        words[index].traits.insert(.spaceBefore)
        return
      }
      if right < word.box.left { return }
    }
    words[index].traits.insert(.spaceAfter)
  }

  private mutating func begin(_ index: Int32, _ x: Float, _ right: Float, _ y: Float) {
    open.append(index)
    openLeft = x
    openRight = right
    openX = x
    openY = y
    isReversed = false
  }

  private func isSameText(_ a: Glyph, _ b: Glyph) -> Bool {
    guard a.textCount == b.textCount else { return false }
    for offset in 0..<Int(a.textCount)
    where store[Int(a.text) + offset] != store[Int(b.text) + offset] { return false }
    return true
  }

  private func characterCount(_ glyph: Glyph) -> Int {
    var count = 0
    for offset in 0..<Int(glyph.textCount) where store[Int(glyph.text) + offset] & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }

  private func isRightToLeft(_ glyph: Glyph) -> Bool {
    var index = Int(glyph.text)
    let end = index + Int(glyph.textCount)
    while index < end {
      let script = Script(decodeScalar(store, &index))
      if script == .rightToLeft || script == .mark { return true }
    }
    return false
  }

  private mutating func close() {
    guard let first = open.first, let last = open.last else { return }
    defer { open.removeAll(keepingCapacity: true) }
    let glyph = glyphs[Int(first)]
    let style = styles.number(face: glyph.font, size: glyph.size, color: glyph.color)
    let face = styles.face(style)
    let size = max(glyph.size, 0.5)
    var box = Box(
      left: openLeft,
      top: openY - face.ascent * size,
      right: openRight,
      bottom: openY - face.descent * size
    )
    if glyph.flags.contains(.vertical) {
      // The origin of an upright letter in a column is above its middle.
      box.top = openY - 0.5 * size
      box.bottom = openY + 0.5 * size
    }
    var word = Word(
      box: box,
      baseline: openY,
      size: size,
      style: style,
      mark: glyph.mark,
      text: 0..<0,
      characters: 0,
      traits: []
    )
    if glyph.flags.contains(.invisible) { word.traits.insert(.invisible) }
    if glyph.flags.contains(.artifact) { word.traits.insert(.artifact) }
    if glyph.flags.contains(.pagination) { word.traits.insert(.pagination) }
    if glyph.flags.contains(.clipped) { word.traits.insert(.clipped) }
    let end = Int(glyphs[Int(last)].text) + Int(glyphs[Int(last)].textCount)
    setText(&word, Int(glyph.text)..<end)
    guard word.characters > 0 else { return }
    ledger.found += Int(word.characters)
    styles.count(Int(word.characters), in: style)
    styles.note(width: box.width, characters: word.characters, in: style)
    words.append(word)
  }

  /// Finds out the scripts of the open glyphs and puts their text into reading order.
  private mutating func setText(_ word: inout Word, _ range: Range<Int>) {
    var isContiguous = true
    var expected = UInt32(range.lowerBound)
    for index in open {
      let glyph = glyphs[Int(index)]
      if glyph.text != expected { isContiguous = false }
      expected = glyph.text + UInt32(glyph.textCount)
    }
    scan(&word)
    if word.traits.contains(.rightToLeft), open.count > 1 {
      word.text = reordered()
    } else if isContiguous {
      word.text = Int32(range.lowerBound)..<Int32(range.upperBound)
    } else {
      word.text = copied(open)
    }
  }

  private mutating func scan(_ word: inout Word) {
    var isFirst = true
    for number in open {
      let glyph = glyphs[Int(number)]
      var index = Int(glyph.text)
      let end = index + Int(glyph.textCount)
      while index < end {
        let scalar = decodeScalar(store, &index)
        if isWhitespace(scalar) { continue }
        if isControl(scalar) {
          ledger.found += 1
          ledger.drop(.control, 1)
          continue
        }
        word.characters += 1
        word.traits.remove(.unspacedEnd)
        switch Script(scalar) {
        case .rightToLeft: word.traits.insert(.rightToLeft)
        case .leftToRight: word.traits.insert(.leftToRight)
        case .unspaced:
          word.traits.insert(.unspacedEnd)
          if isFirst { word.traits.insert(.unspacedStart) }
        case .hangul:
          word.traits.insert([.hangul, .leftToRight])
        default: break
        }
        isFirst = false
      }
    }
  }

  private mutating func copied(_ order: [Int32]) -> Range<Int32> {
    let start = store.count
    for number in order {
      let glyph = glyphs[Int(number)]
      for offset in 0..<Int(glyph.textCount) { store.append(store[Int(glyph.text) + offset]) }
    }
    return Int32(start)..<Int32(store.count)
  }

  /// The glyphs from right to left, with numbers and foreign words inside them turned back.
  private mutating func reordered() -> Range<Int32> {
    var order: [Int32] = []
    var run: [Int32] = []
    // The order of drawing tells more than places do: where two letters make one shape, one of them may
    // lie on the other or even beyond it, and marks stand on the letter before them.
    for number in isReversed ? open : open.reversed() {
      if isLeftToRight(glyphs[Int(number)]) {
        run.append(number)
      } else {
        order += run.reversed()
        run.removeAll()
        order.append(number)
      }
    }
    order += run.reversed()
    return copied(order)
  }

  private func isLeftToRight(_ glyph: Glyph) -> Bool {
    var index = Int(glyph.text)
    guard glyph.textCount > 0 else { return false }
    let script = Script(decodeScalar(store, &index))
    return script == .digit || script == .leftToRight
  }
}
