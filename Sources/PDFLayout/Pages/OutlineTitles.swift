import Documents

/// The titles of a document's outline by the page that each leads to.
///
/// What comes again at the top of every page is a running header, but not where the outline says that the part with
/// this title begins, unless the title stands once more on the page.
struct OutlineTitles {
  private var keys: [Int: [[UInt8]]] = [:]
  /// The same ones, for comparing them with several lines.
  private(set) var numbered: [Int: [NumberedTitle]] = [:]

  /// Fewer letters say too little.
  static let leastLength = 4
  private static let mostOfPage = 200

  init(_ outline: [DocumentFacts.OutlineEntry] = []) {
    for entry in outline {
      guard let page = entry.page else { continue }
      for key in Self.keys(of: entry.title) { keys[page, default: []].append(key) }
      let title = NumberedTitle(entry.title)
      if title.key.count >= Self.leastLength, numbered[page, default: []].count < Self.mostOfPage {
        numbered[page, default: []].append(title)
      }
    }
  }

  /// A title as it is compared: whole, and without the number that may stand apart from it on the page.
  static func keys(of title: String) -> [[UInt8]] {
    let key = TextShape.key(Array(title.utf8))
    let bare = bare(key)
    if key.isEmpty { return [] }
    return bare.count >= leastLength && bare.count < key.count ? [key, bare] : [key]
  }

  static func bare(_ key: [UInt8]) -> [UInt8] { Array(key.drop { (0x30...0x39).contains($0) }) }

  /// Whether a part of the document begins on a page with this row and no other.
  func begins(with row: [Int32], on page: PageWords) -> Bool {
    guard let titles = keys[page.content.number], let part = page.parts.first else { return false }
    if isNumber(row, overTitleOn: page, part) { return true }
    let key = Self.key(row, part, page.store)
    guard key.count >= Self.leastLength, titles.contains(key) else { return false }
    let rest = part.words.indices.map(Int32.init).filter { !row.contains($0) }
    return !Row.group(rest, of: part.words).contains { other in
      let other = Self.bare(Self.key(other.words, part, page.store))
      // A heading of the text may go on in a second line.
      return other.count >= key.count / 2 && !other.isEmpty
        && (key.starts(with: other) || Self.bare(key).starts(with: other))
    }
  }

  /// Whether a row is the number of a title that goes on in the row below it.
  private func isNumber(_ row: [Int32], overTitleOn page: PageWords, _ part: PageWords.Part) -> Bool
  {
    let titles = (numbered[page.content.number] ?? []).filter { $0.numberLength > 0 }
    guard !titles.isEmpty, let first = row.first else { return false }
    let text = Self.text(row, part, page.store)
    let number = NumberedTitle.labelEnd(text).map { Array(text[$0...]) } ?? text
    let begun = titles.compactMap { title in
      title.advance(number, from: 0).flatMap { step in
        step.position >= title.numberLength && step.position < title.key.count
          ? (title: title, position: step.position) : nil
      }
    }
    guard !begun.isEmpty else { return false }
    let (baseline, size) = (part.words[Int(first)].baseline, part.words[Int(first)].size)
    let near = part.words.indices.filter {
      let distance = part.words[$0].baseline - baseline
      return distance > 0.5 * size && distance < 3 * size
    }
    guard let below = Row.group(near.map(Int32.init), of: part.words).first else { return false }
    let next = Self.text(below.words, part, page.store)
    return begun.contains { begun in
      begun.title.advance(next, from: begun.position).map { $0.position > begun.position } ?? false
    }
  }

  private static func text(_ row: [Int32], _ part: PageWords.Part, _ store: [UInt8]) -> [UInt8] {
    Array(row.map { part.words[Int($0)].text.map { store[Int($0)] } }.joined(separator: [0x20]))
  }

  private static func key(_ row: [Int32], _ part: PageWords.Part, _ store: [UInt8]) -> [UInt8] {
    TextShape.key(row.flatMap { part.words[Int($0)].text.map { store[Int($0)] } })
  }
}
