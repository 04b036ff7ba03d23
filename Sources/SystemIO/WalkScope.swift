import Glibc

/// The real place of a walk's root, to tell what lies below it.
struct WalkScope {
  // Bytes, not text: two folders may differ in nothing but how an accent is written.
  private let place: [UInt8]

  init(root descriptor: Int32, path: String) throws(SystemError) {
    place = try realPlace(of: descriptor, path: path)
  }

  /// Whether an open file lies below the root, or is the root.
  func contains(_ descriptor: Int32, path: String) throws(SystemError) -> Bool {
    let slash = UInt8(ascii: "/")
    let other = try realPlace(of: descriptor, path: path)
    guard other.starts(with: place) else { return false }
    return other.count == place.count || place.last == slash || other[place.count] == slash
  }
}

/// Where an open file lies, without links.
///
/// The kernel is asked about the open file itself: a path could lead elsewhere a moment later.
private func realPlace(of descriptor: Int32, path: String) throws(SystemError) -> [UInt8] {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let length = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
  guard length >= 0 else { throw SystemError(failed: "resolve", path) }
  return buffer[..<length].map(UInt8.init(truncatingIfNeeded:))
}
