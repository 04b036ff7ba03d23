/// Which shard a point belongs to, by the ring that Qdrant makes of its shards.
package struct ShardRing {
  /// How often each shard stands on the ring.
  private static let places = 100

  private let keys: [UInt64]
  private let shards: [Int]

  package init(shardCount: Int) {
    var ring: [(key: UInt64, shard: Int)] = []
    for shard in 0..<shardCount {
      for place in 0..<Self.places {
        var bytes: [UInt8] = []
        bytes.append(half: shard)
        bytes.append(half: place)
        ring.append((SipHash.hash(bytes), shard))
      }
    }
    ring.sort { ($0.key, $0.shard) < ($1.key, $1.shard) }
    keys = ring.map(\.key)
    shards = ring.map(\.shard)
  }

  package func shard(of id: PointID) -> Int {
    let key = SipHash.hash(Self.bytes(of: id))
    // The first place that is not before the point's; behind the last comes the first.
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return shards[low == keys.count ? 0 : low]
  }

  private static func bytes(of id: PointID) -> [UInt8] {
    var bytes: [UInt8] = []
    switch id {
    case .number(let number):
      bytes.append(word: 0)
      bytes.append(word: number)
    case .uuid(let high, let low):
      bytes.append(word: 1)
      bytes.append(word: 16)
      bytes.append(word: high.byteSwapped)
      bytes.append(word: low.byteSwapped)
    }
    return bytes
  }
}
