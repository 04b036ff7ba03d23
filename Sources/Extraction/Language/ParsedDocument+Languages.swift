import Documents

extension ParsedDocument {
  /// How much of a text is looked at, in bytes.
  private static let sampleSize = 6_000

  /// Gives the elements the language of the document, where it is declared or clear from the text.
  ///
  /// A declared language counts unless the text is in letters that it is not written in, or has clearly
  /// the words of another, as when a template's language was never changed. An element that declares a
  /// language of its own keeps it. What came with the document as a file has had its turn.
  mutating func findLanguage() {
    guard elements.contains(where: { !$0.text.isEmpty && $0.attachment == nil }) else { return }
    let found = LanguageDetection(sample().span)
    let declared = facts.language.flatMap(LanguageCode.threeLetters)
    var language = found.language
    if let declared, !Self.isMistaken(declared, found) { language = declared }
    // One list for all, not one for each.
    let shared = language.map { [$0] } ?? []
    // What elements declare is mostly the document's language again.
    var verdicts: [String: Bool] = [:]
    for index in elements.indices where elements[index].attachment == nil {
      if let own = elements[index].languages.first {
        let isMistaken = verdicts[own] ?? (own != language && Self.isMistaken(own, found))
        verdicts[own] = isMistaken
        guard isMistaken, own == declared || isForeign(elements[index].text, to: own) else {
          continue
        }
        elements[index].languages = []
      }
      guard language != nil, !elements[index].text.isEmpty else { continue }
      elements[index].languages = shared
    }
  }

  private static func isMistaken(_ declared: String, _ found: LanguageDetection) -> Bool {
    guard let script = found.script else { return false }
    return !LetterScript.scripts(of: declared).contains(script) || found.outweighs(declared)
  }

  /// Whether a text is in letters that a language is not written in.
  private func isForeign(_ text: String, to language: String) -> Bool {
    guard let script = LanguageDetection(text.utf8.span).script else { return false }
    return !LetterScript.scripts(of: language).contains(script)
  }

  /// Pieces from all over the document, running text before names and numbers.
  private func sample() -> [UInt8] {
    var all = 0
    for element in elements { all += Self.weight(element) }
    var sample: [UInt8] = []
    sample.reserveCapacity(min(all, Self.sampleSize) + 1_000)
    var passed = 0
    for element in elements {
      let size = Self.weight(element)
      guard size > 0 else { continue }
      // Up to here the sample should have its share of what was passed.
      let share = all <= Self.sampleSize ? passed + size : (passed + size) * Self.sampleSize / all
      passed += size
      guard sample.count < share else { continue }
      append(element.text, atMost: max(share - sample.count, 400), to: &sample)
    }
    return sample
  }

  private static func weight(_ element: Element) -> Int {
    guard element.attachment == nil else { return 0 }
    switch element.kind {
    case .codeSnippet, .formula, .documentData, .pageNumber, .emailAddress, .pageBreak: return 0
    default: return element.text.utf8.count
    }
  }

  /// Adds the beginning of a text, up to the end of a word.
  private func append(_ text: String, atMost limit: Int, to sample: inout [UInt8]) {
    let bytes = text.utf8.span
    var end = min(bytes.count, limit)
    if end < bytes.count {
      var word = end
      while word > end - 40, word > 0, bytes[word] > 0x20 { word -= 1 }
      if word > 0, bytes[word] <= 0x20 {
        end = word
      } else {
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
    }
    for index in 0..<end { sample.append(bytes[index]) }
    sample.append(0x0A)
  }
}
