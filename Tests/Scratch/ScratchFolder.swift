import Glibc

/// Something a test could not set up; its text says what.
package struct ScratchFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// Throws for a call that returned `-1`.
  @discardableResult
  static func check<Result: SignedInteger>(_ what: String, _ result: Result) throws -> Result {
    guard result != -1 else {
      throw ScratchFailure("\(what): \(String(cString: strerror(errno)))")
    }
    return result
  }
}

/// A folder of its own for one test, removed with all that is in it at the end.
package final class ScratchFolder: Sendable {
  package let path: String

  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/scratch-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ScratchFailure("mkdtemp in \(base)") }
    path = String(decoding: template.dropLast().map(UInt8.init(truncatingIfNeeded:)), as: UTF8.self)
    chmod(path, 0o755)
  }

  deinit {
    // The programs can take trees apart that are deeper than any path may be long.
    _ = try? ChildProcess("chmod -R u+rwx \"$1\"; rm -rf \"$1\"", [path]).wait()
  }

  package func callAsFunction(_ name: String) -> String {
    "\(path)/\(name)"
  }

  /// Writes a file, making the folders that it lies in.
  package func write(_ name: String, _ bytes: [UInt8] = []) throws {
    try write(rawName: Array(name.utf8), bytes)
  }

  /// Writes a file with a name that need not be text.
  package func write(rawName: [UInt8], _ bytes: [UInt8] = []) throws {
    if let slash = rawName.lastIndex(of: UInt8(ascii: "/")) {
      try makeFolder(String(decoding: rawName[..<slash], as: UTF8.self))
    }
    let name = (Array("\(path)/".utf8) + rawName + [0]).map(CChar.init(truncatingIfNeeded:))
    let file = try ScratchFailure.check("open", open(name, O_WRONLY | O_CREAT | O_TRUNC, 0o644))
    defer { close(file) }
    var position = 0
    while position < bytes.count {
      position += try bytes[position...].withUnsafeBytes {
        try ScratchFailure.check("write", Glibc.write(file, $0.baseAddress, $0.count))
      }
    }
  }

  package func makeFolder(_ name: String) throws {
    var made = path
    for part in name.split(separator: "/") {
      made += "/\(part)"
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
        throw ScratchFailure("mkdir \(made)")
      }
    }
  }

  /// Makes folders in one another, each with an empty file `z` beside the next one.
  package func makeDeepFolders(_ name: String, levels: Int) throws {
    var folder = try ScratchFailure.check("open", open(path, O_RDONLY | O_DIRECTORY))
    defer { close(folder) }
    for _ in 0..<levels {
      try ScratchFailure.check("mkdirat", mkdirat(folder, name, 0o755))
      close(try ScratchFailure.check("openat", openat(folder, "z", O_WRONLY | O_CREAT, 0o644)))
      let next = try ScratchFailure.check("openat", openat(folder, name, O_RDONLY | O_DIRECTORY))
      close(folder)
      folder = next
    }
  }

  package func link(_ name: String, to target: String) throws {
    try ScratchFailure.check("symlink", symlink(target, self(name)))
  }

  package func makeNamedPipe(_ name: String) throws {
    try ScratchFailure.check("mkfifo", mkfifo(self(name), 0o644))
  }

  package func makeSocket(_ name: String) throws {
    let number = try ScratchFailure.check(
      "socket",
      socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    )
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: self(name).utf8.prefix(107))
    }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try ScratchFailure.check("bind", result)
  }

  package func setMode(_ name: String, _ mode: UInt32) throws {
    try ScratchFailure.check("chmod", chmod(self(name), mode))
  }

  package func setModified(_ name: String, seconds: Int, nanoseconds: Int) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
    try ScratchFailure.check("utimensat", utimensat(AT_FDCWD, self(name), [time, time], 0))
  }

  package func rename(_ name: String, to other: String) throws {
    if let slash = other.lastIndex(of: "/") { try makeFolder(String(other[..<slash])) }
    try ScratchFailure.check("rename", Glibc.rename(self(name), self(other)))
  }

  package func exists(_ name: String) -> Bool {
    var status = stat()
    return lstat(self(name), &status) == 0
  }

  /// The paths of everything that is no folder below a folder, sorted by their bytes.
  package func files(below name: String = ".") -> [String] {
    var found: [String] = []
    var folders = [name]
    while let folder = folders.popLast() {
      guard let listing = opendir(self(folder)) else { continue }
      defer { closedir(listing) }
      while let entry = readdir(listing) {
        let base = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard base != ".", base != ".." else { continue }
        let path = folder == "." ? base : "\(folder)/\(base)"
        if entry.pointee.d_type == UInt8(DT_DIR) {
          folders.append(path)
        } else {
          found.append(path)
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a folder and all that is in it.
  package func clear(_ name: String) throws {
    let status = try ChildProcess("rm -rf -- \"$1\"", [self(name)]).wait()
    guard status == 0 else { throw ScratchFailure("cannot clear \(name)") }
  }

  package func remove(_ name: String) throws {
    try ScratchFailure.check("remove", Glibc.remove(self(name)))
  }

  /// The content of a file; nil when there is none.
  package func bytes(_ name: String) -> [UInt8]? {
    let file = open(self(name), O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// How many of this process's open files lie in the folder.
  package func openFiles() -> Int {
    (0..<1_024).count { number in
      var buffer = [CChar](repeating: 0, count: 4_096)
      let length = readlink("/proc/self/fd/\(number)", &buffer, buffer.count)
      guard length > 0 else { return false }
      return buffer[..<length].map(UInt8.init(truncatingIfNeeded:)).starts(with: path.utf8)
    }
  }
}
