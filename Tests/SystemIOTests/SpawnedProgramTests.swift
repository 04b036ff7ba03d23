import Scratch
import SystemIO
import Testing

/// Programs that are started to work for this one.
@Suite struct SpawnedProgramTests {
  private func shell(_ script: String, environment: [String] = []) throws -> SpawnedProgram {
    try SpawnedProgram("/bin/sh", ["-c", script], environment: environment)
  }

  /// All that it says until it closes its end.
  private func words(_ program: borrowing SpawnedProgram) -> String {
    var bytes: [UInt8] = []
    for _ in 0..<1000 where program.receive(into: &bytes, within: 100) != .end {}
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func bytesGoBothWays() throws {
    var program = try shell("head -c 5 <&3 >&3")
    try program.send(Array("hello".utf8))
    #expect(words(program) == "hello")
    #expect(program.end(within: 5000) == .exit(0))
    let isEnded = program.isEnded
    #expect(isEnded)
  }

  /// Whatever else is open here, it has three standard descriptors and its socket.
  @Test func onlyItsSocketIsPassedOn() throws {
    let scratch = try ScratchFolder()
    try scratch.write("open.txt", [1])
    let kept = try FileDescriptor(reading: scratch("open.txt"))
    // 4 is the folder that is being listed.
    let listing = try shell("ls /proc/self/fd | tr '\\n' ' ' >&3")
    #expect(words(listing) == "0 1 2 3 4 ")
    extendLifetime(kept)
  }

  @Test func environmentIsWhatIsGiven() throws {
    let program = try shell("/usr/bin/env >&3", environment: ["A=1", "LC_ALL=C"])
    let lines = Set(words(program).split(separator: "\n"))
    #expect(lines.isSuperset(of: ["A=1", "LC_ALL=C"]))
    // A shell adds some of its own.
    let others = lines.subtracting(["A=1", "LC_ALL=C"]).map { $0.prefix { $0 != "=" } }
    #expect(Set(others).isSubset(of: ["PWD", "OLDPWD", "SHLVL", "_"]))
  }

  @Test func complaintsAreHeard() throws {
    var program = try shell("echo trouble >&2; exit 3")
    #expect(words(program) == "")
    #expect(program.end(within: 5000) == .exit(3))
    #expect(program.complaints() == "trouble\n")
    #expect(program.complaints() == "")
  }

  @Test func oneThatDoesNotEndIsEnded() throws {
    var program = try shell("trap '' TERM; while :; do sleep 1; done")
    #expect(program.end(within: 20) == .signal(9))
    #expect(program.end() == .exit(0), "a second time there is nothing to do")
  }

  @Test func silenceIsNoEnd() throws {
    var bytes: [UInt8] = []
    let program = try shell("sleep 5")
    #expect(program.receive(into: &bytes, within: 10) == .silence)
  }

  @Test func lettingGoEndsIt() throws {
    let number: Int32
    do {
      let program = try shell("sleep 100")
      number = program.number
      #expect(OwnProcess.exists(number))
      extendLifetime(program)
    }
    #expect(!OwnProcess.exists(number))
  }

  @Test func whatIsNotThereCannotBeStarted() {
    #expect(throws: SystemError.self) {
      _ = try SpawnedProgram("/nowhere/at/all", [], environment: [])
    }
  }

  @Test(arguments: [0, 1, 5, 200_000])
  func filesInMemory(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    let file = try MemoryFile(holding: [[7], bytes, [9]])
    #expect(try file.read(1..<size + 1) == bytes)
    #expect(try file.read(size + 1..<size + 2) == [9])
    #expect(throws: SystemError.self) { try file.read(size..<size + 5) }
  }

  @Test func filesInMemoryArePassedOn() throws {
    // A shell takes the bytes and not the file; workers, which take both, have tests of their own.
    let file = try MemoryFile(holding: [Array("content".utf8)])
    let program = try shell("head -c 1 <&3 >&3")
    try program.send([65], passing: file)
    #expect(words(program) == "A")
  }
}
