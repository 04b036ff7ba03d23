/// SQLite's numbers of variable length: seven bits a byte, the highest first, nine bytes at most.
enum Varint {
  static let longest = 9

  /// Writes the number and returns how many bytes it took; there must be room for nine.
  @inline(__always)
  static func put(_ value: UInt64, at place: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 0x80 {
      place[0] = UInt8(truncatingIfNeeded: value)
      return 1
    }
    if value < 0x4000 {
      place[0] = UInt8(truncatingIfNeeded: value >> 7) | 0x80
      place[1] = UInt8(truncatingIfNeeded: value) & 0x7f
      return 2
    }
    return putLong(value, at: place)
  }

  private static func putLong(_ value: UInt64, at place: UnsafeMutablePointer<UInt8>) -> Int {
    if value >> 56 != 0 {
      place[8] = UInt8(truncatingIfNeeded: value)
      for index in 0..<8 {
        place[7 - index] = UInt8(truncatingIfNeeded: value >> (8 + 7 * UInt64(index))) | 0x80
      }
      return 9
    }
    let count = size(value)
    for index in 0..<count {
      place[count - 1 - index] = UInt8(truncatingIfNeeded: value >> (7 * UInt64(index))) | 0x80
    }
    place[count - 1] &= 0x7f
    return count
  }

  /// Returns how many bytes the number takes.
  @inline(__always)
  static func size(_ value: UInt64) -> Int {
    if value >> 56 != 0 { return 9 }
    return max(1, (70 - value.leadingZeroBitCount) / 7)
  }

  /// Reads a number and moves behind it; there must be nine readable bytes.
  @inline(__always)
  static func take(_ place: inout UnsafePointer<UInt8>) -> UInt64 {
    let first = place[0]
    if first < 0x80 {
      place += 1
      return UInt64(first)
    }
    let second = place[1]
    if second < 0x80 {
      place += 2
      return UInt64(first & 0x7f) << 7 | UInt64(second)
    }
    return takeLong(&place)
  }

  private static func takeLong(_ place: inout UnsafePointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 {
      let byte = place[index]
      value = value << 7 | UInt64(byte & 0x7f)
      if byte < 0x80 {
        place += index + 1
        return value
      }
    }
    value = value << 8 | UInt64(place[8])
    place += 9
    return value
  }
}
