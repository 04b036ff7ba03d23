import Glibc

/// Whether two runs of bytes are equal; written for the few bytes of a word.
@inline(__always)
func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let left = UnsafeRawPointer(left)
  let right = UnsafeRawPointer(right)
  func differ<Word: FixedWidthInteger & BitwiseCopyable>(at place: Int, _: Word.Type) -> Bool {
    (left + place).loadUnaligned(as: Word.self) != (right + place).loadUnaligned(as: Word.self)
  }
  if count >= 8 {
    var place = 0
    while place + 8 <= count {
      if differ(at: place, UInt64.self) { return false }
      place += 8
    }
    return !differ(at: count - 8, UInt64.self)
  }
  if count >= 4 {
    return !differ(at: 0, UInt32.self) && !differ(at: count - 4, UInt32.self)
  }
  for place in 0..<count where differ(at: place, UInt8.self) { return false }
  return true
}

/// Whether one run of bytes comes before another, byte by byte and the shorter first.
@inline(__always)
func precedes(
  _ left: UnsafeBufferPointer<UInt8>,
  _ right: UnsafeBufferPointer<UInt8>
) -> Bool {
  let common = min(left.count, right.count)
  guard common > 0, let first = left.baseAddress, let second = right.baseAddress else {
    return left.count < right.count
  }
  let order = memcmp(first, second, common)
  return order < 0 || order == 0 && left.count < right.count
}

/// The first eight bytes as a number that sorts like them.
@inline(__always)
func leadingNumber(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  var number: UInt64 = 0
  for index in 0..<8 {
    number = number << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
  }
  return number
}
