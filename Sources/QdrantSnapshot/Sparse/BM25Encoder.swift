import Stemming

/// Makes sparse vectors of texts as Qdrant's own model `qdrant/bm25` does, so that queries of the server find
/// what was written here.
///
/// How rare a word is, the server adds when it searches.
package struct BM25Encoder: ~Copyable {
  private let options: SparseOptions
  private let stemmer: Stemmer?
  /// What became of words that were met before.
  private var known: [[UInt8]: UInt32?] = [:]

  /// Words that are remembered, so that a text of nothing but new ones does not fill the memory.
  private static let mostKnown = 1 << 18

  package init(_ options: SparseOptions) {
    self.options = options
    stemmer = options.language == .english ? Stemmer(language: "english") : nil
  }

  /// The vector of a text; of no numbers where it has no words.
  package mutating func encode(_ text: String) -> SparseVector {
    var counts: [UInt32: Int] = [:]
    var length = 0
    for word in WordSplitter.words(of: text) {
      guard let number = number(of: word) else { continue }
      counts[number, default: 0] += 1
      length += 1
    }
    let indices = counts.keys.sorted()
    let ratio = 1 - options.b + options.b * Double(length) / options.averageLength
    let values = indices.map { index in
      let count = Double(counts[index] ?? 0)
      return Float(count * (options.k + 1) / count.addingProduct(options.k, ratio))
    }
    return SparseVector(indices: indices, values: values)
  }

  /// The number that stands for a word; nil for a word that says nothing.
  private mutating func number(of word: [UInt8]) -> UInt32? {
    if let number = known[word] { return number }
    var number: UInt32?
    if options.language != .english || !StopWords.english.contains(word) {
      let hash = MurmurHash.hash(stemmer?.stem(word) ?? word)
      number = Int32(bitPattern: hash).magnitude
    }
    if known.count < Self.mostKnown { known.updateValue(number, forKey: word) }
    return number
  }
}
