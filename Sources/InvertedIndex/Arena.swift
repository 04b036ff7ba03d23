/// Memory that is handed out piece by piece and given back all at once.
struct Arena: ~Copyable {
  private static let slabSize = 1 << 20
  private var slabs: [UnsafeMutablePointer<UInt8>] = []
  private var next: UnsafeMutablePointer<UInt8>?
  private var room = 0
  private(set) var memory = 0

  init() {}

  deinit { for slab in slabs { slab.deallocate() } }

  /// Returns memory for so many bytes, not aligned to anything.
  @inline(__always)
  mutating func take(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    guard let place = next, count <= room else { return takeFromNewSlab(count) }
    next = place + count
    room -= count
    return place
  }

  private mutating func takeFromNewSlab(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let size = max(Self.slabSize, count)
    let slab = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    slabs.append(slab)
    memory += size
    next = slab + count
    room = size - count
    return slab
  }
}
