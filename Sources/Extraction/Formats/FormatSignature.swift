/// Bytes by which the content of a file tells its format.
struct FormatSignature: Sendable {
  private let bytes: [UInt8]
  private let offset: Int
  /// Something that must follow anywhere in the head.
  private let marker: [UInt8]
  private let ignoresCase: Bool

  init(_ bytes: [UInt8], at offset: Int = 0, with marker: String = "") {
    self.bytes = bytes
    self.offset = offset
    self.marker = Array(marker.utf8)
    ignoresCase = false
  }

  init(_ text: String, at offset: Int = 0) {
    self.init(Array(text.utf8), at: offset)
  }

  /// A signature in letters of either case, after white space or a byte order mark.
  init(caseless text: String, with marker: String = "") {
    bytes = Array(text.lowercased().utf8)
    offset = 0
    self.marker = Array(marker.utf8)
    ignoresCase = true
  }

  func matches(_ head: Span<UInt8>) -> Bool {
    let start = ignoresCase ? Self.textStart(head) : offset
    guard head.count >= start + bytes.count else { return false }
    for index in bytes.indices {
      let byte = head[start + index]
      let isCapital = ignoresCase && (0x41...0x5A).contains(byte)
      guard (isCapital ? byte | 0x20 : byte) == bytes[index] else { return false }
    }
    return marker.isEmpty || contains(marker, in: head, from: start + bytes.count)
  }

  private func contains(_ marker: [UInt8], in head: Span<UInt8>, from start: Int) -> Bool {
    guard head.count - start >= marker.count else { return false }
    for candidate in start...(head.count - marker.count) where head[candidate] == marker[0] {
      if marker.indices.allSatisfy({ head[candidate + $0] == marker[$0] }) { return true }
    }
    return false
  }

  private static func textStart(_ head: Span<UInt8>) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = head.count >= 3 && mark.indices.allSatisfy { head[$0] == mark[$0] }
    var start = isMarked ? 3 : 0
    while start < head.count, head[start] <= 0x20, head[start] > 0 { start += 1 }
    return start
  }
}
