/// What the bytes of a Word file are packed in.
enum WordContainer {
  case zip, flat, encrypted, binary, empty, unknown

  /// The namespace of a package that is one XML document.
  static let flatMarker = "http://schemas.microsoft.com/office/2006/xmlPackage"

  init(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      self = .empty
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      self = .zip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      // A stream of this name holds the package of an encrypted file.
      let name: [UInt8] = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
      self = Self.contains(name, bytes[...]) ? .encrypted : .binary
    } else if bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<"),
      Self.contains(Array(Self.flatMarker.utf8), bytes.prefix(1 << 14))
    {
      self = .flat
    } else {
      self = .unknown
    }
  }

  private static func contains(_ word: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= word.count else { return false }
    for start in bytes.indices.dropLast(word.count - 1) where bytes[start] == word[0] {
      if word.indices.allSatisfy({ bytes[start + $0] == word[$0] }) { return true }
    }
    return false
  }
}
