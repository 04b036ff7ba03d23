import Scratch
import SystemIO
import Testing

struct FileDescriptorTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test func writesAllForms() throws {
    let file = try FileDescriptor(creating: folder("file"), .exclusive)
    try file.write("é1")
    try file.write([2, 3])
    try file.write([4, 5].span)
    try file.sync()
    #expect(try file.status().size == 7)
    try file.close()
    #expect(folder.bytes("file") == [0xC3, 0xA9, 0x31, 2, 3, 4, 5])
  }

  @Test func createsOnlyOnceWhenExclusive() throws {
    try folder.write("file", [1])
    let error = #expect(throws: SystemError.self) {
      _ = try FileDescriptor(creating: folder("file"), .exclusive)
    }
    #expect(error?.description == "cannot create '\(folder("file"))': File exists")
    #expect(folder.bytes("file") == [1])
  }

  @Test func dropsFormerContentWhenTruncating() throws {
    try folder.write("file", [1, 2, 3])
    let file = try FileDescriptor(creating: folder("file"), .truncating)
    try file.write([9])
    #expect(folder.bytes("file") == [9])
  }

  @Test func givesTheModeAskedFor() throws {
    _ = try FileDescriptor(creating: folder("file"), .exclusive, mode: 0o600)
    #expect(try FileStatus(path: folder("file")).mode & 0o777 == 0o600)
  }

  @Test func neverWritesThroughLinks() throws {
    try folder.write("file", [1])
    try folder.link("link", to: "file")
    #expect(throws: SystemError.self) {
      _ = try FileDescriptor(creating: folder("link"), .truncating)
    }
    #expect(folder.bytes("file") == [1])
  }

  @Test func readsInPieces() throws {
    try folder.write("file", Array(0..<10))
    let file = try FileDescriptor(reading: folder("file"))
    var buffer = [UInt8](repeating: 0xFF, count: 8)
    #expect(try file.read(into: &buffer) == 8)
    #expect(buffer == Array(0..<8))
    #expect(try file.read(into: &buffer) == 2)
    #expect(buffer.prefix(2) == [8, 9])
    #expect(try file.read(into: &buffer) == 0)
  }

  @Test(arguments: [(99_999, 100_000), (100_000, 100_000), (200_000, 100_001), (0, 5)])
  func readsUpToALimit(size: Int, expected: Int) throws {
    try folder.write("file", [UInt8](repeating: 1, count: size))
    let file = try FileDescriptor(reading: folder("file"))
    #expect(try file.readAll(limit: 100_000).count == min(size, expected))
  }

  @Test func reportsAFullDisk() throws {
    let file = try FileDescriptor(creating: "/dev/full", .truncating)
    let error = #expect(throws: SystemError.self) { try file.write([1]) }
    #expect(error?.isDiskFull == true)
    #expect(error?.description == "cannot write '/dev/full': No space left on device")
  }

  @Test func closesAtTheEndOfItsLife() throws {
    do {
      let file = try FileDescriptor(creating: folder("file"), .exclusive)
      #expect(folder.openFiles() == 1)
      try file.write([1])
    }
    #expect(folder.openFiles() == 0)
  }

  @Test func isNotInheritedByPrograms() throws {
    try folder.write("file")
    let file = try FileDescriptor(reading: folder("file"))
    let child = try ChildProcess("ls -l /proc/self/fd | grep -c \"$1\"", [folder.path])
    #expect(child.readLine() == "0")
    #expect(try file.status().size == 0)
  }
}
