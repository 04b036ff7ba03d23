/// Joins pairs of neighbours, the pair that was learnt first always before the others.
final class BytePairs: Sendable {
  let parts: BytePairsParts
  private let ranks: PairTable
  private let results: [UInt32]

  init(_ parts: BytePairsParts) {
    self.parts = parts
    ranks = parts.ranks
    results = parts.results
  }

  /// Storage of one call for the next.
  struct Scratch {
    var symbols: [Symbol] = []
    var queue = RankQueue()
    var lowest: [UInt32] = []
  }

  /// A part of the text: its token, its bytes, and its neighbours.
  struct Symbol {
    var id: UInt32
    var length: UInt32
    var previous: Int32
    var next: Int32
  }

  /// The sign that SentencePiece writes for a space.
  static let sign: [UInt8] = [0xE2, 0x96, 0x81]

  func tokenize(
    _ text: borrowing Span<UInt8>,
    _ scratch: inout Scratch,
    into tokens: inout TokenList
  ) {
    if parts.ignoresMerges, let id = whole(text) { return tokens.append(id, 0, text.count) }
    scratch.symbols.removeAll(keepingCapacity: true)
    if let bytes = parts.bytes {
      for index in 0..<text.count {
        scratch.symbols.append(
          Symbol(id: bytes.ids[Int(text[index])], length: 1, previous: 0, next: 0)
        )
      }
    } else {
      addCharacters(of: text, to: &scratch.symbols)
    }
    if scratch.symbols.count <= 48 && !parts.hasSharedIDs {
      joinFew(&scratch)
    } else {
      joinMany(&scratch)
    }
    var start = 0
    for symbol in scratch.symbols where symbol.length > 0 {
      let end = start + Int(symbol.length)
      tokens.append(symbol.id, start, end)
      start = end
    }
  }

  private func whole(_ text: borrowing Span<UInt8>) -> UInt32? {
    if let bytes = parts.bytes { bytes.whole.id(of: text) } else { parts.vocabulary.id(of: text) }
  }

  /// Makes a symbol of each character, or of each of its bytes, or of what is unknown.
  private func addCharacters(of text: borrowing Span<UInt8>, to symbols: inout [Symbol]) {
    var waiting: (id: UInt32, length: Int)?
    func add(_ id: UInt32, _ length: Int, _ symbols: inout [Symbol]) {
      symbols.append(
        Symbol(id: id, length: UInt32(truncatingIfNeeded: length), previous: 0, next: 0)
      )
    }
    let parts = parts
    let isPlain = parts.prefix.isEmpty && parts.suffix.isEmpty
    var spelled: [UInt8] = []
    var index = 0
    while index < text.count {
      let length = scalarLength(text[index])
      let end = index + length
      let id: UInt32?
      if isPlain {
        id =
          length == 1
          ? parts.ascii[Int(text[index] & 0x7F)]
          : parts.vocabulary.id(of: text.extracting(index..<end))
      } else {
        spelled.removeAll(keepingCapacity: true)
        if index > 0 { spelled.append(contentsOf: parts.prefix) }
        spelled.append(text.extracting(index..<end))
        if end == text.count { spelled.append(contentsOf: parts.suffix) }
        id = parts.vocabulary.id(of: spelled.span)
      }
      if let id {
        if let (unknown, length) = waiting { add(unknown, length, &symbols) }
        waiting = nil
        add(id, length, &symbols)
      } else if !parts.byteTokens.isEmpty,
        isPlain
          ? addBytes(text.extracting(index..<end), to: &symbols)
          : addBytes(spelled.span, to: &symbols)
      {
        // What is unknown before them stays waiting and comes behind, as in the reference.
      } else if let unknown = parts.unknown {
        if let (id, earlier) = waiting {
          if parts.fusesUnknown {
            waiting = (id, earlier + length)
          } else {
            add(id, earlier, &symbols)
            waiting = (unknown, length)
          }
        } else {
          waiting = (unknown, length)
        }
      }
      index = end
    }
    if let (unknown, length) = waiting { add(unknown, length, &symbols) }
  }

  private func addBytes(_ bytes: borrowing Span<UInt8>, to symbols: inout [Symbol]) -> Bool {
    for index in 0..<bytes.count where parts.byteTokens[Int(bytes[index])] == nil { return false }
    for index in 0..<bytes.count {
      guard let id = parts.byteTokens[Int(bytes[index])] else { return false }
      symbols.append(Symbol(id: id, length: 1, previous: 0, next: 0))
    }
    return true
  }

