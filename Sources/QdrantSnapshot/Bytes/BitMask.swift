/// Bits in bytes, the lowest first.
struct BitMask {
  private(set) var bytes: [UInt8]

  /// Bits for so many things, all off, in a multiple of eight bytes.
  init(count: Int) {
    bytes = [UInt8](repeating: 0, count: paddedToEight((count + 7) / 8))
  }

  /// Takes bits as they are; those beyond are off.
  init(_ bytes: [UInt8], count: Int) {
    let size = paddedToEight((count + 7) / 8)
    self.bytes = Array(bytes.prefix(size))
    self.bytes.append(zeros: size - self.bytes.count)
  }

  subscript(index: Int) -> Bool {
    get { bytes[index >> 3] >> UInt8(index & 7) & 1 != 0 }
    set {
      let bit: UInt8 = 1 << UInt8(index & 7)
      if newValue { bytes[index >> 3] |= bit } else { bytes[index >> 3] &= ~bit }
    }
  }
}
