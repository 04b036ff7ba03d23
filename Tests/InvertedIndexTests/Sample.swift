import InvertedIndex
import SQLite

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

enum Sample {
  /// Returns two columns of words, some very frequent and some in this row only.
  static func row(_ number: Int) -> [String] {
    var random = SplitMix(state: UInt64(number))
    func word() -> String {
      let rank = Int(random.next() % 1000) * Int(random.next() % 1000) / 1000
      switch random.next() % 40 {
      case 0: return "Größe\(number)"
      case 1: return "検索エンジン\(rank)"
      case 2: return "👍\0 \(rank)\u{301}"
      default: return ["running", "the", "files'", "Näive"][rank % 4] + "w\(rank * rank / 900)"
      }
    }
    // Now and then a row so long that its positions do not fit on a leaf.
    let count = number % 97 == 5 ? 3000 : Int(random.next() % 60)
    let title = number % 3 == 0 ? "" : "Part \(number % 7) › \(word())"
    let text = (0..<count).map { _ in random.next() % 6 == 0 ? "the" : word() }
    return [title, text.joined(separator: number % 2 == 0 ? " " : ", ")]
  }

  static func postings(
    _ rows: ArraySlice<[String]>,
    _ collector: PostingCollector,
    _ tokenizer: FullTextTokenizer
  ) throws -> Postings {
    for row in rows {
      collector.beginRow()
      for (index, column) in row.enumerated() {
        collector.beginColumn(index)
        try tokenizer.tokenize(column) { token, colocated in
          collector.add(token, colocated: colocated)
        }
      }
    }
    return collector.finish()
  }
}
