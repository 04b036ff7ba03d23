/// A growing row of plain values that trusts its callers about places.
///
/// The inner loops of the index spend their time here, and an array's checks would double it.
struct Growable<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating _modify { yield &base[index] }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Makes room for so many elements in all.
  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let enlarged = max(capacity * 2, wanted)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: enlarged)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = enlarged
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Makes it hold so many equal elements and nothing else.
  mutating func fill(_ element: Element, count newCount: Int) {
    count = 0
    reserve(newCount)
    base.initialize(repeating: element, count: newCount)
    count = newCount
  }
}
