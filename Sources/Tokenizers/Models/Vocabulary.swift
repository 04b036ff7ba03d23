/// The tokens of a model and their ids, found by their bytes through open addressing.
struct Vocabulary: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [UInt32] = [0]
  private var ids: [UInt32] = []
  /// Indices of tokens plus one; 0 is vacant.
  private var slots: [UInt32]
  private var shift: UInt64
  /// Tokens by id, made once all are known: pairs of an id and an index, sorted.
  private var order: [UInt64] = []

  init(capacity: Int = 1024) {
    var bits: UInt64 = 4
    while 1 << bits < capacity * 2 { bits += 1 }
    slots = Array(repeating: 0, count: 1 << bits)
    shift = 64 - bits
  }

  var count: Int { ids.count }
  var largestID: UInt32? { ids.max() }

  private static func hash(_ token: borrowing Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<token.count {
      hash = (hash ^ UInt64(token[index])) &* 0x0000_0100_0000_01B3
    }
    return (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The slot of a token, or the vacant one where it belongs.
  private func slot(of token: borrowing Span<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(token) >> shift)
    while slots[slot] != 0 && !isToken(Int(slots[slot]) - 1, token) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isToken(_ index: Int, _ token: borrowing Span<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == token.count else { return false }
    for offset in 0..<token.count where bytes[start + offset] != token[offset] { return false }
    return true
  }

  /// Gives a token an id, in place of one that it had.
  mutating func insert(_ token: borrowing Span<UInt8>, id: UInt32) {
    if ids.count * 2 >= slots.count { grow() }
    let slot = slot(of: token)
    if slots[slot] != 0 {
      ids[Int(slots[slot]) - 1] = id
      return
    }
    bytes.append(token)
    starts.append(UInt32(bytes.count))
    ids.append(id)
    slots[slot] = UInt32(ids.count)
  }

  private mutating func grow() {
    let count = slots.count * 2
    shift -= 1
    slots = Array(repeating: 0, count: count)
    let bytes = bytes
    for index in ids.indices {
      let token = bytes.span.extracting(Int(starts[index])..<Int(starts[index + 1]))
      var slot = Int(truncatingIfNeeded: Self.hash(token) >> shift)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }

  func id(of token: borrowing Span<UInt8>) -> UInt32? {
    let index = slots[slot(of: token)]
    return index == 0 ? nil : ids[Int(index) - 1]
  }

  subscript(token: [UInt8]) -> UInt32? { id(of: token.span) }

  /// Makes ready for `token(of:)`; of several tokens with one id the first is kept.
  mutating func finish() {
    order = ids.indices.map { UInt64(ids[$0]) << 32 | UInt64($0) }.sorted()
  }

  /// Whether two tokens share an id.
  var hasSharedIDs: Bool { zip(order, order.dropFirst()).contains { $0 >> 32 == $1 >> 32 } }

  func token(of id: UInt32) -> ArraySlice<UInt8>? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if order[middle] >> 32 < UInt64(id) { low = middle + 1 } else { high = middle }
    }
    guard low < order.count, order[low] >> 32 == UInt64(id) else { return nil }
    let index = Int(UInt32(truncatingIfNeeded: order[low]))
    return bytes[Int(starts[index])..<Int(starts[index + 1])]
  }

  /// Calls with every token in the order in which they came.
  func forEach(_ body: (_ token: ArraySlice<UInt8>, _ id: UInt32) -> Void) {
    for index in ids.indices {
      body(bytes[Int(starts[index])..<Int(starts[index + 1])], ids[index])
    }
  }
}
