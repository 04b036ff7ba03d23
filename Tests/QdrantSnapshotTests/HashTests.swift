import QdrantSnapshot
import Testing

@Suite("Hashes and the ring of shards")
struct HashTests {
  @Test func sipHash() {
    let number = [UInt8](repeating: 0, count: 8) + [42] + [UInt8](repeating: 0, count: 7)
    #expect(SipHash.hash(number) == 0x54AA_B59A_E748_BAB9)
  }

  @Test(
    arguments: [
      ("", 0), ("hello", 0x248B_FA47), ("hello, world", 0x149B_BB7F),
      ("The quick brown fox jumps over the lazy dog", 0x2E4F_F723),
    ] as [(String, UInt32)]
  )
  func murmurHash(text: String, expected: UInt32) {
    #expect(MurmurHash.hash(Array(text.utf8)) == expected)
  }

  @Test func numbersOnARingOfThree() {
    let ring = ShardRing(shardCount: 3)
    let shards = (0..<20).map { ring.shard(of: .number($0)) }
    #expect(shards == [2, 2, 2, 2, 2, 0, 2, 2, 0, 1, 1, 2, 2, 0, 2, 2, 0, 1, 1, 0])
  }

  @Test func uuidsOnARingOfThree() {
    let ring = ShardRing(shardCount: 3)
    let shards = (0..<10).map { ring.shard(of: .uuid(high: 0, low: $0)) }
    #expect(shards == [2, 0, 0, 2, 2, 0, 2, 0, 2, 2])
  }
}

@Suite("Blocks of LZ4")
struct BlockCompressionTests {
  static let texts: [[UInt8]] = [
    [], [1], Array("aaaaaaaaaaaaa".utf8), Array("aaaaaaaaaaaa".utf8),
    Array(String(repeating: "rain gauge ", count: 400).utf8),
    [UInt8](repeating: 0, count: 100_000),
    (0..<5000).map { UInt8(truncatingIfNeeded: mixed(UInt64($0))) },
    (0..<70_000).map { UInt8(truncatingIfNeeded: mixed(UInt64($0 % 66_000))) },
  ]

  @Test(arguments: texts)
  func unpackedAsPacked(text: [UInt8]) {
    let packed = BlockCompression.compress(text)
    #expect(BlockCompression.decompress(packed, size: text.count) == text)
    #expect(BlockCompression.decompress(packed, size: text.count + 1) == nil)
    #expect(packed.count <= text.count + text.count / 255 + 16)
  }

  @Test func repeatedTextIsSmall() {
    #expect(BlockCompression.compress(Self.texts[4]).count < 60)
  }

  @Test func damage() {
    let packed = BlockCompression.compress(Self.texts[4])
    for place in packed.indices {
      for change in [0x01, 0x80, 0xFF] as [UInt8] {
        var broken = packed
        broken[place] ^= change
        let unpacked = BlockCompression.decompress(broken, size: Self.texts[4].count)
        #expect(unpacked == nil || unpacked?.count == Self.texts[4].count)
      }
    }
  }
}
