import CLinux
import Glibc

/// A folder that a walk is inside of: its names in order, and its descriptor while that is open.
final class WalkedFolder {
  let identity: FileIdentity
  /// How much of the walk's path leads here, the closing `/` included.
  let pathLength: Int
  /// The folder's number in the system, or `-1` while the walk has let go of it.
  private(set) var descriptor: Int32
  /// All names after one another, each ended by a zero byte.
  private let names: [UInt8]
  private let places: [NamePlace]
  private var next = 0

  /// Reads the names of an open folder, which this object owns from now on.
  init(
    owning descriptor: Int32,
    pathLength: Int,
    path: @autoclosure () -> String,
    buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) {
    self.descriptor = descriptor
    self.pathLength = pathLength
    // A class whose initializer throws early is not deinitialized, so the folder is closed here.
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let failure = SystemError(failed: "examine", path())
      _ = close(descriptor)
      throw failure
    }
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    guard let listing = FolderListing(reading: descriptor, buffer: buffer) else {
      let failure = SystemError(failed: "list", path())
      _ = close(descriptor)
      throw failure
    }
    names = listing.names
    places = listing.places
  }

  deinit {
    release()
  }

  var isFinished: Bool {
    next == places.count
  }

  /// Moves on to the next name; nil after the last.
  func takeName() -> NamePlace? {
    guard next < places.count else { return nil }
    defer { next += 1 }
    return places[next]
  }

  func bytes(of place: NamePlace) -> ArraySlice<UInt8> {
    names[place.start..<place.start + place.length]
  }

  /// Lends the name in the form that system calls take.
  func withName<Result>(_ place: NamePlace, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    names.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { preconditionFailure("a name without its bytes") }
      return body((start + place.start).assumingMemoryBound(to: CChar.self))
    }
  }

  /// Lets go of the descriptor; the names stay.
  func release() {
    if descriptor >= 0 { _ = close(descriptor) }
    descriptor = -1
  }

  /// Takes hold of the folder again; false, and closed, when the number is of another folder.
  func regain(_ number: Int32) -> Bool {
    release()
    descriptor = number
    var status = stat()
    let isSame =
      fstat(number, &status) == 0
      && identity == FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    if !isSame { release() }
    return isSame
  }

  /// Drops the names not yet taken.
  func finish() {
    next = places.count
  }
}
