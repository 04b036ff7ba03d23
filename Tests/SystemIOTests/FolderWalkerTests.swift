import Scratch
import SystemIO
import Testing

/// A walk written down: `path` for an entry with its kind, or the problem there.
private func walk(
  _ root: String,
  _ symlinks: SymlinkPolicy = .skip,
  shouldEnter: (String) -> Bool = { _ in true }
) throws -> [String] {
  var lines: [String] = []
  try walkFolder(root, options: WalkOptions(symlinks: symlinks), shouldEnter: shouldEnter) {
    switch $0 {
    case .entry(let entry):
      lines.append(
        "\(entry.path) \(entry.status.kind)\(entry.wasSymlink ? " link" : "")"
      )
    case .problem(let problem):
      switch problem.reason {
      case .unreadable(let error): lines.append("\(problem.path) unreadable: \(error.reason)")
      case let reason: lines.append("\(problem.path) \(reason)")
      }
    }
  }
  return lines
}

struct FolderWalkerTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test func goesInOrderOfBytesPartByPart() throws {
    for name in ["b/x", "b.txt", "b-1/y", "B", "ä", "z", "a/c/d", "a/c!", "b\u{301}"] {
      try folder.write(name)
    }
    #expect(
      try walk(folder.path) == [
        "B regular", "a directory", "a/c directory", "a/c/d regular", "a/c! regular",
        "b directory", "b/x regular", "b-1 directory", "b-1/y regular", "b.txt regular",
        "b\u{301} regular", "z regular", "ä regular",
      ]
    )
  }

  @Test func givesTheStatus() throws {
    try folder.write("a/file", [1, 2, 3])
    try folder.setModified("a/file", seconds: 1_000, nanoseconds: 5)
    var walker = try FolderWalker(root: folder.path)
    #expect(
      walker.next()
        == .entry(
          WalkEntry(
            path: "a",
            status: try FileStatus(path: folder("a")),
            wasSymlink: false
          )
        )
    )
    let status = try FileStatus(path: folder("a/file"))
    #expect(
      walker.next() == .entry(WalkEntry(path: "a/file", status: status, wasSymlink: false))
    )
    #expect(status.modified == 1_000_000_000_005)
    #expect(walker.next() == nil)
    #expect(walker.next() == nil)
  }

  @Test func staysOutOfPrunedFolders() throws {
    try folder.write("a/b/c/d")
    try folder.write("a/e")
    var asked: [String] = []
    let lines = try walk(folder.path) { path in
      asked.append(path)
      return path != "a/b"
    }
    #expect(lines == ["a directory", "a/b directory", "a/e regular"])
    #expect(asked == ["a", "a/b"])
  }

  @Test func tellsOfEveryKind() throws {
    try folder.makeNamedPipe("pipe")
    try folder.makeSocket("socket")
    try folder.makeFolder("empty")
    #expect(try walk(folder.path) == ["empty directory", "pipe fifo", "socket socket"])
  }

  @Test(arguments: [
    (
      SymlinkPolicy.skip,
      [
        "dangling symlink link", "file symlink link", "out symlink link", "real directory",
        "real/f regular", "real/self symlink link", "real/up symlink link", "tree symlink link",
      ]
    ),
    (
      .inside,
      [
        "dangling dangling", "file regular link", "out outside", "real directory",
        "real/f regular", "real/self loop", "real/up loop", "tree directory link",
        "tree/f regular", "tree/self loop", "tree/up loop",
      ]
    ),
    (
      .follow,
      [
        "dangling dangling", "file regular link", "out directory link", "out/secret regular",
        "real directory", "real/f regular", "real/self loop", "real/up loop",
        "tree directory link", "tree/f regular", "tree/self loop", "tree/up loop",
      ]
    ),
  ])
  func treatsLinksByPolicy(policy: SymlinkPolicy, expected: [String]) throws {
    try folder.write("root/real/f")
    try folder.write("root-outside/secret")
    try folder.link("root/dangling", to: "nothing")
    try folder.link("root/file", to: "real/f")
    try folder.link("root/out", to: "../root-outside")
    try folder.link("root/real/up", to: "..")
    try folder.link("root/real/self", to: "self")
    try folder.link("root/tree", to: "real")
    #expect(try walk(folder("root"), policy) == expected)
  }

  @Test func entersAFolderAgainUnlessItIsInsideOfIt() throws {
    try folder.write("a/x")
    try folder.write("b/y")
    try folder.link("a/to-b", to: "../b")
    try folder.link("b/to-a", to: "../a")
    #expect(
      try walk(folder.path, .inside) == [
        "a directory", "a/to-b directory link", "a/to-b/to-a loop", "a/to-b/y regular",
        "a/x regular", "b directory", "b/to-a directory link", "b/to-a/to-b loop",
        "b/to-a/x regular", "b/y regular",
      ]
    )
  }

  @Test func walksThroughALinkAtItsRoot() throws {
    try folder.write("real/f")
    try folder.link("root", to: "real")
    try folder.link("real/g", to: "f")
    #expect(try walk(folder("root"), .inside) == ["f regular", "g regular link"])
    #expect(try walk(folder("root") + "/", .skip) == ["f regular", "g symlink link"])
  }

  @Test func losesNoNameThatIsNotText() throws {
    try folder.write(rawName: Array("caf".utf8) + [0xE9] + Array(".txt".utf8))
    try folder.write(rawName: [0xFF])
    try folder.write("a\\b")
    try folder.write(rawName: Array("d/".utf8) + [0xC3, 0xA9, 0xC3])
    #expect(
      try walk(folder.path) == [
        "a\\b regular", "caf\\xE9.txt invalidName", "d directory", "d/é\\xC3 invalidName",
        "\\xFF invalidName",
      ]
    )
  }

  @Test(arguments: [
    ([0x61, 0x5C, 0x62], "a\\\\b"), ([0x01, 0x80], "\u{1}\\x80"), ([0xE2, 0x82, 0xAC], "€"),
    ([0xE2, 0x82], "\\xE2\\x82"), ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"), ([], ""),
    ([0xF0, 0x9F, 0x98, 0x80, 0x0A], "😀\n"), ([0xC0, 0xAF], "\\xC0\\xAF"),
  ])
  func escapesBytes(bytes: [UInt8], expected: String) {
    #expect(printableName(bytes) == expected)
  }

  @Test func goesOnAfterUnreadableFolders() throws {
    try folder.write("a/x")
    try folder.write("b/y")
    try folder.write("c/z")
    try folder.setMode("a", 0o000)
    try folder.setMode("c", 0o444)
    let lines = try withoutPrivileges { try walk(folder.path) }
    #expect(
      lines == [
        "a directory", "a unreadable: Permission denied", "b directory", "b/y regular",
        "c directory", "c/z unreadable: Permission denied",
      ]
    )
    // What is not entered is not looked at, so there is nothing to complain of.
    #expect(
      try withoutPrivileges { try walk(folder.path) { _ in false } }
        == ["a directory", "b directory", "c directory"]
    )
  }

  @Test func leavesOutWhatVanishes() throws {
    try folder.write("a/x")
    try folder.write("b/y")
    try folder.write("c")
    var walker = try FolderWalker(root: folder.path)
    var paths: [String] = []
    while let event = walker.next() {
      guard case .entry(let entry) = event else {
        Issue.record("\(event)")
        continue
      }
      paths.append(entry.path)
      if entry.path == "a" {
        try folder.remove("a/x")
        try folder.remove("a")
        try folder.remove("c")
      }
    }
    #expect(paths == ["a", "b", "b/y"])
  }

  @Test(arguments: ["none", "file"])
  func needsAFolderToStartAt(name: String) throws {
    try folder.write("file")
    let error = #expect(throws: SystemError.self) { try FolderWalker(root: folder(name)).drop() }
    #expect(error?.isMissing == true)
    #expect(error?.path == folder(name))
  }

  @Test(arguments: [SymlinkPolicy.skip, .inside])
  func survivesDeepTrees(policy: SymlinkPolicy) throws {
    // 1,200 levels are three times as much as one path may name.
    try folder.makeDeepFolders("a folder's name", levels: 1_200)
    var walker = try FolderWalker(
      root: folder.path,
      options: WalkOptions(symlinks: policy)
    )
    var folders = 0
    var files = 0
    var longest = 0
    var mostOpen = 0
    while let event = walker.next() {
      guard case .entry(let entry) = event else {
        Issue.record("\(event)")
        continue
      }
      longest = max(longest, entry.path.utf8.count)
      if entry.status.kind == .directory { folders += 1 } else { files += 1 }
      if (folders + files).isMultiple(of: 100) { mostOpen = max(mostOpen, folder.openFiles()) }
    }
    #expect(folders == 1_200)
    #expect(files == 1_200)
    #expect(longest == 1_200 * 16 - 1)
    #expect((1...32).contains(mostOpen))
  }

  @Test func closesEverythingWhenDropped() throws {
    try folder.write("a/b/c/d")
    do {
      var walker = try FolderWalker(root: folder.path, options: WalkOptions(symlinks: .inside))
      for _ in 0..<3 { _ = walker.next() }
      #expect(folder.openFiles() == 3)
    }
    #expect(folder.openFiles() == 0)
  }
}

extension FolderWalker {
  /// Ends a walk that a test only wanted to begin.
  fileprivate consuming func drop() {}
}
