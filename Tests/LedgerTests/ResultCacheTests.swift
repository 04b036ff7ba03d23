import Digests
import Ledger
import SQLite
import Scratch
import Testing

/// Results of stages by their keys.
@Suite struct ResultCacheTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func open() throws -> ResultCache { try ResultCache(path: folder("cache.sqlite")) }

  private func key(_ text: String) -> Digest { SHA256.digest(Array(text.utf8)) }

  @Test(arguments: [0, 1, 100, 5000, 1 << 20])
  func bytesComeBack(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let cache = try open()
    try cache.begin()
    try cache.store(bytes, .init(items: 3, characters: -1, sums: "found=3"), for: key("a"))
    #expect(try cache.bytes(for: key("a")) == bytes, "before it is committed as well")
    try cache.close()
    let again = try open()
    #expect(try again.bytes(for: key("a")) == bytes)
    #expect(try again.measure(of: key("a")) == .init(items: 3, characters: -1, sums: "found=3"))
    #expect(try again.bytes(for: key("b")) == nil)
    #expect(try again.measure(of: key("b")) == nil)
  }

  @Test func laterResultReplacesEarlier() throws {
    let cache = try open()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    try cache.store([2, 2], .init(items: 2, characters: 2), for: key("a"))
    #expect(try cache.bytes(for: key("a")) == [2, 2])
    #expect(try cache.measure(of: key("a")) == .init(items: 2, characters: 2))
  }

  @Test func cacheOfAnotherVersionIsEmptied() throws {
    let cache = try open()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    try cache.close()
    let connection = try Connection(path: folder("cache.sqlite"), mode: .readWrite)
    try connection.execute("PRAGMA user_version = 1")
    try connection.close()
    #expect(try open().bytes(for: key("a")) == nil)
  }

  @Test func whatIsRemovedIsGoneAndNothingElse() throws {
    let cache = try open()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    try cache.store([2], .init(items: 1, characters: 1), for: key("b"))
    try cache.remove(key("a"))
    try cache.remove(key("never there"))
    #expect(try cache.bytes(for: key("a")) == nil)
    #expect(try cache.bytes(for: key("b")) == [2])
  }

  @Test func rollingBackTakesBackWhatIsNotCommitted() throws {
    let cache = try open()
    try cache.begin()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    try cache.commit()
    try cache.begin()
    try cache.store([2], .init(items: 1, characters: 1), for: key("b"))
    #expect(cache.isInTransaction)
    cache.rollBack()
    #expect(try cache.bytes(for: key("a")) == [1])
    #expect(try cache.bytes(for: key("b")) == nil)
  }

  @Test func partsAreKeptBesideResults() throws {
    let cache = try open()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    try cache.keep([2, 3], for: key("a"))
    try cache.keep([], for: key("b"))
    #expect(try cache.parts(for: [key("b"), key("c"), key("a")]) == [[], nil, [2, 3]])
    try cache.keep([4], for: key("a"))
    try cache.close()
    #expect(try open().parts(for: [key("a"), key("a")]) == [[4], [4]])
    #expect(try open().bytes(for: key("a")) == [1])
  }
}
