import QdrantSnapshot
import Scratch
import Testing

@Suite("Broken snapshots are told, and never crash")
struct DamageTests {
  private static func sound(_ folder: ScratchFolder) throws -> [UInt8] {
    var options = SnapshotOptions(dimensions: 8)
    options.quantization = ScalarQuantization(quantile: 0.99)
    options.fields = [FieldIndex("n", .integer)]
    _ = try SnapshotWriter.write(
      SamplePoints(count: 120),
      to: folder("sound"),
      options,
      graph: exactGraph
    )
    return try #require(folder.bytes("sound"))
  }

  @Test(arguments: [
    [], [0], [UInt8](repeating: 0, count: 512), [UInt8](repeating: 0, count: 10_240),
    Array("PK\u{3}\u{4} this is no archive at all".utf8),
    [UInt8](repeating: 0x41, count: 4096),
  ])
  func foreign(content: [UInt8]) throws {
    let folder = try ScratchFolder()
    try folder.write("x", content)
    #expect(throws: SnapshotError.self) { try SnapshotReader(folder("x")) }
  }

  @Test func cut() throws {
    let folder = try ScratchFolder()
    let sound = try Self.sound(folder)
    for part in 0..<40 {
      let end = sound.count * part / 40 - part * 7
      try folder.write("x", Array(sound[..<max(end, 0)]))
      #expect(throws: SnapshotError.self, "cut at \(end)") {
        try SnapshotReader(folder("x")).check()
      }
    }
  }

  /// Changes of any kind give an error or are not seen; the test is that it ends.
  @Test func changed() throws {
    let folder = try ScratchFolder()
    let sound = try Self.sound(folder)
    // Where the content is, and not the zeros between.
    let places = sound.indices.filter { sound[$0] != 0 }
    var refused = 0
    for round in 0..<500 {
      var broken = sound
      for change in 0...round % 4 {
        let word = mixed(UInt64(round * 4 + change))
        let place = places[Int(word % UInt64(places.count))]
        switch word >> 60 {
        case 0..<8: broken[place] ^= 1 << UInt8(word >> 50 & 7)
        case 8..<12: broken[place] = [0, 0xFF, 0x7F, 0x80][Int(word >> 40 & 3)]
        default:
          let end = min(place + 8, broken.count)
          for index in place..<end { broken[index] = 0xFF }
        }
      }
      try folder.write("x", broken)
      do throws(SnapshotError) {
        try SnapshotReader(folder("x")).check()
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 100)
  }
}
