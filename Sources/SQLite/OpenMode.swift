import CSQLite

/// How a database file is opened.
package enum OpenMode: Sendable {
  /// Reads and writes, and creates the file when it is missing.
  case readWriteCreate
  /// Creates the file, in place of one that may be there.
  case freshFile
  /// Reads and writes a file that exists.
  case readWrite
  /// Reads a file that others may be writing.
  case readOnly
  /// Reads a file that nobody writes.
  ///
  /// No locks are taken and no side files looked for, so it works on read-only media.
  case readOnlyImmutable

  var flags: Int32 {
    let access =
      switch self {
      case .readWriteCreate, .freshFile: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .readWrite: SQLITE_OPEN_READWRITE
      case .readOnly, .readOnlyImmutable: SQLITE_OPEN_READONLY
      }
    // A connection is not Sendable, so the compiler already keeps it to one task at a time.
    return access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE
  }

  var wantsWriting: Bool { self != .readOnly && self != .readOnlyImmutable }

  /// Returns the name to open, written so that no path is taken for anything but a path.
  ///
  /// A bare ":memory:" or "file:…" has a meaning of its own to SQLite; as a URI it is a file.
  func name(for path: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var name: [UInt8] = []
    name.reserveCapacity(path.utf8.count + 24)
    // A path that begins with two slashes would otherwise name a host.
    name += path.utf8.first == UInt8(ascii: "/") ? "file://".utf8 : "file:./".utf8
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        name.append(byte)
      default:
        name += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    if self == .readOnlyImmutable { name += "?immutable=1".utf8 }
    return String(decoding: name, as: UTF8.self)
  }
}
