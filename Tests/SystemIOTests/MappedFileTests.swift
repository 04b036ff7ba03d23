import Scratch
import SystemIO
import Testing

/// A mapped file is read as it is, and what is no file is refused.
struct MappedFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func bytes(_ file: MappedFile, _ range: Range<Int>) -> [UInt8] {
    file.withBytes(range) { span in unsafe span.withUnsafeBytes { unsafe [UInt8]($0) } }
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 100_000])
  func contentIsThatOfTheFile(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("a", content)
    let file = try MappedFile(folder("a"))
    #expect(file.count == count)
    #expect(bytes(file, 0..<count) == content)
    file.release()
    file.prefetch()
    #expect(bytes(file, count / 3..<count / 2) == Array(content[count / 3..<count / 2]))
    #expect(bytes(file, count..<count) == [])
    #expect(folder.openFiles() == 0)
  }

  @Test func aRemovedFileStays() throws {
    try folder.write("a", [1, 2, 3])
    let file = try MappedFile(folder("a"))
    try folder.remove("a")
    #expect(bytes(file, 0..<3) == [1, 2, 3])
  }

  @Test(arguments: ["nothing", "folder", "pipe"])
  func whatIsNoFileIsRefused(name: String) throws {
    try folder.makeFolder("folder")
    try folder.makeNamedPipe("pipe")
    let error = #expect(throws: ReadFileError.self) { try MappedFile(folder(name)) }
    #expect(error?.path == folder(name))
  }
}

/// A folder is removed with all that is in it and nothing beside it.
struct TreeRemovalTests {
  @Test func linksAreNotFollowed() throws {
    let folder = try ScratchFolder()
    try folder.write("kept/file", [1])
    try folder.write("gone/a/b/file", [1])
    try folder.makeFolder("gone/empty/empty")
    try folder.link("gone/link", to: folder("kept"))
    try folder.link("gone/a/dangling", to: "nowhere")
    try removeTree(folder("gone"))
    #expect(!folder.exists("gone"))
    #expect(folder.files() == ["kept/file"])
    try removeTree(folder("gone"))
  }

  @Test func aFileIsNoTree() throws {
    let folder = try ScratchFolder()
    try folder.write("file", [1])
    #expect(throws: SystemError.self) { try removeTree(folder("file")) }
    #expect(folder.exists("file"))
  }
}
