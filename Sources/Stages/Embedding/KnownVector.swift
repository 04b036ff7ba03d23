import Digests
import Pipeline
import Transformers

/// The vector of a text with all its numbers, as the cache keeps it for whatever document has that text.
struct KnownVector {
  var counts: TokenCounts
  var numbers: [Float]

  var bytes: [UInt8] {
    var writer = RecordWriter()
    for count in [counts.read, counts.cut, counts.pieces, numbers.count] { writer.write(count) }
    for number in numbers { writer.write(number) }
    return writer.bytes
  }

  /// Reads what `bytes` gave; nil where it is not whole, and is to be made anew.
  init?(_ bytes: [UInt8], dimensions: Int) {
    var reader = RecordReader(bytes)
    do throws(RecordError) {
      let sizes = 0...1 << 40
      counts = TokenCounts(
        read: try reader.number(in: sizes),
        cut: try reader.number(in: sizes),
        pieces: try reader.number(in: sizes)
      )
      guard try reader.number(in: sizes) == dimensions else { return nil }
      numbers = []
      numbers.reserveCapacity(dimensions)
      for _ in 0..<dimensions { numbers.append(try reader.fraction()) }
    } catch {
      return nil
    }
  }

  init(_ counts: TokenCounts, _ numbers: [Float]) {
    self.counts = counts
    self.numbers = numbers
  }
}
