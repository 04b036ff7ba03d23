import Digests
import Ledger
import SQLite
import Scratch
import Testing

/// Results of stages by their keys.
@Suite struct ResultCacheTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func open(_ use: ResultCache.Use = .writing) throws -> ResultCache {
    try ResultCache(path: folder("cache.sqlite"), for: use)
  }

  private func key(_ text: String) -> Digest { SHA256.digest(Array(text.utf8)) }

  @Test(arguments: [0, 1, 100, 5000, 1 << 20])
  func bytesComeBack(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let cache = try open()
    try cache.begin()
    try cache.store(bytes, .init(items: 3, characters: -1), for: key("a"))
    #expect(try cache.bytes(for: key("a")) == bytes, "before it is committed as well")
    try cache.close()
    let again = try open()
    #expect(try again.bytes(for: key("a")) == bytes)
    #expect(try again.measure(of: key("a")) == .init(items: 3, characters: -1))
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

  @Test func readerSeesWhatIsCommitted() throws {
    let cache = try open()
    try cache.begin()
    try cache.store([1], .init(items: 1, characters: 1), for: key("a"))
    let reader = try open(.reading)
    #expect(try reader.bytes(for: key("a")) == nil)
    try cache.commit()
    #expect(try reader.bytes(for: key("a")) == [1])
  }

  @Test func readingWhereThereIsNoneMakesNone() throws {
    let error = #expect(throws: SQLiteError.self) { try open(.reading) }
    #expect(error?.cannotOpen == true)
    #expect(folder.bytes("cache.sqlite") == nil)
  }
}
