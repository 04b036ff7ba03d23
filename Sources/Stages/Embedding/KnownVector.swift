import Digests
import Pipeline
import Transformers

/// The vector of a text with all its numbers, as the cache keeps it for whatever document has that text.
struct KnownVector {
  var counts: TokenCounts
  var numbers: [Float]

  var bytes: [UInt8] {
    var writer = RecordWriter()
    for count in [counts.read, counts.cut, counts.pieces] { writer.write(count) }
    var raw: [UInt8] = []
    VectorForm.f32.append(numbers, to: &raw)
    writer.write(raw)
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
      numbers = VectorForm.f32.numbers(in: try reader.slice())
      guard numbers.count == dimensions, reader.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  init(_ counts: TokenCounts, _ numbers: [Float]) {
    self.counts = counts
    self.numbers = numbers
  }
}
