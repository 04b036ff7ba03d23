import ArchiveFixtures
import LibArchive
import Scratch
import SystemIO
import Testing

struct ArchiveReaderTests {
  static let text = Array("some text, some text, some text".utf8)
  static let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &>> 7) }

  private func sample(_ format: WrittenFormat, _ filter: WrittenFilter) throws -> [UInt8] {
    try writeArchive(
      format,
      filter: filter,
      [
        WrittenEntry("folder/", kind: .folder), WrittenEntry("folder/text", Self.text),
        WrittenEntry("empty"), WrittenEntry("large", Self.large),
        WrittenEntry("folder/text", Self.large),
      ]
    )
  }

  @Test(arguments: WrittenFormat.allCases, WrittenFilter.allCases)
  func readsEveryForm(format: WrittenFormat, filter: WrittenFilter) throws {
    let bytes = try sample(format, filter)
    let expected: [Outcome] = [
      .refused(.notFile(archive: "a", entry: "folder", kind: .folder)),
      .content("folder/text", Self.text),
      .content("empty", []),
      .content("large", Self.large),
      .content("folder/text", Self.large),
    ]
    #expect(readAll(bytes) == expected)
    #expect(
      try list(bytes).map(\.name) == ["folder", "folder/text", "empty", "large", "folder/text"]
    )
  }

  @Test(arguments: WrittenFormat.allCases)
  func describesEntries(format: WrittenFormat) throws {
    let entries = try list(sample(format, .none))
    #expect(entries.map(\.number) == [1, 2, 3, 4, 5])
    #expect(entries.map(\.kind) == [.folder, .file, .file, .file, .file])
    #expect(entries.allSatisfy { $0.modified == Int64(writtenTime) * 1_000_000_000 })
    #expect(entries.allSatisfy { !$0.isEncrypted && $0.unsafeName == nil && $0.linkTarget == nil })
    #expect(entries.map(\.nameEncoding) == [.utf8, .utf8, .utf8, .utf8, .utf8])
    #expect(entries.dropFirst().map(\.size) == [31, 0, 300_000, 300_000])
  }

  @Test func leavesTimesOfNoCertainZoneOut() throws {
    #expect(try list(HandMadeZip([.init(Array("a".utf8))]).bytes).map(\.modified) == [nil])
    #expect(
      try list(HandMadeTar([.init(Array("a".utf8))]).bytes).map(\.modified)
        == [Int64(writtenTime) * 1_000_000_000]
    )
  }

  @Test(arguments: [WrittenFormat.zip, .pax])
  func readsFiles(format: WrittenFormat) throws {
    let folder = try ScratchFolder()
    try folder.write("archive", try sample(format, .none))
    let reader = try ArchiveReader(path: folder("archive"), limits: .wide)
    #expect(folder.openFiles() == 1)
    #expect(reader.name == folder("archive"))
    let outcomes = readAll(reader)
    #expect(outcomes.count == 5)
    #expect(outcomes.last == .content("folder/text", Self.large))
    #expect(folder.openFiles() == 0)
  }

  @Test func readsOnlyWhatIsAskedFor() throws {
    var reader = try ArchiveReader(bytes: try sample(.zip, .none), name: "a", limits: .wide)
    #expect(throws: ArchiveError.nothingToRead(archive: "a")) { try reader.read() }
    var read: [UInt8] = []
    while let entry = try reader.next() {
      if entry.name == "large" {
        read = try reader.read()
        #expect(throws: ArchiveError.nothingToRead(archive: "a")) { try reader.read() }
      }
    }
    #expect(read == Self.large)
    #expect(try reader.next() == nil)
    #expect(throws: ArchiveError.nothingToRead(archive: "a")) { try reader.read() }
  }

  @Test(arguments: [WrittenFormat.ustar, .pax, .gnutar])
  func tellsOfLinksWithoutFollowingThem(format: WrittenFormat) throws {
    let bytes = try writeArchive(
      format,
      [
        WrittenEntry("file", [1]), WrittenEntry("soft", kind: .symbolicLink("/etc/passwd")),
        WrittenEntry("hard", kind: .hardLink("file")), WrittenEntry("pipe", kind: .pipe),
      ]
    )
    let entries = try list(bytes)
    #expect(entries.map(\.kind) == [.file, .symbolicLink, .hardLink, .special])
    #expect(entries.map(\.linkTarget) == [nil, "/etc/passwd", "file", nil])
    #expect(
      readAll(bytes) == [
        .content("file", [1]),
        .refused(.notFile(archive: "a", entry: "soft", kind: .symbolicLink)),
        .refused(.notFile(archive: "a", entry: "hard", kind: .hardLink)),
        .refused(.notFile(archive: "a", entry: "pipe", kind: .special)),
      ]
    )
  }

  @Test func tellsOfLinksInZip() throws {
    let bytes = try writeArchive(.zip, [WrittenEntry("soft", kind: .symbolicLink("../x"))])
    let entries = try list(bytes)
    #expect(entries.map(\.kind) == [.symbolicLink])
    #expect(entries.map(\.linkTarget) == ["../x"])
  }

  @Test func fillsHoles() throws {
    let entry = WrittenEntry("holes", [1, 2, 3], hole: (offset: 100_000, size: 200_000))
    let bytes = try writeArchive(.pax, [entry, WrittenEntry("next", [4])])
    #expect(bytes.count < 20_000)
    var expected = [UInt8](repeating: 0, count: 200_000)
    expected.replaceSubrange(100_000..<100_003, with: [1, 2, 3])
    #expect(readAll(bytes) == [.content("holes", expected), .content("next", [4])])
  }

  @Test func readsEmptyArchives() throws {
    #expect(readAll(HandMadeZip([]).bytes) == [])
    #expect(readAll(HandMadeTar([]).bytes) == [])
    #expect(try readAll(writeArchive(.ustar, filter: .gzip, [])) == [])
  }

  @Test(arguments: [
    [], Array("no archive at all, only text".utf8), [UInt8](repeating: 7, count: 5_000),
  ])
  func refusesWhatIsNoArchive(bytes: [UInt8]) {
    let outcomes = readAll(bytes)
    guard case .refused(.unrecognized(archive: "a", _)) = outcomes.first else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(outcomes.count == 1)
  }

  @Test func refusesWhatIsNoFile() throws {
    let folder = try ScratchFolder()
    try folder.makeNamedPipe("pipe")
    let path = folder("pipe")
    #expect(throws: ArchiveError.unreadable(.notRegular(path: path, kind: .fifo))) {
      _ = try ArchiveReader(path: path, limits: .wide)
    }
    let error = #expect(throws: ArchiveError.self) {
      _ = try ArchiveReader(path: folder("none"), limits: .wide)
    }
    #expect(error?.description == "cannot open '\(folder("none"))': No such file or directory")
  }
}
