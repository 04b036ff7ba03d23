import Scratch
import SystemIO
import Testing

struct AtomicFileTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test(arguments: [
    ("a", ".a.stampmill-new"), ("/a", "/.a.stampmill-new"), ("x/y/a.db", "x/y/.a.db.stampmill-new"),
    ("x/\u{301}a", "x/.\u{301}a.stampmill-new"),
  ])
  func standsBesideItsDestination(destination: String, expected: String) {
    #expect(Array(AtomicFile.temporaryPath(for: destination).utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    [], [0], [1], [262_143], [262_144], [262_145], [1, 262_143, 1], [200_000, 100_000, 3],
    [1_000_000, 5], [5, 1_000_000], [100_000, 100_000, 62_144, 1],
  ])
  func writesWhatIsAppended(sizes: [Int]) throws {
    var expected: [UInt8] = []
    var file = try AtomicFile(destination: folder("out"))
    for (number, size) in sizes.enumerated() {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) }
      expected += piece
      try file.append(piece)
    }
    try file.append("é")
    expected += [0xC3, 0xA9]
    #expect(file.size == expected.count)
    let path = file.path
    #expect(try file.finish() == Int64(expected.count))
    #expect(folder.bytes("out") == nil)
    try renameFile(path, to: folder("out"))
    #expect(folder.bytes("out") == expected)
    #expect(folder.bytes(".out.stampmill-new") == nil)
  }

  @Test func replacesALeftOver() throws {
    try folder.write(".out.stampmill-new", [1, 2, 3, 4])
    try hardLink(folder(".out.stampmill-new"), to: folder("kept"))
    var file = try AtomicFile(destination: folder("out"))
    try file.append([9])
    #expect(try file.finish() == 1)
    #expect(folder.bytes(".out.stampmill-new") == [9])
    #expect(folder.bytes("kept") == [1, 2, 3, 4])
  }

  @Test func leavesNothingWhenDropped() throws {
    do {
      var file = try AtomicFile(destination: folder("out"))
      try file.append([9])
      #expect(folder.bytes(".out.stampmill-new") == [])
    }
    #expect(folder.bytes(".out.stampmill-new") == nil)
    #expect(folder.openFiles() == 0)
  }

  @Test func needsItsFolder() {
    let error = #expect(throws: SystemError.self) {
      _ = try AtomicFile(destination: folder("none/out"))
    }
    #expect(error?.isMissing == true)
  }
}
