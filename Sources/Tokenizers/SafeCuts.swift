/// Where a text may be cut so that its parts have the tokens of the whole, one behind the other.
///
/// Most tokenizers work word by word; which places are borders of words for certain is told by their steps. Where
/// they do not tell, a text is never cut.
struct SafeCuts: Sendable {
  private enum Rule { case nowhere, behindSpaces, beforeWords }

  private let rule: Rule
  /// Whether signs and Chinese characters stand alone, as with BERT's own steps.
  private let cutsAtSigns: Bool
  /// Whether a word this long is unknown whatever it is.
  private let shortensWords: Bool
  /// The bytes behind which a sign ends that stands alone and belongs to no added token.
  private let signs: [Bool]

  /// A word of BERT's with more letters than this is an unknown one.
  private static let longestRun = 4096

  init(
    _ normalizers: [NormalizerStep],
    _ preTokenizers: [PreTokenizerStep],
    _ model: Model,
    _ addedTokens: [AddedToken],
    isBert: Bool
  ) {
    let rule = Self.rule(normalizers, preTokenizers, model)
    let isSafe = addedTokens.allSatisfy { token in
      token.content.count < Self.longestRun / 4
        && !token.content.contains { $0 <= 0x20 || $0 > 0x7E }
        && (rule != .beforeWords || !token.stripsRight)
    }
    self.rule = isSafe ? rule : .nowhere
    var separatesChinese = false
    if case .bert(let normalizer)? = normalizers.first {
      separatesChinese = normalizer.separatesChinese
    }
    cutsAtSigns = isSafe && isBert && separatesChinese
    var signs = [Bool](repeating: false, count: 256)
    for sign in "!),.:;?".utf8 {
      signs[Int(sign)] = !addedTokens.contains { $0.content.contains(sign) }
    }
    self.signs = signs
    var shortensWords = false
    if case .wordPiece(let words) = model {
      shortensWords =
        isSafe && isBert && words.mostCharacters < Self.longestRun / 2
        && !addedTokens.contains { $0.content.first.map(Self.isPlain) ?? false }
    }
    self.shortensWords = shortensWords
  }

  private static func rule(
    _ normalizers: [NormalizerStep],
    _ preTokenizers: [PreTokenizerStep],
    _ model: Model
  ) -> Rule {
    switch model {
    case .wordPiece, .wordLevel:
      let areLocal = normalizers.allSatisfy {
        switch $0 {
        case .bert, .form, .lowercase, .strip, .stripAccents, .nmt: true
        default: false
        }
      }
      switch preTokenizers.first {
      case .bert?, .whitespace?, .words?: return areLocal ? .behindSpaces : .nowhere
      default: return .nowhere
      }
    case .unigram, .bytePairs:
      let areLocal = normalizers.allSatisfy {
        switch $0 {
        case .form, .lowercase, .stripAccents, .nmt, .characterMap: true
        default: false
        }
      }
      guard areLocal else { return .nowhere }
      switch (preTokenizers.first, preTokenizers.count) {
      case (.whitespace?, 2):
        if case .metaspace = preTokenizers[1] { return .beforeWords }
        return .nowhere
      case (.metaspace(let metaspace)?, 1): return metaspace.splits ? .beforeWords : .nowhere
      case (.byteLevel(let split)?, 1): return split.usesExpression ? .beforeWords : .nowhere
      default: return .nowhere
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

  private static func isPlain(_ byte: UInt8) -> Bool { isLetter(byte) || 0x30...0x39 ~= byte }

  /// The last place behind `start` where a text may be cut; nil for none.
  func last(in text: borrowing Span<UInt8>, from start: Int) -> Int? {
    guard rule != .nowhere else { return nil }
    // A letter may follow the space.
    var place = text.count - 2
    while place > start {
      if rule == .behindSpaces {
        if text[place - 1] == 0x20 { return place }
      } else if text[place] == 0x20, Self.isLetter(text[place - 1]), Self.isLetter(text[place + 1])
      {
        return place
      }
      place -= 1
    }
    guard cutsAtSigns else { return nil }
    place = text.count - 1
    while place > start {
      if signs[Int(text[place - 1])] || isChinese(text, endingAt: place, from: start) {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Whether a common Chinese character, U+4E00 to U+8FFF, ends there.
  private func isChinese(_ text: borrowing Span<UInt8>, endingAt end: Int, from start: Int) -> Bool
  {
    guard end - start >= 3, text[end - 1] & 0xC0 == 0x80, text[end - 2] & 0xC0 == 0x80 else {
      return false
    }
    return text[end - 3] > 0xE4 && text[end - 3] < 0xE9
  }

  /// Where in the last word so much stands that some of its middle may be left out; nil for no such word.
  func superfluous(in text: borrowing Span<UInt8>) -> Range<Int>? {
    guard shortensWords else { return nil }
    var start = text.count
    while start > 0, Self.isPlain(text[start - 1]) { start -= 1 }
    guard text.count - start > 2 * Self.longestRun else { return nil }
    return start + Self.longestRun..<text.count - Self.longestRun
  }
}
