/// A vector of which only the numbers that are not zero are held.
package struct SparseVector: Hashable, Sendable {
  /// Which numbers, ascending.
  package var indices: [UInt32]
  package var values: [Float]

  package init(indices: [UInt32], values: [Float]) {
    self.indices = indices
    self.values = values
  }

  /// The vector as its storage has it: packed differences of indices, then the numbers.
  package var bytes: [UInt8] {
    var packed: [UInt8] = []
    if !indices.isEmpty {
      var differences: [UInt64] = []
      var previous: UInt32 = 0
      for index in indices {
        differences.append(UInt64(index - previous))
        previous = index
      }
      let width = max(8, bitWidth(differences.max() ?? 0))
      var writer = BitWriter()
      writer.write(UInt64(width - 8), bits: 6)
      for difference in differences { writer.write(difference, bits: width) }
      writer.align()
      packed = writer.bytes
    }
    var bytes: [UInt8] = []
    bytes.append(word: packed.count)
    bytes += packed
    bytes.append(word: values.count)
    bytes.append(bits: values)
    return bytes
  }
}
