/// What layout has to know of a letter's script.
enum Script {
  case leftToRight, rightToLeft, unspaced, hangul, digit, neutral, mark

  init(_ scalar: UInt32) {
    switch scalar {
    case 0x30...0x39: self = .digit
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8:
      self = .leftToRight
    case 0x0...0x2FF: self = .neutral
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF:
      self = .mark
    case 0x370...0x58F: self = .leftToRight
    case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x610...0x61A, 0x64B...0x65F, 0x670,
      0x6D6...0x6ED:
      self = .mark
    case 0x660...0x669, 0x6F0...0x6F9: self = .digit
    case 0x590...0x8FF: self = .rightToLeft
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: self = .hangul
    case 0x900...0x1FFF: self = .leftToRight
    case 0x2000...0x2BFF: self = .neutral
    case 0x2C00...0x2DFF: self = .leftToRight
    case 0x2E00...0x2E7F: self = .neutral
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: self = .unspaced
    case 0xFB1D...0xFDFF, 0xFE70...0xFEFF: self = .rightToLeft
    case 0xE000...0xF8FF: self = .neutral
    case 0x10800...0x10FFF, 0x1E800...0x1EFFF: self = .rightToLeft
    default: self = .leftToRight
    }
  }
}

/// Tells white space, as Unicode has it.
func isWhitespace(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
    0x3000:
    true
  default: false
  }
}

/// Tells characters that no text has.
func isControl(_ scalar: UInt32) -> Bool {
  scalar < 0x20 && !(0x09...0x0D).contains(scalar) || scalar == 0x7F
    || (0x80...0x9F).contains(scalar) && scalar != 0x85
}

/// Reads the scalar that begins at an offset of valid UTF-8.
@inline(__always)
func decodeScalar(_ text: [UInt8], _ index: inout Int) -> UInt32 {
  let first = UInt32(text[index])
  index += 1
  if first < 0x80 { return first }
  var value: UInt32
  var rest: Int
  if first < 0xE0 {
    (value, rest) = (first & 0x1F, 1)
  } else if first < 0xF0 {
    (value, rest) = (first & 0x0F, 2)
  } else {
    (value, rest) = (first & 0x07, 3)
  }
  while rest > 0, index < text.count {
    value = value << 6 | UInt32(text[index] & 0x3F)
    index += 1
    rest -= 1
  }
  return value
}
