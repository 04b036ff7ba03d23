/// Why a name in an archive must not be used as a path.
package enum UnsafeName: String, Hashable, Sendable, CaseIterable {
  case empty
  /// It starts at the root of a file system.
  case absolute
  /// It starts with a drive, as in `C:`.
  case driveLetter
  /// One of its parts is `..`.
  case parentFolder
  /// It holds a zero byte.
  case zeroByte
  /// The archive says that it is UTF-8, which it is not, and libarchive gives nothing of it.
  case undecodable

  /// What is wrong with a name, whichever slash it uses; nil for a good one.
  package init?(checking name: some Collection<UInt8>) {
    guard let first = name.first else {
      self = .empty
      return
    }
    let parts = name.split(omittingEmptySubsequences: false, whereSeparator: Self.isSlash)
    let second = name.dropFirst().first
    if name.contains(0) {
      self = .zeroByte
    } else if Self.isSlash(first) {
      self = .absolute
    } else if second == UInt8(ascii: ":"), Self.isLetter(first) {
      self = .driveLetter
    } else if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      self = .parentFolder
    } else {
      return nil
    }
  }

  /// The reason as it reads after “its name”.
  package var phrase: String {
    switch self {
    case .empty: "is empty"
    case .absolute: "starts at the root"
    case .driveLetter: "starts with a drive"
    case .parentFolder: "leads out of its folder"
    case .zeroByte: "holds a zero byte"
    case .undecodable: "is not the UTF-8 that it claims to be"
    }
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
