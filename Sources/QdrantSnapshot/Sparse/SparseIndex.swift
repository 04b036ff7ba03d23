import Digests
import JSON

/// Which points have a number of the sparse vector, and how much of it.
struct SparseIndex {
  private struct Posting {
    var point: UInt32
    var weight: Float
  }

  private var numbers: [UInt32: Int] = [:]
  /// The dimensions in the order in which they were first met.
  private var order: [UInt32] = []
  private var lists: [[Posting]] = []
  private var vectorCount = 0

  /// Takes the vectors of points in ascending order.
  mutating func add(_ vector: SparseVector, point: Int) {
    guard !vector.indices.isEmpty else { return }
    vectorCount += 1
    for (index, weight) in zip(vector.indices, vector.values) {
      let place: Int
      if let known = numbers[index] {
        place = known
      } else {
        place = lists.count
        numbers[index] = place
        order.append(index)
        lists.append([])
      }
      lists[place].append(Posting(point: UInt32(point), weight: weight))
    }
  }

  func write(_ folder: String, to archive: inout TarWriter) throws(SnapshotError) {
    let (headers, sizes) = layout()
    let total = sizes.reduce(headers.count, +)
    try archive.add("\(folder)/version.info", "0.2.0")
    try archive.add(
      "\(folder)/sparse_index_config.json",
      SparseConfiguration.sealedIndex.compact
    )
    let facts: JSON = [
      "posting_count": JSON(lists.count), "vector_count": JSON(vectorCount),
      "total_sparse_size": JSON(total - headers.count),
    ]
    try archive.add("\(folder)/inverted_index_config.json", facts.compact)
    var text = JSONText()
    text.object { json in
      json.name("map")
      json.object { json in
        for (number, index) in order.enumerated() { json.member(String(index), number) }
      }
    }
    try archive.add("\(folder)/indices_tracker.json", text.bytes)
    try archive.begin("\(folder)/inverted_index.dat", size: total)
    try archive.append(headers)
    for list in lists {
      let packed = Self.packed(list)
      try archive.append(packed.ids + packed.rest)
    }
  }

  private func layout() -> (headers: [UInt8], sizes: [Int]) {
    var headers: [UInt8] = []
    var sizes: [Int] = []
    var start = 24 * lists.count
    for list in lists {
      let packed = Self.packed(list)
      let size = packed.ids.count + packed.rest.count
      headers.append(word: start)
      headers.append(half: (list.last?.point ?? 0) + 1)
      headers.append(half: packed.ids.count)
      headers.append(half: list.count / LanePacking.count)
      headers.append(half: 0)
      sizes.append(size)
      start += size
    }
    return (headers, sizes)
  }

  /// The packed points of whole chunks, and what follows them.
  private static func packed(_ list: [Posting]) -> (ids: [UInt8], rest: [UInt8]) {
    var ids: [UInt8] = []
    var rest: [UInt8] = []
    let chunks = list.count / LanePacking.count
    for chunk in 0..<chunks {
      let postings = list[chunk * LanePacking.count..<(chunk + 1) * LanePacking.count]
      var differences: [UInt32] = []
      var previous: UInt32?
      for posting in postings {
        differences.append(previous.map { posting.point - $0 - 1 } ?? 0)
        previous = posting.point
      }
      rest.append(half: postings.first?.point ?? 0)
      rest.append(half: ids.count)
      rest.append(bits: postings.map(\.weight))
      let width = LanePacking.width(differences)
      LanePacking.append(differences, width: width, to: &ids)
    }
    for posting in list[(chunks * LanePacking.count)...] {
      rest.append(half: posting.point)
      rest.append(real: posting.weight)
    }
    return (ids, rest)
  }
}
