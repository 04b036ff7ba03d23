/// A text on its way through the steps, and where in the original each of its bytes comes from.
///
/// All bytes of a scalar share one range of the original. Where nobody asks for offsets the ranges are
/// left out, and the steps keep to the bytes.
struct AlignedText {
  var bytes: [UInt8] = []
  /// The beginnings and ends in the original, one for each byte; empty where offsets are not kept.
  var starts: [UInt32] = []
  var ends: [UInt32] = []
  var isTracked = false
  /// Where the text began in the original.
  var base = 0

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Takes a part of the original as it stands.
  mutating func load(_ original: borrowing Span<UInt8>, _ range: Range<Int>) {
    clear()
    base = range.lowerBound
    bytes.append(original.extracting(range))
    guard isTracked else { return }
    var index = range.lowerBound
    while index < range.upperBound {
      let length = scalarLength(original[index])
      for _ in 0..<length {
        starts.append(UInt32(truncatingIfNeeded: index))
        ends.append(UInt32(truncatingIfNeeded: index + length))
      }
      index += length
    }
  }

  /// Appends a part of another text with its ranges.
  mutating func append(_ other: borrowing AlignedText, _ range: Range<Int>) {
    bytes.append(contentsOf: other.bytes[range])
    guard isTracked else { return }
    starts.append(contentsOf: other.starts[range])
    ends.append(contentsOf: other.ends[range])
  }

  /// Appends bytes that all come from one range.
  mutating func append(_ inserted: [UInt8], from start: UInt32, to end: UInt32) {
    bytes.append(contentsOf: inserted)
    guard isTracked else { return }
    for _ in inserted {
      starts.append(start)
      ends.append(end)
    }
  }

  mutating func append(scalar: UInt32, from start: UInt32, to end: UInt32) {
    bytes.append(scalar: scalar)
    guard isTracked else { return }
    for _ in 0..<scalarWidth(scalar) {
      starts.append(start)
      ends.append(end)
    }
  }

  /// The range of the original behind a byte; an empty one where there is none.
  func origin(at index: Int) -> (start: UInt32, end: UInt32) {
    index >= 0 && index < starts.count ? (starts[index], ends[index]) : (0, 0)
  }
}
