/// Bytes that grow at their end, with room to write numbers without asking each time.
struct ByteBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  /// Behind the bytes there is always this much readable memory.
  static let slack = 16

  init(capacity: Int = 4096) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.slack)
    base.initialize(repeating: 0, count: capacity + Self.slack)
  }

  deinit { base.deallocate() }

  var start: UnsafePointer<UInt8> { UnsafePointer(base) }
  var end: UnsafePointer<UInt8> { UnsafePointer(base + count) }
  var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let enlarged = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: enlarged + Self.slack)
    moved.initialize(from: base, count: count)
    (moved + count).initialize(repeating: 0, count: enlarged + Self.slack - count)
    base.deallocate()
    base = moved
    capacity = enlarged
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Drops what stands behind the first bytes.
  @inline(__always)
  mutating func shorten(to length: Int) { count = length }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (base + count).update(from: source, count: length)
    count += length
  }

  @inline(__always)
  mutating func append(varint value: UInt64) {
    reserve(Varint.longest)
    count += Varint.put(value, at: base + count)
  }

  /// Puts a number in place of the one byte that was kept free for it.
  @inline(__always)
  mutating func setSize(_ size: Int, at place: Int) {
    if size < 0x80 {
      base[place] = UInt8(truncatingIfNeeded: size)
    } else {
      insert(UInt64(size), at: place, over: 1)
    }
  }

  /// Puts a number at a place instead of the bytes there; what follows moves.
  mutating func insert(_ value: UInt64, at place: Int, over replaced: Int) {
    reserve(Varint.longest)
    let size = Varint.size(value)
    (base + place + size).update(
      from: base + place + replaced,
      count: count - place - replaced
    )
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Varint.longest) { number in
      guard let start = number.baseAddress else { return }
      number.initialize(repeating: 0)
      (base + place).update(from: start, count: Varint.put(value, at: start))
    }
    count += size - replaced
  }

  /// Writes a number of two bytes, the high one first.
  @inline(__always)
  mutating func set(_ value: Int, at place: Int) {
    base[place] = UInt8(truncatingIfNeeded: value >> 8)
    base[place + 1] = UInt8(truncatingIfNeeded: value)
  }
}
