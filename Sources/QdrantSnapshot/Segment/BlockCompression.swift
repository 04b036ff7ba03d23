/// Blocks of LZ4: runs of bytes as they are, and copies of what stood before.
package enum BlockCompression {
  private static let shortestMatch = 4
  /// The last bytes of a block are never part of a copy, as the format demands.
  private static let literalTail = 12
  private static let tableBits = 13

  package static func compress(_ input: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count / 2 + 16)
    var literalStart = 0
    if input.count > literalTail {
      var table = [Int32](repeating: -1, count: 1 << tableBits)
      let lastStart = input.count - literalTail
      var position = 0
      while position < lastStart {
        let word = word(input, position)
        let slot = Int((word &* 2_654_435_761) >> UInt32(32 - tableBits))
        let candidate = Int(table[slot])
        table[slot] = Int32(truncatingIfNeeded: position)
        guard candidate >= 0, position - candidate <= 0xFFFF, self.word(input, candidate) == word
        else {
          position += 1
          continue
        }
        var length = shortestMatch
        let limit = input.count - 5 - position
        while length < limit, input[candidate + length] == input[position + length] { length += 1 }
        appendSequence(
          input[literalStart..<position],
          offset: position - candidate,
          length: length,
          to: &output
        )
        position += length
        literalStart = position
      }
    }
    appendLiterals(input[literalStart...], token: 0, to: &output)
    return output
  }

  /// Takes a block apart; nil where it is none, or is of another size than it should be.
  package static func decompress(_ input: [UInt8], size: Int) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(min(size, input.count * 255 + 64))
    var position = 0
    while position < input.count {
      let token = input[position]
      position += 1
      guard let literals = length(Int(token >> 4), input, &position),
        literals <= input.count - position, literals <= size - output.count
      else { return nil }
      output += input[position..<position + literals]
      position += literals
      if position == input.count { break }
      guard position + 2 <= input.count else { return nil }
      let offset = Int(input[position]) | Int(input[position + 1]) << 8
      position += 2
      guard offset > 0, offset <= output.count,
        let extra = length(Int(token & 15), input, &position),
        extra + shortestMatch <= size - output.count
      else { return nil }
      let start = output.count - offset
      for index in 0..<extra + shortestMatch { output.append(output[start + index]) }
    }
    return output.count == size ? output : nil
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
      | UInt32(bytes[start + 3]) << 24
  }

  private static func appendSequence(
    _ literals: ArraySlice<UInt8>,
    offset: Int,
    length: Int,
    to output: inout [UInt8]
  ) {
    let extra = length - shortestMatch
    appendLiterals(literals, token: UInt8(min(extra, 15)), to: &output)
    output.append(UInt8(offset & 255))
    output.append(UInt8(offset >> 8))
    if extra >= 15 { appendRest(of: extra - 15, to: &output) }
  }

  private static func appendLiterals(
    _ literals: ArraySlice<UInt8>,
    token: UInt8,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(min(literals.count, 15)) << 4 | token)
    if literals.count >= 15 { appendRest(of: literals.count - 15, to: &output) }
    output += literals
  }

  private static func appendRest(of length: Int, to output: inout [UInt8]) {
    output.append(contentsOf: repeatElement(255, count: length / 255))
    output.append(UInt8(length % 255))
  }

  private static func length(_ nibble: Int, _ input: [UInt8], _ position: inout Int) -> Int? {
    guard nibble == 15 else { return nibble }
    var length = 15
    while position < input.count {
      let byte = input[position]
      position += 1
      length += Int(byte)
      if byte < 255 { return length }
    }
    return nil
  }
}
