import QdrantSnapshot
import Testing

@Suite("Files of the indexes of fields")
struct FieldTests {
  @Test(arguments: [
    ("title", "lbp341i62205ja3qmk0nl1le-title"), ("kw", "20u59dm5m6mig990kcuoccgb-kw"),
    ("meta.lang", "8nap3k3ud1s7n9vf2hdjtu88-meta_lan"),
  ])
  func folders(path: String, name: String) {
    #expect(FieldFolder.name(of: path) == name)
  }

  @Test(
    arguments: [("cat", 0xD55C_B06E_0C8F_4309), ("dog", 0xBA38_9875_E107_195F)]
      as [(String, UInt64)]
  )
  func hashes(key: String, expected: UInt64) {
    var hash = WyHash(seed: 0)
    hash.write(Array(key.utf8))
    hash.write([0xFF])
    #expect(hash.finish() == expected)
  }

  @Test func table() {
    let map = PersistedMap(
      .text,
      [(.text(Array("cat".utf8)), [0]), (.text(Array("dog".utf8)), [1])]
    )
    let head = bytes(
      """
      73 74 72 00 00 00 00 00  00 10 00 00 00 00 00 00  02 00 00 00 00 00 00 00
      01 01  00 00 00 00 00 40 20 00
      """
    )
    let table = bytes(
      """
      0c 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
      63 61 74 ff 01 00 00 00 00 00 00 00  64 6f 67 ff 01 00 00 00 01 00 00 00
      """
    )
    #expect(map.bytes == head + [UInt8](repeating: 0, count: 4096 - head.count) + table)
  }

  /// Finds every key of a table as the server would: by the numbering function alone.
  @Test(arguments: [1, 2, 63, 64, 65, 1000, 5000])
  func everyKeyHasItsBucket(count: Int) {
    let keys = (0..<count).map { FieldKey.integer(Int64(bitPattern: mixed(UInt64($0)))) }
    let map = PersistedMap(.integer, keys.enumerated().map { ($1, [UInt32($0)]) })
    let table = number(map.bytes, 8)
    var seen: Set<Int> = []
    for bucket in 0..<count {
      let entry = table + 8 * count + number(map.bytes, table + 8 * bucket)
      seen.insert(number(map.bytes, entry))
    }
    #expect(number(map.bytes, 16) == count && seen.count == count)
  }

  private func number(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func postings() {
    let expected = bytes(
      """
      02 00 00 00 00 00 00 00 \(String(repeating: "00", count: 32))
      58 00 00 00 00 00 00 00  00 00 00 00  00 00 00 00  00 01 00 00  00 00 00 00
      60 00 00 00 00 00 00 00  00 00 00 00  00 00 00 00  00 02 00 00  00 00 00 00
      00 00 00 00  00 00 00 00
      01 00 00 00  00 00 00 00  01 00 00 00
      """
    )
    #expect(FullTextIndex.postings([[0], [0, 1]]) == expected)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T01:00:00+01:00", 0),
      ("2024-02-29T12:30:45.5Z", 1_709_209_845_500_000), ("1969-12-31T23:59:59Z", -1_000_000),
      ("2000-03-01T00:00:00.000001-00:30", 951_870_600_000_001),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
      ("2023-02-29T00:00:00Z", nil), ("2024-01-01", nil), ("2024-01-01T24:00:00Z", nil),
      ("2024-01-01T00:00:00", nil), ("2024-01-01T00:00:00.1234567Z", nil),
    ] as [(String, Int64?)]
  )
  func times(text: String, expected: Int64?) {
    #expect(DateTime.microseconds(of: text) == expected)
  }
}
