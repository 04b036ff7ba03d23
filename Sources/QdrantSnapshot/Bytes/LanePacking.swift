/// Packs 128 numbers in four lanes: the first into the first lane, the second into the second, and so on.
package enum LanePacking {
  package static let count = 128

  /// How many bits the widest of some numbers needs.
  package static func width(_ numbers: [UInt32]) -> Int {
    bitWidth(UInt64(numbers.reduce(0) { $0 | $1 }))
  }

  package static func append(_ numbers: [UInt32], width: Int, to bytes: inout [UInt8]) {
    guard width > 0 else { return }
    var words = [UInt32](repeating: 0, count: 4 * width)
    for (index, number) in numbers.enumerated() {
      let bit = index / 4 * width
      let word = 4 * (bit / 32) + index % 4
      let pair = UInt64(number) << UInt64(bit % 32)
      words[word] |= UInt32(truncatingIfNeeded: pair)
      if bit % 32 + width > 32 { words[word + 4] |= UInt32(truncatingIfNeeded: pair >> 32) }
    }
    bytes.append(bits: words)
  }
}
