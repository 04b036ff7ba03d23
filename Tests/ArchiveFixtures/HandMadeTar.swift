/// A tar archive put together byte by byte, to say things that no honest program would write.
package struct HandMadeTar {
  package struct Entry {
    package var name: [UInt8]
    package var content: [UInt8]
    /// The letter that tells files (`0`) from folders (`5`) and links (`2`).
    package var kind: Unicode.Scalar
    /// The size to claim; that of the content unless given.
    package var claimedSize: Int?

    package init(
      _ name: [UInt8],
      _ content: [UInt8] = [],
      kind: Unicode.Scalar = "0",
      claimedSize: Int? = nil
    ) {
      self.name = name
      self.content = content
      self.kind = kind
      self.claimedSize = claimedSize
    }
  }

  package private(set) var bytes: [UInt8] = []

  package init(_ entries: [Entry]) {
    for entry in entries {
      bytes += Self.header(of: entry) + entry.content
      bytes += [UInt8](repeating: 0, count: (512 - entry.content.count % 512) % 512)
    }
    bytes += [UInt8](repeating: 0, count: 1_024)
  }

  private static func header(of entry: Entry) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Collection<UInt8>, at position: Int) {
      header.replaceSubrange(position..<position + text.count, with: text)
    }
    put(entry.name.prefix(100), at: 0)
    put("0000644".utf8, at: 100)
    put("0000000".utf8, at: 108)
    put("0000000".utf8, at: 116)
    put(octal(entry.claimedSize ?? entry.content.count).utf8, at: 124)
    put(octal(writtenTime).utf8, at: 136)
    put("        ".utf8, at: 148)
    put(String(entry.kind).utf8, at: 156)
    put("ustar\u{0}00".utf8, at: 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum).utf8.suffix(6), at: 148)
    put([0, 0x20], at: 154)
    return header
  }

  private static func octal(_ value: Int) -> String {
    let digits = String(value, radix: 8)
    return String(repeating: "0", count: 11 - digits.utf8.count) + digits
  }
}
