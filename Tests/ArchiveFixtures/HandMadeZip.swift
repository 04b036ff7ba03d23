/// A zip archive put together byte by byte, to say things that no honest program would write.
package struct HandMadeZip {
  package struct Entry {
    package var name: [UInt8]
    package var content: [UInt8]
    package var flags: UInt16
    package var checksum: UInt32?

    /// An entry stored as it is; flag 1 says that it is encrypted, 0x800 that its name is UTF-8.
    package init(
      _ name: [UInt8],
      _ content: [UInt8] = [],
      flags: UInt16 = 0,
      checksum: UInt32? = nil
    ) {
      self.name = name
      self.content = content
      self.flags = flags
      self.checksum = checksum
    }
  }

  package private(set) var bytes: [UInt8] = []

  package init(_ entries: [Entry]) {
    var directory: [UInt8] = []
    for entry in entries {
      let start = UInt32(bytes.count)
      let size = UInt32(entry.content.count)
      var common = little(UInt16(20)) + little(entry.flags) + little(UInt16(0))
      // Noon on the first of January 2020.
      common += little(UInt16(12 << 11)) + little(UInt16(40 << 9 | 1 << 5 | 1))
      common += little(entry.checksum ?? crc32(entry.content)) + little(size) + little(size)
      common += little(UInt16(entry.name.count)) + little(UInt16(0))
      bytes += little(UInt32(0x0403_4B50)) + common + entry.name + entry.content
      directory += little(UInt32(0x0201_4B50)) + little(UInt16(3 << 8 | 20)) + common
      directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0))
      let mode: UInt32 = entry.name.last == UInt8(ascii: "/") ? 0o040755 : 0o100644
      directory += little(mode << 16) + little(start) + entry.name
    }
    let start = UInt32(bytes.count)
    bytes += directory + little(UInt32(0x0605_4B50)) + little(UInt32(0))
    bytes += little(UInt16(entries.count)) + little(UInt16(entries.count))
    bytes += little(UInt32(directory.count)) + little(start) + little(UInt16(0))
  }
}

private func little(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }
}
