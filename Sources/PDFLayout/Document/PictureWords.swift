import Documents

extension ParsedDocument {
  /// Gives pictures the words that a tagged file has for them, page by page in their order; what is left
  /// over on a page becomes a picture without a place.
  mutating func describePictures(_ alternatives: [(page: Int, words: String)]) {
    guard !alternatives.isEmpty else { return }
    var silent: [Int: [Int]] = [:]
    var last: [Int: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let page = element.pageNumber else { continue }
      last[page] = index
      if element.kind == .image, element.text.isEmpty { silent[page, default: []].append(index) }
    }
    var added: [(after: Int, element: Element)] = []
    for (page, words) in alternatives {
      ledger.added += CharacterLedger.count(words)
      if let index = silent[page]?.first {
        silent[page]?.removeFirst()
        elements[index].text = words
        continue
      }
      var element = Element(.image, words)
      element.pageNumber = page
      element.strategy = "structure"
      let before = last.filter { $0.key <= page }.max { $0.key < $1.key }?.value ?? -1
      added.append((before, element))
    }
    guard !added.isEmpty else { return }
    var result: [Element] = added.filter { $0.after < 0 }.map(\.element)
    result.reserveCapacity(elements.count + added.count)
    var next = Dictionary(grouping: added, by: \.after)
    for (index, element) in elements.enumerated() {
      result.append(element)
      if let here = next.removeValue(forKey: index) { result += here.map(\.element) }
    }
    elements = result
  }
}
