import Documents

/// A page's words, each reading direction for itself, the main one first.
struct PageWords {
  struct Part {
    var frame: Frame
    var words: [Word]
  }

  var content: PageContent
  var parts: [Part]
  /// The texts of the words.
  var store: [UInt8]

  init(
    _ content: PageContent,
    styles: inout StyleTable,
    vocabulary: inout Vocabulary,
    ledger: inout CharacterLedger,
    lineNumbers: inout LineNumbers,
    isTagged: Bool = false
  ) {
    var content = content
    content.writeButtons()
    content.turnStackedLetters()
    var (parts, store) = WordBuilder.read(content, styles: &styles, ledger: &ledger)
    self.content = content
    self.content.glyphs = []
    self.content.text = []
    self.store = []
    self.parts = parts.map { Part(frame: $0.frame, words: $0.words) }
    for index in self.parts.indices { self.parts[index].dropOverlays(store, &ledger) }
    for index in self.parts.indices { self.parts[index].mirrorIfNeeded() }
    parts = []
    for index in self.parts.indices {
      self.parts[index].turnBrackets(&store)
      self.parts[index].joinSpacedLetters(&store)
      self.parts[index].lowerInitials(store)
    }
    // The tree of a tagged file tells of its lists itself, and of what is no content.
    if !isTagged, !self.parts.isEmpty {
      self.parts[0].addDrawnBullets(content.rules, &store, &ledger)
      lineNumbers.drop(from: &self.parts[0], store, &ledger)
    }
    self.store = store
    for part in self.parts { vocabulary.note(part.words, store) }
  }
}

extension PageWords.Part {
  /// Lets words go that are drawn over themselves.
  fileprivate mutating func dropOverlays(_ store: [UInt8], _ ledger: inout CharacterLedger) {
    var dropped: Set<Int32> = []
    for row in Row.group(words.indices.map(Int32.init), of: words) {
      for place in row.words.indices.dropFirst() {
        let word = words[Int(row.words[place])]
        var before = place - 1
        while before >= 0 {
          let other = words[Int(row.words[before])]
          guard word.box.left - other.box.left < 0.25 * word.size else { break }
          if abs(other.box.right - word.box.right) < 0.25 * word.size,
            abs(other.baseline - word.baseline) < 0.25 * word.size,
            store[Int(other.text.lowerBound)..<Int(other.text.upperBound)].elementsEqual(
              store[Int(word.text.lowerBound)..<Int(word.text.upperBound)]
            )
          {
            dropped.insert(row.words[place])
            break
          }
          before -= 1
        }
      }
    }
    guard !dropped.isEmpty else { return }
    var kept: [Word] = []
    for (index, word) in words.enumerated() {
      if dropped.contains(Int32(index)) {
        ledger.drop(.overlay, Int(word.characters))
      } else {
        kept.append(word)
      }
    }
    words = kept
  }

  /// Turns pages whose text mostly reads from right to left, so that all that follows reads one way.
  fileprivate mutating func mirrorIfNeeded() {
    var (right, left) = (0, 0)
    for word in words {
      if word.traits.contains(.rightToLeft) { right += Int(word.characters) }
      if word.traits.contains(.leftToRight) { left += Int(word.characters) }
    }
    guard right > left else { return }
    for index in words.indices {
      words[index].box = frame.mirrored(words[index].box)
      let (before, after) = (
        words[index].traits.contains(.spaceBefore), words[index].traits.contains(.spaceAfter)
      )
      words[index].traits.subtract([.spaceBefore, .spaceAfter])
      if before { words[index].traits.insert(.spaceAfter) }
      if after { words[index].traits.insert(.spaceBefore) }
    }
    frame.isMirrored = true
  }
}
