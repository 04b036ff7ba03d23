import Scratch
import SystemIO
import Testing

struct ProcessUsageTests {
  @Test func seesMemoryInUse() {
    let before = ProcessUsage.current()
    let block = [UInt8](repeating: 1, count: 512 << 20)
    let during = ProcessUsage.current()
    #expect(during.residentBytes > before.residentBytes + (64 << 20))
    #expect(during.peakResidentBytes >= during.residentBytes)
    #expect(block.last == 1)
  }

  @Test func seesProcessorTime() {
    let before = ProcessUsage.current()
    let start = MonotonicClock.now
    var value = 1
    while MonotonicClock.now - start < 100_000_000 { value = value &* 31 &+ 7 }
    let after = ProcessUsage.current()
    #expect(after.userSeconds + after.systemSeconds > before.userSeconds + before.systemSeconds)
    #expect(value != 0)
  }

  @Test func knowsTheMachine() throws {
    let child = try ChildProcess("nproc")
    #expect(child.readLine() == "\(Machine.availableProcessors)")
    let bound = try ChildProcess("getconf _PHYS_PAGES")
    let pages = try #require(Int64(bound.readLine() ?? ""))
    #expect(Machine.physicalMemoryBytes.isMultiple(of: pages))
  }

  @Test func readsClocks() throws {
    let first = MonotonicClock.now
    #expect(MonotonicClock.now >= first)
    let folder = try ScratchFolder()
    try folder.write("file")
    let age = try WallClock.now - FileStatus(path: folder("file")).modified
    #expect(abs(age) < 60_000_000_000)
  }

  @Test func knowsDisks() throws {
    let space = try DiskSpace(path: "/proc")
    #expect(space.fileSystemType == 0x9FA0)
    let folder = try ScratchFolder()
    let disk = try DiskSpace(path: folder.path)
    #expect(disk.totalBytes > 0)
    #expect((0...disk.totalBytes).contains(disk.freeBytes))
    let error = #expect(throws: SystemError.self) { try DiskSpace(path: folder("none")) }
    #expect(error?.isMissing == true)
  }
}
