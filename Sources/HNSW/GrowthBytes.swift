/// A growing graph as bytes: how many points are in, and their lists.
///
/// Levels and order are functions of the points, so the lists of the points that are in say everything.
enum GrowthBytes {
  private static let together = 1 << 18

  /// How many bytes `write` hands over.
  static func size(of growth: GraphGrowth) -> Int {
    var numbers = 1
    for (level, count) in growth.order.counts.enumerated() {
      let table = growth.links.level(level)
      for place in 0..<UInt32(min(count, growth.inserted)) {
        numbers += 1 + 2 * Int(table.list(place)[0])
      }
    }
    return 4 * numbers
  }

  /// Hands the bytes over, part by part.
  static func write<Failure: Error>(
    _ growth: GraphGrowth,
    _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    append(UInt32(growth.inserted), to: &bytes)
    for (level, count) in growth.order.counts.enumerated() {
      let table = growth.links.level(level)
      for place in 0..<UInt32(min(count, growth.inserted)) {
        let (list, ranks) = (table.list(place), table.ranks(place))
        for index in 0...Int(list[0]) { append(list[index], to: &bytes) }
        for index in 0..<Int(list[0]) { append(ranks[index + 1], to: &bytes) }
        guard bytes.count > together else { continue }
        try body(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try body(bytes)
  }

  /// Puts a growth to where the bytes have it; false where they do not fit, and then it is as it was.
  static func read(_ bytes: RawSpan, into growth: GraphGrowth) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      func next() -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        defer { offset += 4 }
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      // All is looked at before anything is written, so that a graph is never half of these bytes.
      for isWriting in [false, true] {
        offset = 0
        guard let inserted = next().map({ Int($0) }), inserted <= growth.order.points.count else {
          return false
        }
        for (level, count) in growth.order.counts.enumerated() {
          let table = growth.links.level(level)
          let reached = min(count, inserted)
          for place in 0..<UInt32(reached) {
            guard let length = next(), Int(length) <= growth.links.room(on: level) else {
              return false
            }
            if isWriting { table.list(place)[0] = length }
            for index in 0..<2 * Int(length) {
              guard let number = next() else { return false }
              if index < Int(length) {
                guard Int(number) < reached else { return false }
                if isWriting { table.list(place)[index + 1] = number }
              } else if isWriting {
                table.ranks(place)[index - Int(length) + 1] = number
              }
            }
          }
        }
        guard offset == bytes.count else { return false }
        if isWriting { growth.resume(at: inserted) }
      }
      return true
    }
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: 0 as UInt32, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number &>> shift))
    }
  }
}
