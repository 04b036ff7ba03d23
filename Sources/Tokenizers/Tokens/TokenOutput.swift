/// Where tokens go: a count, and as far as wanted their ids and places.
struct TokenOutput {
  let keepsIDs: Bool
  var keepsOffsets = false
  /// Beyond this many tokens the caller wants no more.
  let limit: Int
  var count = 0
  var ids: [UInt32] = []
  var offsets: [Range<Int>] = []
  /// For each token with a place: whether it was found before the model saw the text.
  var areAdded: [Bool] = []

  init(keepsIDs: Bool, limit: Int) {
    self.keepsIDs = keepsIDs
    self.limit = limit
  }

  mutating func add(_ id: UInt32, _ range: Range<Int>, isAdded: Bool) {
    count += 1
    if keepsIDs { ids.append(id) }
    guard keepsOffsets else { return }
    offsets.append(range)
    areAdded.append(isAdded)
  }

  @inline(__always)
  mutating func add(_ found: Range<Int>, from cache: borrowing WordCache) {
    count += found.count
    guard keepsIDs else { return }
    for index in found { ids.append(cache.id(at: index)) }
  }

  mutating func add(_ tokens: [UInt32], from first: Int) {
    count += tokens.count - first
    if keepsIDs { ids.append(contentsOf: tokens[first...]) }
  }
}
