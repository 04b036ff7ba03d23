import CLinux
import Glibc

/// A walk over everything below a folder, one entry at a time.
///
/// The entries of each folder come in the order of their names' bytes and a folder comes right before
/// what is in it, so that the paths of a whole walk are in order part by part. The walk is at one
/// place at a time: it can be dropped after any entry.
package struct FolderWalker: ~Copyable {
  /// A folder that was just told of and may be entered next.
  private struct Candidate {
    let place: NamePlace
    let path: String
    let isLink: Bool
  }

  /// How many of the outermost folders keep their descriptors while the walk is below them.
  private static let heldFolders = 24
  /// The longest path handed to the system at once, which takes no more than 4,096 bytes.
  private static let longestHop = 4_000

  private let root: String
  private let options: WalkOptions
  private let scope: WalkScope?
  /// The folders from the root to where the walk is.
  private var folders: [WalkedFolder]
  /// The path of the innermost folder, ended by `/`; empty at the root.
  private var path: [UInt8] = []
  private var candidate: Candidate?
  private let buffer: UnsafeMutableRawBufferPointer

  /// Starts a walk over the folder at a path; a link there is followed.
  package init(root: String, options: WalkOptions = WalkOptions()) throws(SystemError) {
    let descriptor = retryingInterrupted {
      open(root, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw SystemError(failed: "open", root) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 8)
    let first: WalkedFolder
    let scope: WalkScope?
    do throws(SystemError) {
      first = try WalkedFolder(owning: descriptor, pathLength: 0, path: root, buffer: buffer)
      let isBounded = options.symlinks == .inside
      scope = isBounded ? try WalkScope(root: descriptor, path: root) : nil
    } catch {
      buffer.deallocate()
      throw error
    }
    self.root = root
    self.options = options
    self.scope = scope
    self.buffer = buffer
    folders = [first]
  }

  deinit {
    buffer.deallocate()
  }

  /// Moves on to the next entry; nil after the last.
  ///
  /// A folder that was just told of is entered only when `shouldEnter` says so of its path; otherwise
  /// nothing in it is looked at. What vanishes during the walk is left out.
  package mutating func next(entering shouldEnter: (String) -> Bool = { _ in true }) -> WalkEvent? {
    if let folder = candidate.take(), shouldEnter(folder.path), let problem = enter(folder) {
      return .problem(problem)
    }
    while let folder = folders.last {
      guard let place = folder.takeName() else {
        leave()
        continue
      }
      if let event = visit(place, in: folder) { return event }
    }
    return nil
  }

  // MARK: Meeting a name

  private mutating func visit(_ place: NamePlace, in folder: WalkedFolder) -> WalkEvent? {
    guard isHeld(folder) else {
      // The folder was moved or removed while the walk was below it.
      folder.finish()
      return nil
    }
    let name = folder.bytes(of: place)
    path += name
    let text = String(validating: path, as: UTF8.self)
    path.removeLast(place.length)
    guard let text else {
      let printable = String(decoding: path, as: UTF8.self) + printableName(name)
      return .problem(WalkProblem(path: printable, reason: .invalidName))
    }
    var status = stat()
    let result = folder.withName(place) {
      fstatat(folder.descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
    }
    guard result == 0 else { return unreadable(text, "examine") }
    let found = FileStatus(status)
    guard found.kind == .symlink else {
      return entry(place, text, found, isLink: false)
    }
    return options.symlinks == .skip
      ? .entry(WalkEntry(path: text, status: found, wasSymlink: true))
      : follow(place, text, in: folder)
  }

  /// Tells of what a link leads to.
  private mutating func follow(
    _ place: NamePlace,
    _ text: String,
    in folder: WalkedFolder
  ) -> WalkEvent? {
    let number = folder.withName(place) { name in
      retryingInterrupted { openat(folder.descriptor, name, linux_path_only | O_CLOEXEC) }
    }
    guard number >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: return .problem(WalkProblem(path: text, reason: .dangling))
      case ELOOP: return .problem(WalkProblem(path: text, reason: .loop))
      default: return unreadable(text, "follow")
      }
    }
    defer { _ = close(number) }
    do throws(SystemError) {
      let target = try FileStatus(descriptor: number, path: fullPath(text))
      if let scope, try !scope.contains(number, path: fullPath(text)) {
        return .problem(WalkProblem(path: text, reason: .outside))
      }
      if target.kind == .directory, isInside(target.identity) {
        return .problem(WalkProblem(path: text, reason: .loop))
      }
      return entry(place, text, target, isLink: true)
    } catch {
      return .problem(WalkProblem(path: text, reason: .unreadable(error)))
    }
  }

  private mutating func entry(
    _ place: NamePlace,
    _ text: String,
    _ status: FileStatus,
    isLink: Bool
  ) -> WalkEvent {
    if status.kind == .directory {
      candidate = Candidate(place: place, path: text, isLink: isLink)
    }
    return .entry(WalkEntry(path: text, status: status, wasSymlink: isLink))
  }

  /// The problem of the call that just failed, unless it failed because the file has gone.
  private func unreadable(_ text: String, _ operation: String) -> WalkEvent? {
    let failure = SystemError(failed: operation, fullPath(text))
    return failure.isMissing
      ? nil : .problem(WalkProblem(path: text, reason: .unreadable(failure)))
  }

  // MARK: Entering and leaving folders

  private mutating func enter(_ candidate: Candidate) -> WalkProblem? {
    guard let parent = folders.last else { return nil }
    let follow = candidate.isLink ? 0 : O_NOFOLLOW
    let flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC | follow
    let number = parent.withName(candidate.place) { name in
      retryingInterrupted { openat(parent.descriptor, name, flags) }
    }
    let location = fullPath(candidate.path)
    guard number >= 0 else {
      let failure = SystemError(failed: "open", location)
      // ELOOP: the folder was replaced by a link since it was told of, so the folder has gone.
      let hasGone = failure.isMissing || failure.code == ELOOP
      return hasGone ? nil : WalkProblem(path: candidate.path, reason: .unreadable(failure))
    }
    let length = path.count + candidate.place.length + 1
    do throws(SystemError) {
      let folder = try WalkedFolder(
        owning: number,
        pathLength: length,
        path: location,
        buffer: buffer
      )
      if isInside(folder.identity) { return WalkProblem(path: candidate.path, reason: .loop) }
      path += parent.bytes(of: candidate.place)
      path.append(UInt8(ascii: "/"))
      if folders.count > Self.heldFolders { parent.release() }
      folders.append(folder)
      return nil
    } catch {
      return WalkProblem(path: candidate.path, reason: .unreadable(error))
    }
  }

  private mutating func leave() {
    folders.removeLast()
    path.removeLast(path.count - (folders.last?.pathLength ?? 0))
  }

  /// Whether the walk is inside of a folder.
  private func isInside(_ identity: FileIdentity) -> Bool {
    folders.contains { $0.identity == identity }
  }

  /// Makes sure that the innermost folder's descriptor is open; false when the folder has gone.
  private func isHeld(_ folder: WalkedFolder) -> Bool {
    if folder.descriptor >= 0 { return true }
    guard let ancestor = folders.last(where: { $0.descriptor >= 0 }) else { return false }
    var position = ancestor.pathLength
    var number = ancestor.descriptor
    while position < path.count {
      let reach = min(position + Self.longestHop, path.count)
      let slash = path[position..<reach].lastIndex(of: UInt8(ascii: "/")) ?? path.count - 1
      let hop = path[position..<slash].map(CChar.init(truncatingIfNeeded:)) + [0]
      let next = retryingInterrupted {
        openat(number, hop, linux_path_only | O_DIRECTORY | O_CLOEXEC)
      }
      if number != ancestor.descriptor { _ = close(number) }
      guard next >= 0 else { return false }
      number = next
      position = slash + 1
    }
    return folder.regain(number)
  }

  private func fullPath(_ text: String) -> String {
    root.hasSuffix("/") ? root + text : "\(root)/\(text)"
  }
}

/// Walks over everything below a folder and hands on each thing met.
package func walkFolder(
  _ root: String,
  options: WalkOptions = WalkOptions(),
  shouldEnter: (String) -> Bool = { _ in true },
  visit: (WalkEvent) -> Void
) throws(SystemError) {
  var walker = try FolderWalker(root: root, options: options)
  while let event = walker.next(entering: shouldEnter) { visit(event) }
}

/// The names of all that lies in a folder, in the order of their bytes.
package func entryNames(in folder: String) throws(SystemError) -> [String] {
  var names: [String] = []
  try walkFolder(folder, shouldEnter: { _ in false }) { event in
    if case .entry(let entry) = event { names.append(entry.path) }
  }
  return names
}
