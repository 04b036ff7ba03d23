/// Writes a text anew, scalar by scalar, with the ranges that the reference gives to each.
///
/// A change of 0 puts a scalar in the place of the next one of the source, 1 inserts it, and a negative
/// one also removes as many further scalars of the source.
struct Rewriting: ~Copyable {
  private let source: AlignedText
  private(set) var result: AlignedText
  private var offset = 0

  init(_ source: AlignedText, into result: consuming AlignedText, removingFirst removed: Int = 0) {
    self.source = source
    self.result = result
    self.result.clear()
    self.result.isTracked = source.isTracked
    if source.isTracked { for _ in 0..<removed { step() } }
  }

  private mutating func step() {
    if offset < source.bytes.count { offset += scalarLength(source.bytes[offset]) }
  }

  mutating func write(_ scalar: UInt32, change: Int) {
    guard source.isTracked else {
      result.bytes.append(scalar: scalar)
      return
    }
    let origin = source.origin(at: change > 0 ? offset - 1 : min(offset, source.starts.count - 1))
    if change <= 0 { for _ in 0...(-change) { step() } }
    result.append(scalar: scalar, from: origin.start, to: origin.end)
  }

  consuming func finish() -> AlignedText { result }
}
