/// Which points have a word, by the rules of the server's usual tokenizer.
package struct FullTextIndex {
  private var numbers: [[UInt8]: Int] = [:]
  /// The words in the order in which they were first met.
  private var words: [[UInt8]] = []
  private var points: [[UInt32]] = []
  /// How many different words each point has.
  private var counts: [Int] = []

  /// Takes the texts of the next point.
  mutating func add(_ texts: [String]) {
    let point = UInt32(counts.count)
    var count = 0
    for text in texts {
      for word in WordSplitter.words(of: text) {
        let number: Int
        if let known = numbers[word] {
          number = known
        } else {
          number = words.count
          numbers[word] = number
          words.append(word)
          points.append([])
        }
        guard points[number].last != point else { continue }
        points[number].append(point)
        count += 1
      }
    }
    counts.append(count)
  }

  func write(_ folder: String, to files: inout FieldFiles) {
    func add(_ name: String, _ bytes: [UInt8]) {
      files.files.append(.init(name: "\(folder)/\(name)", bytes: bytes))
    }
    let entries = words.enumerated().map { (key: FieldKey.text($1), numbers: [UInt32($0)]) }
    add("vocab.dat", PersistedMap(.text, entries).bytes)
    var lengths: [UInt8] = []
    var mask = BitMask(count: counts.count)
    for (point, count) in counts.enumerated() {
      lengths.append(word: count)
      mask[point] = count == 0
    }
    add("point_to_tokens_count.dat", lengths)
    add("deleted_points.dat", mask.bytes)
    add("postings.dat", Self.postings(points))
  }

  package static func postings(_ lists: [[UInt32]]) -> [UInt8] {
    var head: [UInt8] = []
    head.append(word: lists.count)
    head.append(zeros: 32)
    var content: [UInt8] = []
    let start = head.count + 24 * lists.count
    for list in lists {
      let chunks = list.count / LanePacking.count
      head.append(word: start + content.count)
      content.append(half: list.last ?? 0)
      var packed: [UInt8] = []
      for chunk in 0..<chunks {
        let ids = list[chunk * LanePacking.count..<(chunk + 1) * LanePacking.count]
        content.append(half: ids.first ?? 0)
        content.append(half: packed.count)
        let differences = [0] + zip(ids.dropFirst(), ids).map { $0 - $1 }
        LanePacking.append(differences, width: LanePacking.width(differences), to: &packed)
      }
      content += packed
      let rest = list[(chunks * LanePacking.count)...]
      for point in rest { content.append(half: point) }
      head.append(half: chunks)
      head.append(half: packed.count)
      // Packed points fill whole words, so nothing is needed to align what follows.
      head.append(0)
      head.append(UInt8(rest.count))
      head.append(quarter: 0)
      head.append(half: 0)
    }
    return head + content
  }
}
