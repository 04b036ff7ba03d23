/// Ascending numbers as bits: each chunk has its first number, and the differences of the others to that.
package struct PackedOffsets: Hashable {
  package var count: Int
  package var baseBits: Int
  package var deltaBits: Int
  package var chunkLog: Int

  /// What follows the chunks, so that whole words can be read everywhere.
  private static let tail = [UInt8](repeating: 0xFF, count: 7)

  private var chunkSize: Int { 1 << chunkLog }
  private var chunkBytes: Int { (baseBits + (chunkSize - 1) * deltaBits + 7) / 8 }
  /// How many bytes the numbers take.
  var size: Int { (count + chunkSize - 1) / chunkSize * chunkBytes + Self.tail.count }

  var isSound: Bool {
    count >= 0 && count < 1 << 40 && (1...56).contains(baseBits) && (1...56).contains(deltaBits)
      && (0...7).contains(chunkLog)
  }

  package init(count: Int, baseBits: Int, deltaBits: Int, chunkLog: Int) {
    self.count = count
    self.baseBits = baseBits
    self.deltaBits = deltaBits
    self.chunkLog = chunkLog
  }

  /// Chooses what takes the fewest bytes.
  package init(_ numbers: [UInt64]) {
    let baseBits = max(1, bitWidth(numbers.last ?? 0))
    var best: PackedOffsets?
    for chunkLog in 0...7 {
      var widest: UInt64 = 0
      for start in stride(from: 0, to: numbers.count, by: 1 << chunkLog) {
        let last = min(start + 1 << chunkLog, numbers.count) - 1
        widest = max(widest, numbers[last] - numbers[start])
      }
      let layout = PackedOffsets(
        count: numbers.count,
        baseBits: baseBits,
        deltaBits: max(1, bitWidth(widest)),
        chunkLog: chunkLog
      )
      if best.map({ layout.size < $0.size }) ?? true { best = layout }
    }
    self = best ?? PackedOffsets(count: 0, baseBits: 1, deltaBits: 1, chunkLog: 0)
  }

  package func pack(_ numbers: [UInt64]) -> [UInt8] {
    var writer = BitWriter()
    for start in stride(from: 0, to: numbers.count, by: chunkSize) {
      writer.write(numbers[start], bits: baseBits)
      for index in start + 1..<start + chunkSize {
        let difference = index < numbers.count ? numbers[index] - numbers[start] : .max
        writer.write(difference, bits: deltaBits)
      }
      writer.align()
    }
    writer.append(Self.tail)
    return writer.bytes
  }

  /// Where the chunk of a number lies, and reads the number from it.
  package func chunkRange(of index: Int) -> Range<Int> {
    let start = index >> chunkLog * chunkBytes
    return start..<start + chunkBytes
  }

  package func number(_ index: Int, in chunk: [UInt8]) -> UInt64 {
    var reader = BitReader(chunk)
    let base = reader.read(baseBits)
    let place = index & (chunkSize - 1)
    guard place > 0 else { return base }
    for _ in 1..<place { _ = reader.read(deltaBits) }
    return base &+ reader.read(deltaBits)
  }
}
