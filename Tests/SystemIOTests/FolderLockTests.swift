import Scratch
import SystemIO
import Testing

struct FolderLockTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test func holdsUntilReleased() throws {
    let lock = try FolderLock(folder.path)
    #expect(throws: FolderLockError.busy(path: folder.path)) { _ = try FolderLock(folder.path) }
    lock.release()
    let again = try FolderLock(folder.path)
    #expect(again.path == folder.path)
  }

  @Test func isSeenByOtherProcessesAndDiesWithThem() throws {
    let child = try ChildProcess(
      "exec 9<\"$1\"; flock -n 9 && echo locked; exec cat >/dev/null",
      [folder.path]
    )
    #expect(child.readLine() == "locked")
    let error = #expect(throws: FolderLockError.self) { _ = try FolderLock(folder.path) }
    #expect(error?.description == "cannot lock '\(folder.path)': it is in use by another process")
    child.send(9)
    #expect(child.wait() == 137)
    _ = try FolderLock(folder.path)
  }

  @Test func keepsOtherProcessesOut() throws {
    let lock = try FolderLock(folder.path)
    let script = "flock -n \"$1\" true && echo free || echo busy"
    #expect(try ChildProcess(script, [folder.path]).readLine() == "busy")
    lock.release()
    #expect(try ChildProcess(script, [folder.path]).readLine() == "free")
  }

  @Test(arguments: ["none", "file"])
  func needsAFolder(name: String) throws {
    try folder.write("file")
    let error = #expect(throws: FolderLockError.self) { _ = try FolderLock(folder(name)) }
    guard case .system(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.isMissing)
  }
}
