import Glibc

/// What sort of thing a name in the file system stands for.
package enum FileKind: String, Hashable, Sendable, CaseIterable {
  case regular
  case directory
  case symlink
  case fifo
  case socket
  case characterDevice
  case blockDevice

  /// The kind in the top bits of a mode; a kind this system does not know counts as a device.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .directory
    case S_IFLNK: self = .symlink
    case S_IFIFO: self = .fifo
    case S_IFSOCK: self = .socket
    case S_IFBLK: self = .blockDevice
    default: self = .characterDevice
    }
  }

  /// The kind as it reads in a sentence, with its article.
  package var phrase: String {
    switch self {
    case .regular: "a regular file"
    case .directory: "a folder"
    case .symlink: "a symbolic link"
    case .fifo: "a named pipe"
    case .socket: "a socket"
    case .characterDevice: "a character device"
    case .blockDevice: "a block device"
    }
  }
}
