import JSON

/// The lists of a sparse vector: which points have a number, and how much of it.
package struct SparseIndexReader: Sendable {
  /// How many points have any numbers.
  package let vectorCount: Int
  package let listCount: Int
  /// The list of each dimension.
  private let places: [UInt32: Int]
  let file: SnapshotFile
  private let pointCount: Int

  private static let headSize = 24

  init(_ folder: SnapshotFolder, pointCount: Int, of owner: String) throws(SnapshotError) {
    let facts = try folder.needed("inverted_index_config.json", of: owner)
    let json = try facts.json()
    guard let lists = json["posting_count"]?.integer, let vectors = json["vector_count"]?.integer,
      lists >= 0, (0...pointCount).contains(vectors)
    else { throw facts.damaged("it does not say how many lists and vectors there are") }
    file = try folder.needed("inverted_index.dat", of: owner)
    guard lists <= file.size / Self.headSize else {
      throw file.damaged("\(file.size) bytes cannot be \(lists) lists")
    }
    let tracker = try folder.needed("indices_tracker.json", of: owner)
    guard let map = try tracker.json()["map"]?.members, map.count == lists else {
      throw tracker.damaged("it does not name \(lists) dimensions")
    }
    var places: [UInt32: Int] = [:]
    var taken = Set<Int>()
    for member in map {
      guard let dimension = UInt32(member.name), let place = member.value.integer,
        (0..<lists).contains(place), taken.insert(place).inserted
      else { throw tracker.damaged("'\(member.name)' has no list of its own") }
      places[dimension] = place
    }
    self.places = places
    self.pointCount = pointCount
    (vectorCount, listCount) = (vectors, lists)
  }

  package var dimensions: [UInt32] { places.keys.sorted() }

  /// How many points have a dimension, as far as heads of lists tell.
  package func count(of dimension: UInt32) throws(SnapshotError) -> Int {
    guard let place = places[dimension] else { return 0 }
    let head = try head(place)
    return head.chunks * LanePacking.count + head.rest
  }

  /// The points of a dimension with their weights, ascending.
  package func list(
    of dimension: UInt32
  ) throws(SnapshotError) -> [(point: UInt32, weight: Float)] {
    guard let place = places[dimension] else { return [] }
    let head = try head(place)
    let bytes = try file.bytes(head.start..<head.end)
    let ids = Array(bytes[..<head.idBytes])
    func half(_ start: Int) -> UInt32 { UInt32(littleEndian(bytes[start..<start + 4])) }
    func weight(_ start: Int) -> Float { Float(bitPattern: half(start)) }
    var found: [(point: UInt32, weight: Float)] = []
    let chunkSize = 8 + 4 * LanePacking.count
    for chunk in 0..<head.chunks {
      let start = head.idBytes + chunk * chunkSize
      let from = Int(half(start + 4))
      let to = chunk + 1 < head.chunks ? Int(half(start + chunkSize + 4)) : head.idBytes
      guard from <= to, to <= head.idBytes,
        let differences = LanePacking.numbers(Array(ids[from..<to]))
      else { throw file.damaged("list \(place) has a chunk \(chunk) that is none") }
      var point = UInt64(half(start))
      for (index, difference) in differences.enumerated() {
        if index > 0 { point += UInt64(difference) + 1 }
        guard point < UInt64(pointCount) else {
          throw file.damaged("list \(place) names point \(point) of \(pointCount)")
        }
        found.append((UInt32(point), weight(start + 8 + 4 * index)))
      }
    }
    for index in 0..<head.rest {
      let start = head.idBytes + head.chunks * chunkSize + 8 * index
      guard half(start) < pointCount else {
        throw file.damaged("list \(place) names point \(half(start)) of \(pointCount)")
      }
      found.append((half(start), weight(start + 4)))
    }
    for (one, next) in zip(found, found.dropFirst()) where one.point >= next.point {
      throw file.damaged("list \(place) has point \(next.point) behind \(one.point)")
    }
    guard found.last.map({ $0.point + 1 }) ?? 0 == head.lastPoint else {
      throw file.damaged("list \(place) does not end with point \(head.lastPoint) as it says")
    }
    return found
  }

  private struct Head {
    var start, end, idBytes, chunks, rest: Int
    /// One more than the last point.
    var lastPoint: UInt32
  }

  private func head(_ place: Int) throws(SnapshotError) -> Head {
    let bytes = try file.bytes(place * Self.headSize..<(place + 1) * Self.headSize)
    let start = try file.count(at: place * Self.headSize)
    let end =
      place + 1 < listCount ? try file.count(at: (place + 1) * Self.headSize) : file.size
    let idBytes = Int(littleEndian(bytes[12..<16]))
    let chunks = Int(littleEndian(bytes[16..<20]))
    let rest = end - start - idBytes - chunks * (8 + 4 * LanePacking.count)
    guard start >= listCount * Self.headSize, start <= end, end <= file.size, rest >= 0,
      rest % 8 == 0, rest / 8 < LanePacking.count
    else { throw file.damaged("list \(place) has no place in it") }
    return Head(
      start: start,
      end: end,
      idBytes: idBytes,
      chunks: chunks,
      rest: rest / 8,
      lastPoint: UInt32(littleEndian(bytes[8..<12]))
    )
  }
}

extension LanePacking {
  /// Reads 128 numbers of whatever width fills the bytes; nil where no width does.
  static func numbers(_ bytes: [UInt8]) -> [UInt32]? {
    guard bytes.count % 16 == 0, bytes.count <= 16 * 32 else { return nil }
    let width = bytes.count / 16
    guard width > 0 else { return [UInt32](repeating: 0, count: count) }
    func word(_ index: Int) -> UInt64 { littleEndian(bytes[4 * index..<4 * index + 4]) }
    return (0..<count).map { index in
      let bit = index / 4 * width
      let first = 4 * (bit / 32) + index % 4
      var pair = word(first)
      if bit % 32 + width > 32 { pair |= word(first + 4) << 32 }
      return UInt32(truncatingIfNeeded: pair >> UInt64(bit % 32) & (1 << UInt64(width) - 1))
    }
  }
}
