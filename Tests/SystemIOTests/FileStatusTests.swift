import Scratch
import SystemIO
import Testing

struct FileStatusTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write("file", [1, 2, 3])
    try folder.makeFolder("folder")
    try folder.link("link", to: "file")
    try folder.makeNamedPipe("pipe")
    try folder.makeSocket("socket")
  }

  @Test(
    arguments: [
      ("file", .regular), ("folder", .directory), ("link", .symlink), ("pipe", .fifo),
      ("socket", .socket),
    ] as [(String, FileKind)]
  )
  func tellsKinds(name: String, kind: FileKind) throws {
    #expect(try FileStatus(path: folder(name), followLinks: false).kind == kind)
  }

  @Test func tellsDevices() throws {
    #expect(try FileStatus(path: "/dev/null").kind == .characterDevice)
  }

  @Test func followsLinks() throws {
    let file = try FileStatus(path: folder("file"))
    #expect(try FileStatus(path: folder("link")) == file)
    #expect(file.size == 3)
    #expect(file.links == 1)
    #expect(file.mode & 0o777 == 0o644)
  }

  @Test(arguments: [
    (1_700_000_000, 123_456_789, 1_700_000_000_123_456_789),
    (-5, 0, -5_000_000_000),
    (32_503_680_000, 0, Int64.max),  // the year 3000 is more nanoseconds than there are numbers
  ])
  func countsNanoseconds(seconds: Int, nanoseconds: Int, expected: Int64) throws {
    // A disk may keep a nearer year than it was given, but one past the limit all the same.
    try folder.setModified("file", seconds: seconds, nanoseconds: nanoseconds)
    #expect(try FileStatus(path: folder("file")).modified == expected)
  }

  @Test func namesWhatIsMissing() {
    let error = #expect(throws: SystemError.self) { try FileStatus(path: folder("none")) }
    #expect(error?.isMissing == true)
    #expect(
      error?.description == "cannot examine '\(folder("none"))': No such file or directory"
    )
  }
}
