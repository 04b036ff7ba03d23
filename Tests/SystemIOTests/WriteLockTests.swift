import Scratch
import SystemIO
import Testing

struct WriteLockTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func holdsUntilReleased() throws {
    let lock = try WriteLock(for: folder("a"))
    #expect(throws: FolderLockError.busy(path: folder("a"))) { _ = try WriteLock(for: folder("a")) }
    let other = try WriteLock(for: folder("b"))
    lock.release()
    let again = try WriteLock(for: folder("a"))
    again.release()
    other.release()
    #expect(folder.files() == [])
  }

  /// The file of a process that was killed keeps nobody out.
  @Test func leftOver() throws {
    try folder.write(".a.stampmill-lock")
    let lock = try WriteLock(for: folder("a"))
    lock.release()
    #expect(folder.files() == [])
  }

  @Test func keepsOtherProcessesOut() throws {
    let lock = try WriteLock(for: folder("a"))
    let script = "flock -n \"$1\" true && echo free || echo busy"
    #expect(try ChildProcess(script, [folder(".a.stampmill-lock")]).readLine() == "busy")
    lock.release()
  }

  @Test func needsAFolder() throws {
    #expect(throws: FolderLockError.self) { _ = try WriteLock(for: folder("none/a")) }
  }
}
