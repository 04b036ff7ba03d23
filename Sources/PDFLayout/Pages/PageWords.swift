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
    ledger: inout CharacterLedger
  ) {
    let (parts, store) = WordBuilder.read(content, styles: &styles, ledger: &ledger)
    self.content = content
    self.content.glyphs = []
    self.content.text = []
    self.store = store
    self.parts = parts.map { Part(frame: $0.frame, words: $0.words) }
    for index in self.parts.indices { self.parts[index].mirrorIfNeeded() }
    for part in self.parts {
      for word in part.words { vocabulary.note(store, word.text) }
    }
  }
}

extension PageWords.Part {
  /// Turns pages whose text mostly reads from right to left, so that all that follows reads one way.
  fileprivate mutating func mirrorIfNeeded() {
    var (right, left) = (0, 0)
    for word in words {
      if word.traits.contains(.rightToLeft) { right += Int(word.characters) }
      if word.traits.contains(.leftToRight) { left += Int(word.characters) }
    }
    guard right > left else { return }
    for index in words.indices { words[index].box = frame.mirrored(words[index].box) }
    frame.isMirrored = true
  }
}
