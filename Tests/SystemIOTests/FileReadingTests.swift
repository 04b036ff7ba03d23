import Scratch
import SystemIO
import Testing

struct FileReadingTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 65_537, 3 << 20])
  func readsWholeFiles(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("file", bytes)
    let content = try readFile(folder("file"), limit: size)
    #expect(content.bytes == bytes)
    #expect(try content.status == FileStatus(path: folder("file")))
  }

  @Test func readsThroughLinks() throws {
    try folder.write("file", [7])
    try folder.link("link", to: "file")
    #expect(try readFile(folder("link"), limit: 10).bytes == [7])
  }

  @Test func refusesLargeFiles() throws {
    try folder.write("file", [1, 2, 3])
    let path = folder("file")
    let error = #expect(throws: ReadFileError.self) { try readFile(path, limit: 2) }
    #expect(error == .tooLarge(path: path, size: 3, limit: 2))
    #expect(error?.description == "cannot read '\(path)': it has 3 bytes and the limit is 2")
  }

  @Test(
    arguments: [("pipe", .fifo), ("socket", .socket), ("folder", .directory), ("link", .fifo)]
      as [(String, FileKind)]
  )
  func refusesWhatIsNoFile(name: String, kind: FileKind) throws {
    try folder.makeNamedPipe("pipe")
    try folder.makeSocket("socket")
    try folder.makeFolder("folder")
    try folder.link("link", to: "pipe")
    let path = folder(name)
    #expect(throws: ReadFileError.notRegular(path: path, kind: kind)) {
      try readFile(path, limit: 10)
    }
  }

  @Test func refusesDevices() {
    #expect(throws: ReadFileError.notRegular(path: "/dev/zero", kind: .characterDevice)) {
      try readFile("/dev/zero", limit: 10)
    }
  }

  @Test func noticesContentThatItsStatusDoesNotKnow() {
    // The kernel's own files claim to be empty, which looks like one that grows while it is read.
    #expect(throws: ReadFileError.changing(path: "/proc/self/status")) {
      try readFile("/proc/self/status", limit: 10)
    }
  }

  @Test func readsOneFileOfManyThatReplaceEachOther() throws {
    let writer = try ChildProcess(
      """
      cd "$1"
      for digit in 1 2 3; do head -c ${digit}00000 /dev/zero | tr '\\0' $digit >state$digit; done
      cp state1 file
      echo ready
      while :; do
        for digit in 1 2 3; do cp state$digit new && mv new file; done
      done
      """,
      [folder.path]
    )
    #expect(writer.readLine() == "ready")
    var seen: Set<UInt8> = []
    for _ in 0..<100_000 where seen.count < 3 {
      do throws(ReadFileError) {
        let bytes = try readFile(folder("file"), limit: 1 << 20).bytes
        let digit = bytes.first ?? 0
        #expect(bytes.count == (Int(digit) - 48) * 100_000)
        #expect(bytes.allSatisfy { $0 == digit })
        seen.insert(digit)
      } catch {
        #expect(error == .changing(path: folder("file")))
      }
    }
    #expect(seen.count == 3)
  }

  @Test func namesWhatIsMissingOrForbidden() throws {
    try folder.write("file", [1])
    try folder.setMode("file", 0o000)
    let path = folder("file")
    let forbidden = #expect(throws: ReadFileError.self) {
      try withoutPrivileges { try readFile(path, limit: 10) }
    }
    #expect(forbidden?.description == "cannot open '\(path)': Permission denied")
    let missing = #expect(throws: ReadFileError.self) { try readFile(folder("no"), limit: 10) }
    #expect(missing?.description == "cannot open '\(folder("no"))': No such file or directory")
  }
}
