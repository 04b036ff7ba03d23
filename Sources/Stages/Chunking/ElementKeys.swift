package import Chunking
package import Documents
import Pipeline

/// The keys of a document's elements, from which their ids follow where a file's name is known.
package struct ElementKeys: Sendable, Hashable {
  private var keys: [ElementKey] = []
  /// Elements that are in no chunk, ascending.
  private var leftOut: [Int] = []

  package init() {}

  package init(of elements: [Element], leavingOut options: ChunkingOptions) {
    var indexes = PageIndexes()
    var scratch: [UInt8] = []
    keys.reserveCapacity(elements.count)
    for (number, element) in elements.enumerated() {
      let index = indexes.next(on: element.pageNumber ?? 0)
      keys.append(ElementKey(of: element, index: index, &scratch))
      if options.leavesOut(element) { leftOut.append(number) }
    }
  }

  /// The keys of the elements that a chunk draws on.
  func keys(of range: Range<Int>) -> [ElementKey] {
    let range = range.clamped(to: 0..<keys.count)
    guard !leftOut.isEmpty else { return Array(keys[range]) }
    return range.filter { number in
      var (low, high) = (0, leftOut.count)
      while low < high {
        let middle = (low + high) / 2
        if leftOut[middle] < number { low = middle + 1 } else { high = middle }
      }
      return low == leftOut.count || leftOut[low] != number
    }.map { keys[$0] }
  }
}

extension ElementKeys {
  func write(to writer: inout RecordWriter) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 * keys.count)
    for key in keys {
      for word in [key.words.0, key.words.1] {
        for shift in stride(from: 0, to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
      }
    }
    writer.write(bytes)
    writer.write(leftOut) { $0.write($1) }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    let bytes = try reader.slice()
    guard bytes.count % 16 == 0 else { throw RecordError.damaged(at: 0) }
    func word(_ place: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[bytes.startIndex + place + $1]) << UInt64(8 * $1) }
    }
    keys = stride(from: 0, to: bytes.count, by: 16).map {
      ElementKey(words: (word($0), word($0 + 8)))
    }
    leftOut = try reader.list { (reader) throws(RecordError) in try reader.number() }
  }
}
