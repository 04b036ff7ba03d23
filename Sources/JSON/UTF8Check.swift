extension Span<UInt8> {
  /// The offset of the first byte that cannot stand in UTF-8; nil where all can.
  package func firstInvalidUTF8() -> Int? {
    var index = 0
    while index < count {
      let byte = self[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length: Int
      // What the second byte may be is narrower for overlong forms, surrogates and the last plane.
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        second = 0xA0...0xBF
      case 0xED:
        length = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        second = 0x90...0xBF
      case 0xF1...0xF3: length = 4
      case 0xF4:
        length = 4
        second = 0x80...0x8F
      default: return index
      }
      guard index + length <= count, second.contains(self[index + 1]) else { return index }
      for offset in 2..<max(2, length) where self[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}
