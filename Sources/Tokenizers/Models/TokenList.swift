/// The tokens that a model made of one piece, and which bytes of the piece each covers.
struct TokenList {
  var ids: [UInt32] = []
  var starts: [UInt32] = []
  var ends: [UInt32] = []

  mutating func clear() {
    ids.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ id: UInt32, _ start: Int, _ end: Int) {
    ids.append(id)
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end))
  }

  mutating func removeAll(from count: Int) {
    ids.removeSubrange(count...)
    starts.removeSubrange(count...)
    ends.removeSubrange(count...)
  }
}
