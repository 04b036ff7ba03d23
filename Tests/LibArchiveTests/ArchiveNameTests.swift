import ArchiveFixtures
import LibArchive
import Testing

struct ArchiveNameTests {
  /// A name that must not be used, and why.
  static let unsafe: [(String, UnsafeName)] = [
    ("../evil", .parentFolder), ("a/../../evil", .parentFolder), ("a/..", .parentFolder),
    ("..", .parentFolder), ("./..", .parentFolder), ("..\\evil", .parentFolder),
    ("a\\..\\evil", .parentFolder), ("/etc/x", .absolute), ("//host/x", .absolute),
    ("\\\\host\\x", .absolute), ("C:\\x", .driveLetter), ("c:/x", .driveLetter),
    ("z:x", .driveLetter),
  ]

  static let safe = ["a", "a/b", "..a", "a..", "a/..b", "...", "1:2", "é:", "a/c:", ".hidden"]

  @Test(arguments: unsafe)
  func refusesUnsafeNamesInZip(name: String, problem: UnsafeName) throws {
    let bytes = HandMadeZip([.init(Array(name.utf8), [1]), .init(Array("good".utf8), [2])]).bytes
    #expect(try list(bytes).map(\.unsafeName) == [problem, nil])
    let outcomes = readAll(bytes)
    guard case .refused(.unsafeName(archive: "a", _, problem)) = outcomes.first else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(outcomes.dropFirst() == [.content("good", [2])])
  }

  @Test(arguments: unsafe)
  func refusesUnsafeNamesInTar(name: String, problem: UnsafeName) throws {
    let bytes = HandMadeTar([.init(Array(name.utf8), [1]), .init(Array("good".utf8), [2])]).bytes
    #expect(try list(bytes).map(\.unsafeName) == [problem, nil])
    #expect(readAll(bytes).last == .content("good", [2]))
  }

  @Test(arguments: safe)
  func takesSafeNames(name: String) throws {
    let zip = HandMadeZip([.init(Array(name.utf8), [1])]).bytes
    let tar = HandMadeTar([.init(Array(name.utf8), [1])]).bytes
    #expect(readAll(zip) == [.content(name, [1])])
    #expect(readAll(tar) == [.content(name, [1])])
  }

  @Test func refusesZeroBytesAndEmptyNames() {
    #expect(UnsafeName(checking: Array("a\u{0}b".utf8)) == .zeroByte)
    #expect(UnsafeName(checking: []) == .empty)
    // libarchive ends a name at a zero byte, so no name that it gives can hold one.
    let bytes = HandMadeZip([.init(Array("a\u{0}b".utf8), [1])]).bytes
    #expect(readAll(bytes) == [.content("a", [1])])
    #expect(
      readAll(HandMadeZip([.init([], [1])]).bytes)
        == [.refused(.unsafeName(archive: "a", entry: "entry 1", problem: .empty))]
    )
  }

  @Test(arguments: [
    ("./a", "a"), (".//a/b", "a/b"), ("././a", "a"), ("a//b", "a//b"), (".a", ".a"), (".", "."),
  ])
  func takesOffWhatSaysNothing(raw: String, name: String) throws {
    #expect(try list(HandMadeTar([.init(Array(raw.utf8))]).bytes).map(\.name) == [name])
  }

  @Test(arguments: [("./", "."), ("a/", "a"), ("./a/b//", "a/b")])
  func takesSlashesOffFolders(raw: String, name: String) throws {
    let entries = try list(HandMadeTar([.init(Array(raw.utf8), kind: "5")]).bytes)
    #expect(entries.map(\.name) == [name])
    #expect(entries.map(\.kind) == [.folder])
    #expect(entries.map(\.unsafeName) == [nil])
  }

  @Test(
    arguments: [
      // UTF-8 with the flag that says so and without it.
      (0x800, Array("né/日本.txt".utf8), "né/日本.txt", .utf8),
      (0, Array("né/日本.txt".utf8), "né/日本.txt", .utf8),
      // The old PC character set.
      (0, [0x63, 0x61, 0x66, 0x82], "café", .codePage437),
      (0, [0x80, 0xFF, 0xE1], "Ç\u{A0}ß", .codePage437),
      (0, [0x9B, 0xC9, 0xFE], "¢╔■", .codePage437),
    ] as [(UInt16, [UInt8], String, ArchiveNameEncoding)]
  )
  func decodesNamesInZip(
    flags: UInt16,
    raw: [UInt8],
    name: String,
    encoding: ArchiveNameEncoding
  ) throws {
    let entries = try list(HandMadeZip([.init(raw, flags: flags)]).bytes)
    #expect(entries.map { Array($0.name.utf8) } == [Array(name.utf8)])
    #expect(entries.map(\.nameEncoding) == [encoding])
  }

  @Test(
    arguments: [
      (Array("né.txt".utf8), "né.txt", .utf8),
      (Array("caf".utf8) + [0xE9] + Array(".txt".utf8), "caf\\xE9.txt", .escaped),
      ([0xFF, 0x5C], "\\xFF\\\\", .escaped),
    ] as [([UInt8], String, ArchiveNameEncoding)]
  )
  func decodesNamesInTar(raw: [UInt8], name: String, encoding: ArchiveNameEncoding) throws {
    let bytes = HandMadeTar([.init(raw, [1])]).bytes
    #expect(try list(bytes).map(\.nameEncoding) == [encoding])
    #expect(readAll(bytes) == [.content(name, [1])])
  }

  @Test func survivesNamesThatClaimToBeText() {
    let bytes = HandMadeZip([
      .init([0x61, 0xFF, 0x62], [1], flags: 0x800), .init(Array("good".utf8), [2]),
    ]).bytes
    #expect(
      readAll(bytes) == [
        .refused(.unsafeName(archive: "a", entry: "entry 1", problem: .undecodable)),
        .content("good", [2]),
      ]
    )
  }
}
