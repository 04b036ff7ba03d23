import Scratch
import SystemIO
import Testing

struct FolderChangesTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write("file", [1])
  }

  @Test(arguments: ["a", "a/b/c", "a//b/", "a/e\u{301}/\u{301}x"])
  func createsFolders(name: String) throws {
    let made = try createFolders(folder(name))
    #expect(made.last == folder(name))
    #expect(made.count == name.utf8.split(separator: UInt8(ascii: "/")).count)
    #expect(try FileStatus(path: folder(name)).kind == .directory)
    #expect(try createFolders(folder(name)) == [])
  }

  @Test func tellsOnlyOfFoldersThatWereMissing() throws {
    try folder.makeFolder("a")
    try folder.link("link", to: "a")
    #expect(try createFolders(folder("link/b/c")) == [folder("link/b"), folder("link/b/c")])
    #expect(try FileStatus(path: folder("a/b/c")).kind == .directory)
  }

  @Test(arguments: [("file", "file"), ("file/x", "file/x"), ("dangling", "dangling")])
  func refusesWhatIsInTheWay(name: String, blamed: String) throws {
    try folder.link("dangling", to: "nowhere")
    let error = #expect(throws: SystemError.self) { try createFolders(folder(name)) }
    #expect(error?.path == folder(blamed))
  }

  @Test func createsFoldersBelowTheWorkingFolder() throws {
    #expect(try createFolders(".") == [])
    #expect(throws: SystemError.self) { try createFolders("") }
  }

  @Test func renames() throws {
    try folder.write("other", [2])
    try renameFile(folder("file"), to: folder("other"))
    #expect(folder.bytes("other") == [1])
    #expect(folder.bytes("file") == nil)
    let error = #expect(throws: SystemError.self) {
      try renameFile(folder("file"), to: folder("other"))
    }
    #expect(error?.isMissing == true)
  }

  @Test func removes() throws {
    #expect(try removeIfExists(folder("file")))
    #expect(try !removeIfExists(folder("file")))
    #expect(throws: SystemError.self) { try removeFile(folder("file")) }
    try folder.makeFolder("a/b")
    #expect(throws: SystemError.self) { try removeIfExists(folder("a")) }
    #expect(throws: SystemError.self) { try removeEmptyFolder(folder("a")) }
    try removeEmptyFolder(folder("a/b"))
    try removeEmptyFolder(folder("a"))
  }

  @Test func linksWithoutReplacing() throws {
    try hardLink(folder("file"), to: folder("second"))
    #expect(try FileStatus(path: folder("second")).links == 2)
    let error = #expect(throws: SystemError.self) {
      try hardLink(folder("file"), to: folder("second"))
    }
    #expect(error?.reason == "File exists")
  }

  @Test func syncsFolders() throws {
    try syncFolder(folder.path)
    #expect(throws: SystemError.self) { try syncFolder(folder("none")) }
    #expect(throws: SystemError.self) { try syncFolder(folder("file")) }
  }
}
