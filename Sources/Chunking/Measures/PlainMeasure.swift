/// What is counted of a text eight bytes at a time.
///
/// It knows no other white space than the plain space, but tells where a text may have other.
struct PlainMeasure {
  private(set) var scalars = 0
  /// How many of them are plain spaces.
  private(set) var spaces = 0
  /// Whether plain spaces stand at an end of the text or beside each other.
  private(set) var isUneven = false
  /// Whether there are control characters, some of which are white space.
  private var hasControls = false
  /// Whether there are bytes that white space beyond ASCII begins with.
  private var mayHaveWideSpace = false

  init(_ bytes: Span<UInt8>) {
    guard bytes.count > 0 else { return }
    var (continuations, spaces) = (0, 0)
    var (double, control, wide) = (UInt64(0), UInt64(0), UInt64(0))
    // Whether the byte before is a space; at the beginning none may stand.
    var carry: UInt64 = 1
    var offset = 0
    while bytes.count &- offset >= ByteWord.width {
      let word = ByteWord(bytes, at: offset)
      let blank = word.equal(to: 0x20)
      spaces &+= ByteWord.count(blank)
      double |= blank & (blank << 8 | carry)
      carry = blank >> 56
      control |= word.controls
      if !word.isASCII {
        continuations &+= ByteWord.count(word.continuations)
        wide |= word.equal(to: 0xC2) | word.equal(to: 0xE0, under: 0xFC)
      }
      offset &+= ByteWord.width
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      let blank: UInt64 = byte == 0x20 ? 1 : 0
      spaces &+= Int(blank)
      double |= blank & carry
      carry = blank
      control |= byte < 0x20 ? 1 : 0
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      wide |= byte == 0xC2 || byte & 0xFC == 0xE0 ? 1 : 0
      offset &+= 1
    }
    scalars = bytes.count &- continuations
    self.spaces = spaces
    isUneven = (double | carry) != 0
    hasControls = control != 0
    mayHaveWideSpace = wide != 0
  }

  /// Whether there is white space beside the plain space.
  func hasOtherSpace(_ bytes: Span<UInt8>) -> Bool {
    guard hasControls || mayHaveWideSpace else { return false }
    for offset in bytes.indices where bytes[offset] < 0x20 || bytes[offset] >= 0xC2 {
      if Whitespace.width(in: bytes, at: offset) > 0 { return true }
    }
    return false
  }
}
