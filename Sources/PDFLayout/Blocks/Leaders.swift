/// Rows of dots that lead from an entry of a table of contents to its page.
enum Leaders {
  /// Tells a line that ends in a row of dots and a page number.
  static func isEntry(_ line: Line, _ words: [Word], _ store: [UInt8]) -> Bool {
    guard line.words.count > 0, let last = line.words.last else { return false }
    return isEntry(
      bytes(of: line.words.suffix(40), words, store),
      page: words[Int(last)].characters
    )
  }

  private static func bytes(of indices: ArraySlice<Int32>, _ words: [Word], _ store: [UInt8])
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    for index in indices {
      let range = words[Int(index)].text
      bytes += store[Int(range.lowerBound)..<Int(range.upperBound)]
      bytes.append(0x20)
    }
    return bytes
  }

  private static func isEntry(_ bytes: [UInt8], page: Int32) -> Bool {
    var index = bytes.count - 1
    while index >= 0, bytes[index] <= 0x20 { index -= 1 }
    var digits = 0
    while index >= 0, isPageLetter(bytes[index]) {
      index -= 1
      digits += 1
    }
    guard digits > 0, digits <= 7 else { return false }
    return dots(before: index, bytes) >= 4
  }

  /// The dots, and ellipses for three, that stand before an offset with nothing but spaces between.
  static func dots(before end: Int, _ bytes: [UInt8]) -> Int {
    var index = end
    var count = 0
    while index >= 0 {
      switch bytes[index] {
      case 0x2E, 0x5F: count += 1
      case 0x20, 0xC2, 0xA0: break
      case 0xB7: count += 1
      case 0xA6 where index > 1 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2:
        count += 3
        index -= 2
      default: return count
      }
      index -= 1
    }
    return count
  }

  /// The last row of dots with text on both sides, with the spaces around it.
  static func range(in bytes: [UInt8]) -> Range<Int>? {
    func isLeader(_ index: Int) -> Bool {
      switch bytes[index] {
      case 0x20, 0x2E, 0x5F: true
      case 0xC2: index + 1 < bytes.count && [0xA0, 0xB7].contains(bytes[index + 1])
      case 0xA0, 0xB7: index > 0 && bytes[index - 1] == 0xC2
      case 0xE2: bytes[index...].starts(with: [0xE2, 0x80, 0xA6])
      case 0x80: index > 0 && bytes[(index - 1)...].starts(with: [0xE2, 0x80, 0xA6])
      case 0xA6: index > 1 && bytes[(index - 2)...].starts(with: [0xE2, 0x80, 0xA6])
      default: false
      }
    }
    var end = bytes.count
    while end > 0 {
      while end > 0, !isLeader(end - 1) { end -= 1 }
      var start = end
      while start > 0, isLeader(start - 1) { start -= 1 }
      if start > 0, end < bytes.count, dots(before: end - 1, bytes) >= 4 { return start..<end }
      end = start
    }
    return nil
  }

  /// Whether a text is nothing but such a row.
  static func isOnlyDots(_ bytes: [UInt8]) -> Bool {
    dots(before: bytes.count - 1, bytes) >= 4
      && bytes.allSatisfy { [0x2E, 0x20, 0x5F, 0xC2, 0xB7, 0xA0, 0xE2, 0x80, 0xA6].contains($0) }
  }

  /// Digits, and the letters of Roman and appendix pages.
  private static func isPageLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2D
      || [0x69, 0x76, 0x78, 0x6C, 0x63, 0x41, 0x42, 0x43, 0x44].contains(byte)
  }
}
