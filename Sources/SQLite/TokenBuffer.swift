/// The tokens of one text, as a tokenizer has handed them over.
///
/// They are gathered first and given on afterwards, because calling a closure from a C function
/// costs more than a copy of the few bytes of a word.
struct TokenBuffer: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity = 1 << 14
  /// Where each token ends, twice, plus one when it is colocated.
  private var ends: UnsafeMutablePointer<Int>
  private var count = 0
  private var capacity = 1 << 11

  init() {
    bytes = .allocate(capacity: byteCapacity)
    ends = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  mutating func removeAll() {
    byteCount = 0
    count = 0
  }

  @inline(__always)
  mutating func append(_ token: UnsafePointer<UInt8>, _ length: Int, colocated: Bool) {
    if byteCount + length > byteCapacity { growBytes(length) }
    (bytes + byteCount).initialize(from: token, count: length)
    byteCount += length
    if count == capacity { growEnds() }
    ends[count] = byteCount << 1 | (colocated ? 1 : 0)
    count += 1
  }

  private mutating func growBytes(_ more: Int) {
    byteCapacity = max(byteCapacity * 2, byteCount + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
    moved.moveInitialize(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = moved
  }

  private mutating func growEnds() {
    capacity *= 2
    let moved = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
    moved.moveInitialize(from: ends, count: count)
    ends.deallocate()
    ends = moved
  }

  /// Lends the tokens one after the other.
  func forEach(_ receive: (_ token: Span<UInt8>, _ colocated: Bool) -> Void) {
    var start = 0
    for index in 0..<count {
      let end = ends[index] >> 1
      let token = UnsafeBufferPointer(start: bytes + start, count: end - start)
      receive(token.span, ends[index] & 1 == 1)
      start = end
    }
  }
}
