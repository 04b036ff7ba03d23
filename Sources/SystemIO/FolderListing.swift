import CLinux
import Glibc

/// Where one name lies among the names of its folder.
struct NamePlace {
  let start: Int
  let length: Int
}

/// The names in a folder, in the order of their bytes.
struct FolderListing {
  /// All names after one another, each ended by a zero byte.
  private(set) var names: [UInt8] = []
  private(set) var places: [NamePlace] = []

  /// Reads all names; nil, with the error number set, when the system stops midway.
  ///
  /// A folder removed meanwhile counts as empty.
  init?(reading descriptor: Int32, buffer: UnsafeMutableRawBufferPointer) {
    while true {
      let filled = retryingInterrupted {
        linux_read_folder(descriptor, buffer.baseAddress, buffer.count)
      }
      if filled == 0 || (filled == -1 && errno == ENOENT) { break }
      guard filled > 0 else { return nil }
      take(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    }
    names.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      places.sort { left, right in
        let order = memcmp(
          start + left.start,
          start + right.start,
          min(left.length, right.length)
        )
        return order == 0 ? left.length < right.length : order < 0
      }
    }
  }

  /// Takes the names out of the records that the system filled in.
  private mutating func take(_ records: UnsafeRawBufferPointer) {
    let lengthOffset = MemoryLayout<linux_folder_record>.offset(of: \.length) ?? 16
    // The name follows the one-byte kind and ends with a zero byte.
    let nameOffset = (MemoryLayout<linux_folder_record>.offset(of: \.kind) ?? 18) + 1
    guard let start = records.baseAddress else { return }
    var position = 0
    while position < records.count {
      let record = start + position
      position += Int(record.loadUnaligned(fromByteOffset: lengthOffset, as: UInt16.self))
      let text = record + nameOffset
      let name = UnsafeRawBufferPointer(
        start: text,
        count: strlen(text.assumingMemoryBound(to: CChar.self))
      )
      if isFolderItself(name) { continue }
      places.append(NamePlace(start: names.count, length: name.count))
      names.append(contentsOf: name)
      names.append(0)
    }
  }

  /// Whether the name is `.` or `..`.
  private func isFolderItself(_ name: UnsafeRawBufferPointer) -> Bool {
    name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
  }
}
