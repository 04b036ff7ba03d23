import ArchiveFixtures
import LibArchive
import SystemIO
import Testing

@Suite(.serialized)
struct ArchiveLimitsTests {
  private static let zeros = [UInt8](repeating: 0, count: 1 << 20)

  private func sample(_ format: WrittenFormat, _ filter: WrittenFilter) throws -> [UInt8] {
    try writeArchive(
      format,
      filter: filter,
      [4, 6, 5, 4].enumerated().map { WrittenEntry("\($0)", Array(1...$1)) }
    )
  }

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.ustar, .none), (.pax, .gzip)])
  func limitsTheNumberOfEntries(format: WrittenFormat, filter: WrittenFilter) throws {
    var limits = ArchiveLimits.wide
    limits.entries = 2
    #expect(
      try readAll(sample(format, filter), limits: limits) == [
        .content("0", [1, 2, 3, 4]), .content("1", [1, 2, 3, 4, 5, 6]),
        .refused(.tooManyEntries(archive: "a", limit: 2)),
      ]
    )
  }

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.ustar, .none), (.pax, .gzip)])
  func limitsTheSizeOfAnEntry(format: WrittenFormat, filter: WrittenFilter) throws {
    var limits = ArchiveLimits.wide
    limits.entryBytes = 5
    #expect(
      try readAll(sample(format, filter), limits: limits) == [
        .content("0", [1, 2, 3, 4]),
        .refused(.entryTooLarge(archive: "a", entry: "1", limit: 5)),
        .content("2", [1, 2, 3, 4, 5]), .content("3", [1, 2, 3, 4]),
      ]
    )
  }

  @Test func takesTheCallersLimitWhereThatIsLower() throws {
    var reader = try ArchiveReader(bytes: sample(.zip, .none), name: "a", limits: .wide)
    _ = try reader.next()
    #expect(throws: ArchiveError.entryTooLarge(archive: "a", entry: "0", limit: 3)) {
      try reader.read(limit: 3)
    }
    // Refused by what it says of itself, it was not touched yet.
    #expect(try reader.read(limit: 4) == [1, 2, 3, 4])
  }

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.ustar, .none), (.pax, .gzip)])
  func limitsTheSumOfAll(format: WrittenFormat, filter: WrittenFilter) throws {
    var limits = ArchiveLimits.wide
    limits.totalBytes = 10
    #expect(
      try readAll(sample(format, filter), limits: limits) == [
        .content("0", [1, 2, 3, 4]), .content("1", [1, 2, 3, 4, 5, 6]),
        .refused(.totalTooLarge(archive: "a", entry: "2", limit: 10)),
      ]
    )
  }

  /// Limits of which only the ratio could stop anything.
  private static let onRatioAlone = ArchiveLimits(
    entries: 1_000,
    entryBytes: .max,
    totalBytes: .max,
    ratio: 100
  )

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.pax, .gzip), (.ustar, .zstd)])
  func stopsABomb(format: WrittenFormat, filter: WrittenFilter) throws {
    let bytes = try writeArchive(
      format,
      filter: filter,
      [
        WrittenEntry("good", [1]), WrittenEntry("bomb", Self.zeros, repetitions: 1_024),
        WrittenEntry("after", [2]),
      ]
    )
    #expect(bytes.count < 2 << 20)
    let bomb = ArchiveError.ratioTooHigh(archive: "a", entry: "bomb", limit: 100)
    let before = ProcessUsage.current().peakResidentBytes
    #expect(
      readAll(bytes, limits: Self.onRatioAlone) == [.content("good", [1]), .refused(bomb)]
    )
    // Of 1 GiB; the other suites use memory of this process too.
    #expect(ProcessUsage.current().peakResidentBytes - before < 700 << 20)
    if format == .zip {
      // A zip archive says where the next entry is, so that nothing need be expanded to skip one.
      #expect(
        try list(bytes, limits: Self.onRatioAlone).map(\.name) == ["good", "bomb", "after"]
      )
    } else {
      #expect(throws: bomb) { try list(bytes, limits: Self.onRatioAlone) }
    }
    // Refused for its size it is not even begun, but still not gone past unwatched.
    let refused = Outcome.refused(
      .entryTooLarge(archive: "a", entry: "bomb", limit: ArchiveLimits.wide.entryBytes)
    )
    #expect(
      readAll(bytes)
        == [.content("good", [1]), refused]
        + [format == .zip ? .content("after", [2]) : .refused(bomb)]
    )
  }

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.pax, .gzip)])
  func stopsManySmallBombs(format: WrittenFormat, filter: WrittenFilter) throws {
    let bytes = try writeArchive(
      format,
      filter: filter,
      (1...20).map { WrittenEntry("\($0)", Self.zeros, repetitions: 4) }
    )
    let outcomes = readAll(bytes, limits: Self.onRatioAlone)
    #expect(outcomes.count == 3)
    #expect(outcomes.last == .refused(.ratioTooHigh(archive: "a", entry: "3", limit: 100)))
  }

  @Test func stopsAStreamedBomb() throws {
    // Without its directory at the end a zip archive does not say how large its entries are.
    let whole = try writeArchive(
      .zip,
      [
        WrittenEntry("bomb", Self.zeros, repetitions: 64, statesSize: false),
        WrittenEntry("after", [1]),
      ]
    )
    let bytes = Array(whole.dropLast(22))
    let bomb = ArchiveError.ratioTooHigh(archive: "a", entry: "bomb", limit: 100)
    #expect(readAll(bytes, limits: Self.onRatioAlone) == [.refused(bomb)])
    #expect(throws: bomb) { try list(bytes, limits: Self.onRatioAlone) }
  }

  @Test(arguments: [(WrittenFormat.zip, WrittenFilter.none), (.pax, .gzip), (.ustar, .none)])
  func letsHonestThingsPass(format: WrittenFormat, filter: WrittenFilter) throws {
    // Ten megabytes of zeros shrink a thousandfold, but are harmless.
    let small = WrittenEntry("zeros", Self.zeros, repetitions: 10)
    let noise = WrittenEntry("noise", ArchiveDamageTests.noise, repetitions: 40)
    let outcomes = readAll(try writeArchive(format, filter: filter, [noise, small]))
    let isWhole = outcomes.last == .content("zeros", [UInt8](repeating: 0, count: 10 << 20))
    #expect(outcomes.count == 2 && isWhole)
  }

  @Test func doesNotBelieveStatedSizes() throws {
    let whole = try writeArchive(.zip, [WrittenEntry("liar", Self.zeros, repetitions: 64)])
    // The size is in the header before the content and in the directory at the end.
    var bytes = whole
    for (signature, offset) in [("PK\u{3}\u{4}", 22), ("PK\u{1}\u{2}", 24)] {
      let header = try #require(
        bytes.indices.last { bytes[$0...].starts(with: signature.utf8) }
      )
      let place = header + offset
      #expect(bytes[place..<place + 4] == [0, 0, 0, 4])
      bytes.replaceSubrange(place..<place + 4, with: [5, 0, 0, 0])
    }
    #expect(try list(bytes).map(\.size) == [5])
    let outcomes = readAll(bytes, limits: Self.onRatioAlone)
    #expect(outcomes == [.refused(.ratioTooHigh(archive: "a", entry: "liar", limit: 100))])
  }
}
