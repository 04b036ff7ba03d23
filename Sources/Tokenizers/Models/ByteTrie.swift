/// A tree of byte strings whose edges lie in one table with open addressing.
struct ByteTrie: Sendable {
  /// The node from which an edge leads and its byte, plus one, above; the node it leads to below.
  private var edges: [UInt64]
  private var mask: Int
  private var shift: UInt32
  private var edgeCount = 0
  /// The value of each node; `nothing` where no string ends.
  private var values: [UInt32] = [Self.nothing]

  static let nothing = UInt32.max
  static let root: UInt32 = 0
  /// Nodes share 32 bits with a byte.
  static let mostNodes = 1 << 24 - 2

  init(capacity: Int = 512) {
    var bits: UInt32 = 6
    while 1 << bits < capacity * 2 { bits += 1 }
    edges = Array(repeating: 0, count: 1 << bits)
    mask = 1 << bits - 1
    shift = 32 - bits
  }

  var nodeCount: Int { values.count }

  @inline(__always)
  private func slot(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: ((key ^ key >> 15) &* 0x9E37_79B1) >> shift)
  }

  /// The node that a byte leads to; nil where no edge has it.
  @inline(__always)
  func node(after node: UInt32, _ byte: UInt8) -> UInt32? {
    let key = (node << 8 | UInt32(byte)) &+ 1
    var index = slot(key)
    let edges = edges.span
    while true {
      let edge = edges[index]
      if UInt32(truncatingIfNeeded: edge >> 32) == key { return UInt32(truncatingIfNeeded: edge) }
      if edge == 0 { return nil }
      index = (index + 1) & mask
    }
  }

  @inline(__always)
  func value(of node: UInt32) -> UInt32 { values.span[Int(node)] }

  /// Keeps a value for a string, in place of an earlier one; false once the tree is full.
  mutating func insert(_ string: borrowing Span<UInt8>, _ value: UInt32) -> Bool {
    var node = Self.root
    for index in 0..<string.count {
      if let next = self.node(after: node, string[index]) {
        node = next
        continue
      }
      guard values.count < Self.mostNodes else { return false }
      if edgeCount * 2 >= edges.count { grow() }
      let next = UInt32(values.count)
      place(UInt64((node << 8 | UInt32(string[index])) &+ 1) << 32 | UInt64(next))
      values.append(Self.nothing)
      node = next
    }
    values[Int(node)] = value
    return true
  }

  private mutating func place(_ edge: UInt64) {
    var index = slot(UInt32(truncatingIfNeeded: edge >> 32))
    while edges[index] != 0 { index = (index + 1) & mask }
    edges[index] = edge
    edgeCount += 1
  }

  private mutating func grow() {
    let old = edges
    edges = Array(repeating: 0, count: old.count * 2)
    mask = edges.count - 1
    shift -= 1
    edgeCount = 0
    for edge in old where edge != 0 { place(edge) }
  }

  /// The node of a string; nil where no string begins so.
  func node(of string: [UInt8]) -> UInt32? {
    var node = Self.root
    for byte in string {
      guard let next = self.node(after: node, byte) else { return nil }
      node = next
    }
    return node
  }
}
