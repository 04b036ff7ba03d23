/// A number of sixteen bits as IEEE 754 has it: a sign, five bits of exponent, ten of the fraction.
package struct HalfFloat: Sendable, Hashable {
  package let bits: UInt16

  package init(bits: UInt16) { self.bits = bits }

  /// The nearest number, the even one where two are as near; what is too large becomes infinite.
  package init(_ number: Float) {
    let sign = UInt16(number.bitPattern >> 16) & 0x8000
    let magnitude = number.magnitude
    if number.isNaN {
      bits = sign | 0x7E00
    } else if magnitude >= 65520 {
      bits = sign | 0x7C00
    } else if magnitude < 0x1p-14 {
      // The steps are even here; adding what makes them the last bits of a float rounds.
      bits =
        sign
        | UInt16(truncatingIfNeeded: (magnitude + 0x1p-1).bitPattern &- Float(0x1p-1).bitPattern)
    } else {
      let pattern = magnitude.bitPattern
      let rounded = pattern &+ 0xFFF &+ (pattern >> 13 & 1)
      bits = sign | UInt16(truncatingIfNeeded: (rounded &- 112 << 23) >> 13)
    }
  }

  package var float: Float {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Float(bits & 1023)
    let sign: Float = bits & 0x8000 == 0 ? 1 : -1
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1 + fraction * 0x1p-10)
        * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}
