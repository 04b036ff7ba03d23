import SystemIO
import Testing

struct SystemErrorTests {
  @Test func saysWhatFailedWhereAndWhy() {
    let error = SystemError(operation: "open", path: "a/b.txt", code: 13)
    #expect(error.description == "cannot open 'a/b.txt': Permission denied")
  }

  @Test(
    arguments: [
      (2, [true, false, false, false]),  // ENOENT
      (20, [true, false, false, false]),  // ENOTDIR
      (1, [false, true, false, false]),  // EPERM
      (13, [false, true, false, false]),  // EACCES
      (28, [false, false, true, false]),  // ENOSPC
      (122, [false, false, true, false]),  // EDQUOT
      (30, [false, false, false, true]),  // EROFS
      (5, [false, false, false, false]),  // EIO
    ] as [(Int32, [Bool])]
  )
  func sortsErrors(code: Int32, expected: [Bool]) {
    let error = SystemError(operation: "open", path: "x", code: code)
    #expect(
      [error.isMissing, error.isPermission, error.isDiskFull, error.isReadOnly] == expected
    )
  }
}
