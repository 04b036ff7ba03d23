import TestSupport

/// Ways to break a document.
enum Mutation {
  /// Breaks a document in one to four ways, some of them with the help of another.
  static func broken(_ bytes: [UInt8], by other: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8]
  {
    var bytes = bytes
    for _ in 0...numbers.below(4) {
      guard !bytes.isEmpty else { return numbers.bytes(numbers.below(64)) }
      switch numbers.below(8) {
      case 0: flipBits(&bytes, &numbers)
      case 1: bytes.removeLast(numbers.below(bytes.count))
      case 2: bytes.removeFirst(numbers.below(bytes.count))
      case 3: splice(&bytes, other, &numbers)
      case 4: repeatPart(&bytes, &numbers)
      case 5: bytes.removeSubrange(range(in: bytes, &numbers))
      case 6: replaceNumber(&bytes, &numbers)
      default: overwrite(&bytes, &numbers)
      }
    }
    return bytes
  }

  private static func range(in bytes: [UInt8], _ numbers: inout SeededNumbers) -> Range<Int> {
    let start = numbers.below(bytes.count)
    return start..<start + numbers.below(min(bytes.count - start, 4096) + 1)
  }

  private static func flipBits(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    for _ in 0...numbers.below(16) {
      bytes[numbers.below(bytes.count)] ^= 1 << UInt8(numbers.below(8))
    }
  }

  private static func overwrite(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let edges: [UInt8] = [0, 0xFF, 0x7F, 0x80, 0x20, 0x0A]
    let edge = numbers.pick(edges)
    for index in range(in: bytes, &numbers) { bytes[index] = edge }
  }

  private static func splice(
    _ bytes: inout [UInt8],
    _ other: [UInt8],
    _ numbers: inout SeededNumbers
  ) {
    guard !other.isEmpty else { return }
    let part = other[range(in: other, &numbers)]
    bytes.insert(contentsOf: part, at: numbers.below(bytes.count))
  }

  private static func repeatPart(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let part = Array(bytes[range(in: bytes, &numbers)])
    let place = numbers.below(bytes.count)
    for _ in 0...numbers.below(32) { bytes.insert(contentsOf: part, at: place) }
  }

  /// Puts a number in place of another, as lengths and offsets are often trusted.
  private static func replaceNumber(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let start = numbers.below(bytes.count)
    guard let first = bytes[start...].firstIndex(where: { (0x30...0x39).contains($0) }) else {
      return
    }
    let end = bytes[first...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
    let values = ["0", "-1", "4294967295", "2147483648", "99999999999999999999", "1e400"]
    bytes.replaceSubrange(first..<end, with: Array(numbers.pick(values).utf8))
  }
}
