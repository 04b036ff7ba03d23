/// What is counted of a text eight bytes at a time.
///
/// Only where there may be other white space than plain spaces it looks closer.
struct PlainMeasure {
  private(set) var scalars = 0
  /// How many of them are plain spaces.
  private(set) var spaces = 0
  /// Whether plain spaces stand at an end of the text or beside each other.
  private(set) var isUneven = false
  /// How many scalars are white space, but no plain spaces.
  private(set) var otherSpaces = 0

  init(_ bytes: Span<UInt8>) {
    guard bytes.count > 0 else { return }
    var (continuations, spaces) = (0, 0)
    var double: UInt64 = 0
    // Whether the byte before is a space; at the beginning none may stand.
    var carry: UInt64 = 1
    var offset = 0
    while bytes.count &- offset >= ByteWord.width {
      let word = ByteWord(bytes, at: offset)
      let blank = word.equal(to: 0x20)
      spaces &+= ByteWord.count(blank)
      double |= blank & (blank << 8 | carry)
      carry = blank >> 56
      var other = word.controls
      if !word.isASCII {
        continuations &+= ByteWord.count(word.continuations)
        other |= word.equal(to: 0xC2) | word.equal(to: 0xE0, under: 0xFC)
      }
      while other != 0 {
        let place = offset &+ other.trailingZeroBitCount / 8
        if Whitespace.width(in: bytes, at: place) > 0 { otherSpaces &+= 1 }
        other &= other &- 1
      }
      offset &+= ByteWord.width
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      let blank: UInt64 = byte == 0x20 ? 1 : 0
      spaces &+= Int(blank)
      double |= blank & carry
      carry = blank
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      if byte != 0x20, Whitespace.width(in: bytes, at: offset) > 0 { otherSpaces &+= 1 }
      offset &+= 1
    }
    scalars = bytes.count &- continuations
    self.spaces = spaces
    isUneven = (double | carry) != 0
  }

  var solidScalars: Int { scalars - spaces - otherSpaces }
}
