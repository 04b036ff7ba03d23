import SearchIndex

/// Numbers that look random and are the same each time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// Documents to fill indexes with.
enum Library {
  static let words = [
    "the", "printer", "paper", "jam", "running", "runs", "Größe", "naïve", "toner", "cartridge",
    "検索エンジン", "全文検索", "👍", "C++", "e-mail", "42", "1,000", "user's", "\u{0}", "it",
  ]

  /// Returns a document; the version changes its text and how many chunks it has.
  static func document(_ number: Int, version: Int = 0) -> IndexedDocument {
    var random = SplitMix(state: UInt64(number * 1000 + version))
    func text(_ most: UInt64) -> String {
      let count = Int(random.next() % most)
      return (0..<count).map { _ in
        random.next() % 9 == 0
          ? "word\(random.next() % 500)" : words[Int(random.next() % UInt64(words.count))]
      }.joined(separator: " ")
    }
    let chunks = (0..<Int(random.next() % 5)).map { ordinal in
      IndexedChunk(
        id: identity(number, version, ordinal),
        ordinal: ordinal,
        kind: "text",
        titlePath: ordinal % 2 == 0 ? [] : ["Manual", text(4)],
        text: number % 50 == 3 ? text(3000) : text(60),
        start: ordinal * 100,
        end: ordinal % 3 == 0 ? nil : ordinal * 100 + 99,
        firstPage: ordinal + 1,
        lastPage: ordinal % 3 == 0 ? nil : ordinal + 2
      )
    }
    let name = key(number)
    return IndexedDocument(
      key: name,
      id: identity(number, 0, 99),
      source: "files",
      path: name,
      alsoAt: number % 7 == 0 ? ["copies/\(number).txt", "a copy/\(number)"] : [],
      format: "text",
      bytes: Int64(number * 10),
      sha256: Array(repeating: UInt8(version), count: 32),
      title: number % 3 == 0 ? nil : "Title \(number)",
      chunks: chunks
    )
  }

  static func key(_ number: Int) -> String {
    "files/\(String(100_000 + number).dropFirst()).txt"
  }

  static func identity(_ numbers: Int...) -> [UInt8] {
    var random = SplitMix(state: numbers.reduce(7) { $0 &* 1_000_003 &+ UInt64($1) })
    return (0..<16).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  /// A document with one chunk for each text.
  static func document(_ key: String, _ texts: String..., titlePath: [String] = [])
    -> IndexedDocument
  {
    IndexedDocument(
      key: key,
      id: identity(key.utf8.reduce(0) { $0 &* 31 &+ Int($1) }),
      source: "files",
      path: key,
      format: "text",
      bytes: 1,
      sha256: [1, 2, 3],
      chunks: texts.enumerated().map { ordinal, text in
        IndexedChunk(
          id: identity(key.utf8.reduce(1) { $0 &* 31 &+ Int($1) }, ordinal),
          ordinal: ordinal,
          kind: "text",
          titlePath: titlePath,
          text: text
        )
      }
    )
  }
}

/// Writes an index from the start.
@discardableResult
func write(
  _ documents: [IndexedDocument],
  to path: String,
  _ options: IndexOptions = IndexOptions()
) throws -> IndexCounts {
  let writer = try IndexWriter(path: path, options: options)
  for document in documents { try writer.add(document) }
  return try writer.finish()
}
