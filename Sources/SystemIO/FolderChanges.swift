import Glibc

/// Gives a file another name, in place of whatever had that name.
package func renameFile(_ from: String, to destination: String) throws(SystemError) {
  guard rename(from, destination) == 0 else {
    throw SystemError(failed: "rename to '\(destination)'", from)
  }
}

/// The path of a file without links and detours.
package func resolvedPath(_ path: String) throws(SystemError) -> String {
  guard let resolved = realpath(path, nil) else { throw SystemError(failed: "resolve", path) }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Gives a file a second name, which nothing may have yet.
package func hardLink(_ existing: String, to name: String) throws(SystemError) {
  guard link(existing, name) == 0 else { throw SystemError(failed: "link to '\(existing)'", name) }
}

package func removeFile(_ path: String) throws(SystemError) {
  guard unlink(path) == 0 else { throw SystemError(failed: "remove", path) }
}

/// Removes a file when there is one; returns whether there was.
package func removeIfExists(_ path: String) throws(SystemError) -> Bool {
  if unlink(path) == 0 { return true }
  guard errno == ENOENT else { throw SystemError(failed: "remove", path) }
  return false
}

/// Removes a folder that has nothing in it.
package func removeEmptyFolder(_ path: String) throws(SystemError) {
  guard rmdir(path) == 0 else { throw SystemError(failed: "remove", path) }
}

/// Returns once the names in a folder have reached the disk: after a rename, the rename itself.
package func syncFolder(_ path: String) throws(SystemError) {
  let number = retryingInterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  guard number >= 0 else { throw SystemError(failed: "open", path) }
  let folder = FileDescriptor(owning: number, path: path)
  do throws(SystemError) {
    try folder.sync()
  } catch {
    // Some file systems have nothing to sync in a folder and say so.
    guard error.code == EINVAL else { throw error }
  }
}

/// Makes a folder and all that are missing above it; returns those made, outermost first.
package func createFolders(_ path: String, mode: UInt32 = 0o777) throws(SystemError) -> [String] {
  var missing: [String] = []
  var current: String? = path
  while let folder = current, try !isFolder(folder) {
    missing.append(folder)
    current = parentFolder(of: folder)
  }
  var made: [String] = []
  for folder in missing.reversed() where try makeFolder(folder, mode: mode) {
    made.append(folder)
  }
  return made
}

/// Makes one folder; false when another process was quicker.
private func makeFolder(_ path: String, mode: UInt32) throws(SystemError) -> Bool {
  if mkdir(path, mode_t(mode)) == 0 { return true }
  let failure = SystemError(failed: "create folder", path)
  guard failure.code == EEXIST, try isFolder(path) else { throw failure }
  return false
}

/// Whether a folder is at the path; anything else in its place is an error.
private func isFolder(_ path: String) throws(SystemError) -> Bool {
  do throws(SystemError) {
    let status = try FileStatus(path: path)
    guard status.kind == .directory else {
      throw SystemError(operation: "create folder", path: path, code: ENOTDIR)
    }
    return true
  } catch {
    guard error.code == ENOENT else { throw error }
    return false
  }
}

/// The path up to its last part; nil when it has only one part.
private func parentFolder(of path: String) -> String? {
  let slash = UInt8(ascii: "/")
  // Bytes, since a slash and an accent after it would count as one character.
  var bytes = Substring(path).utf8
  while bytes.last == slash { bytes.removeLast() }
  guard let split = bytes.lastIndex(of: slash) else { return nil }
  bytes = bytes[..<split]
  while bytes.last == slash { bytes.removeLast() }
  return bytes.isEmpty ? "/" : String(bytes)
}
