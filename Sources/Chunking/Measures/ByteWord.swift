/// Eight bytes in one word, of which questions are asked at once.
///
/// Answers are words with one in each byte of which something is true, else nothing.
struct ByteWord {
  private let bytes: UInt64
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  static let width = 8

  /// The eight bytes from an offset on, which the compiler makes one load.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    let block = bytes.extracting(offset..<offset &+ Self.width)
    let first = UInt64(block[0]) | UInt64(block[1]) << 8 | UInt64(block[2]) << 16
    let middle = UInt64(block[3]) << 24 | UInt64(block[4]) << 32 | UInt64(block[5]) << 40
    self.bytes = first | middle | UInt64(block[6]) << 48 | UInt64(block[7]) << 56
  }

  /// Whether all are ASCII.
  @inline(__always)
  var isASCII: Bool { bytes & ~Self.low == 0 }

  /// Where scalars go on that began before.
  @inline(__always)
  var continuations: UInt64 { (bytes >> 7) & ~(bytes >> 6) & Self.ones }

  /// Where a byte is under the mask what is asked for.
  @inline(__always)
  func equal(to byte: UInt8, under mask: UInt8 = 0xFF) -> UInt64 {
    let other = (bytes & (Self.ones &* UInt64(mask))) ^ (Self.ones &* UInt64(byte))
    return ~(((other & Self.low) &+ Self.low) | other) >> 7 & Self.ones
  }

  /// Where there are control characters below the space.
  @inline(__always)
  var controls: UInt64 {
    ~(((bytes & Self.low) &+ Self.ones &* 0x60) | bytes) >> 7 & Self.ones
  }

  /// How many of an answer's bytes are set.
  @inline(__always)
  static func count(_ answer: UInt64) -> Int { Int((answer &* ones) >> 56) }
}
