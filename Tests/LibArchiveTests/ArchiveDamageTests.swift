import ArchiveFixtures
import LibArchive
import Scratch
import Testing

struct ArchiveDamageTests {
  /// Bytes that no compressor makes anything of.
  static let noise = makeNoise(400_000, seed: 1)

  private static func makeNoise(_ count: Int, seed: UInt32) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }

  @Test(
    arguments: [
      (WrittenFormat.zip, WrittenFilter.none), (.ustar, .none), (.pax, .gzip), (.gnutar, .bzip2),
      (.ustar, .xz), (.ustar, .zstd),
    ])
  func keepsWhatCameBeforeACut(format: WrittenFormat, filter: WrittenFilter) throws {
    let whole = try writeArchive(
      format,
      filter: filter,
      [
        WrittenEntry("first", [1, 2, 3]), WrittenEntry("second", Self.noise),
        WrittenEntry("third", Self.makeNoise(1_600_000, seed: 2)), WrittenEntry("fourth", [4]),
      ]
    )
    // The cut is within the third entry, further on than any compressor holds blocks back.
    let outcomes = readAll(Array(whole.prefix(1_500_000)))
    let areFirstWhole =
      outcomes.prefix(2) == [.content("first", [1, 2, 3]), .content("second", Self.noise)]
    #expect(areFirstWhole && outcomes.count == 3)
    guard case .refused(let error) = outcomes.last,
      case .corrupt(archive: "a", entry: "third", let message) = error
    else {
      Issue.record("\(outcomes.suffix(1))")
      return
    }
    #expect(!message.isEmpty && message != "libarchive gives no reason")
    #expect(error.description == "cannot read 'a' past its entry 'third': \(message)")
  }

  @Test func noticesACutInWhatIsSkipped() throws {
    let whole = HandMadeTar([
      .init(Array("first".utf8), [1]), .init(Array("second".utf8), Self.noise),
    ]).bytes
    let folder = try ScratchFolder()
    try folder.write("archive", Array(whole.prefix(100_000)))
    for name in [folder("archive"), nil] {
      let error = #expect(throws: ArchiveError.self) {
        if let name {
          var reader = try ArchiveReader(path: name, limits: .wide)
          while try reader.next() != nil {}
        } else {
          _ = try list(Array(whole.prefix(100_000)))
        }
      }
      guard case .corrupt(_, entry: "second", _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func goesOnAfterADamagedEntry() {
    let bytes = HandMadeZip([
      .init(Array("good".utf8), [1]), .init(Array("bad".utf8), [2], checksum: 5),
      .init(Array("also good".utf8), [3]),
    ]).bytes
    let outcomes = readAll(bytes)
    #expect(outcomes.count == 3)
    #expect(outcomes.first == .content("good", [1]))
    #expect(outcomes.last == .content("also good", [3]))
    guard case .refused(let error) = outcomes[1],
      case .damagedEntry(archive: "a", entry: "bad", let message) = error
    else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(error.description == "cannot read 'bad' in 'a': \(message)")
    #expect(message.contains("CRC"))
    #expect(!error.endsArchive)
  }

  @Test func refusesWhatIsEncrypted() throws {
    let bytes = try writeArchive(
      .zip,
      passphrase: "secret",
      [WrittenEntry("hidden", [1, 2, 3]), WrittenEntry("too", [4])]
    )
    #expect(try list(bytes).map(\.isEncrypted) == [true, true])
    #expect(
      readAll(bytes) == [
        .refused(.encrypted(archive: "a", entry: "hidden")),
        .refused(.encrypted(archive: "a", entry: "too")),
      ]
    )
  }

  @Test func readsWhatIsNotEncryptedBesideWhatIs() {
    let bytes = HandMadeZip([
      .init(Array("hidden".utf8), [UInt8](repeating: 9, count: 20), flags: 1),
      .init(Array("open".utf8), [1]),
    ]).bytes
    #expect(
      readAll(bytes) == [
        .refused(.encrypted(archive: "a", entry: "hidden")), .content("open", [1]),
      ]
    )
  }

  @Test(arguments: [1, 7, 64, 511, 513, 30_000])
  func survivesNonsense(stride: Int) throws {
    // Every so many bytes one is wrong: whatever happens, it comes to an end.
    for format in WrittenFormat.allCases {
      var bytes = try writeArchive(
        format,
        (0..<20).map { WrittenEntry("entry \($0)", Array(Self.noise.prefix(3_000))) }
      )
      for position in Swift.stride(from: stride, to: bytes.count, by: stride) {
        bytes[position] ^= UInt8(truncatingIfNeeded: position | 1)
      }
      #expect(readAll(bytes).count < 1_002)
    }
  }
}