  /// Joins the symbols of a short piece by looking through all pairs for the next one to join.
  private func joinFew(_ scratch: inout Scratch) {
    var count = scratch.symbols.count
    guard count > 1 else { return }
    let none = UInt32.max
    scratch.lowest.removeAll(keepingCapacity: true)
    for index in 0..<count - 1 {
      let (left, right) = (scratch.symbols[index].id, scratch.symbols[index + 1].id)
      scratch.lowest.append(ranks[left, right] ?? none)
    }
    while count > 1 {
      var best = none
      var place = 0
      for index in 0..<count - 1 where scratch.lowest[index] < best {
        best = scratch.lowest[index]
        place = index
      }
      if best == none { break }
      scratch.symbols[place].id = results[Int(best)]
      scratch.symbols[place].length += scratch.symbols[place + 1].length
      count -= 1
      for index in place + 1..<max(place + 1, count) {
        scratch.symbols[index] = scratch.symbols[index + 1]
        scratch.lowest[index - 1] = scratch.lowest[index]
      }
      if place + 1 < count {
        scratch.lowest[place] =
          ranks[scratch.symbols[place].id, scratch.symbols[place + 1].id] ?? none
      }
      if place > 0 {
        scratch.lowest[place - 1] =
          ranks[scratch.symbols[place - 1].id, scratch.symbols[place].id] ?? none
      }
    }
    scratch.symbols.removeSubrange(count...)
  }

  /// Joins the symbols of a long piece with a queue of pairs.
  private func joinMany(_ scratch: inout Scratch) {
    let count = scratch.symbols.count
    scratch.queue.clear()
    for index in 0..<count {
      scratch.symbols[index].previous = Int32(truncatingIfNeeded: index - 1)
      scratch.symbols[index].next = index + 1 < count ? Int32(truncatingIfNeeded: index + 1) : -1
      if index + 1 < count,
        let rank = ranks[scratch.symbols[index].id, scratch.symbols[index + 1].id]
      {
        scratch.queue.add(UInt64(rank) << 32 | UInt64(index))
      }
    }
    scratch.queue.order()
    while let top = scratch.queue.pop() {
      let place = Int(UInt32(truncatingIfNeeded: top))
      let result = results[Int(top >> 32)]
      let left = scratch.symbols[place]
      guard left.length > 0, left.next >= 0 else { continue }
      let right = scratch.symbols[Int(left.next)]
      // Since it was put there the pair may have become another.
      guard let now = ranks[left.id, right.id], results[Int(now)] == result else { continue }
      scratch.symbols[place].id = result
      scratch.symbols[place].length += right.length
      scratch.symbols[place].next = right.next
      scratch.symbols[Int(left.next)].length = 0
      if right.next >= 0 {
        scratch.symbols[Int(right.next)].previous = Int32(truncatingIfNeeded: place)
        if let rank = ranks[result, scratch.symbols[Int(right.next)].id] {
          scratch.queue.push(UInt64(rank) << 32 | UInt64(place))
        }
      }
      if left.previous >= 0, let rank = ranks[scratch.symbols[Int(left.previous)].id, result] {
        scratch.queue.push(UInt64(rank) << 32 | UInt64(left.previous))
      }
    }
  }
}

/// A vocabulary in the alphabet of bytes, as bytes.
struct ByteVocabulary: Sendable {
  let ids: [UInt32]
  let whole: Vocabulary

  /// Reads a vocabulary; nil where it does not know every byte.
  init?(_ vocabulary: Vocabulary) {
    var ids: [UInt32] = []
    for scalar in ByteAlphabet.scalars {
      var name: [UInt8] = []
      name.append(scalar: scalar)
      guard let id = vocabulary[name] else { return nil }
      ids.append(id)
    }
    self.ids = ids
    var whole = Vocabulary(capacity: vocabulary.count)
    vocabulary.forEach { token, id in
      if let bytes = ByteAlphabet.bytes(of: Array(token).span), !bytes.isEmpty {
        whole.insert(bytes.span, id: id)
      }
    }
    self.whole = whole
  }
}

/// A queue of numbers that gives the lowest first.
struct RankQueue {
  private var heap: [UInt64] = []

  mutating func clear() { heap.removeAll(keepingCapacity: true) }

  /// Adds a number without regard to the order, which `order()` then makes.
  mutating func add(_ value: UInt64) { heap.append(value) }

  mutating func order() {
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  mutating func push(_ value: UInt64) {
    heap.append(value)
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[parent] > value else { break }
      heap[index] = heap[parent]
      index = parent
    }
    heap[index] = value
  }

  mutating func pop() -> UInt64? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink(0)
    }
    return top
  }

  private mutating func sink(_ start: Int) {
    var index = start
    let value = heap[index]
    while true {
      var child = index * 2 + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count && heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < value else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = value
  }
}
