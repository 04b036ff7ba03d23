/// The lists behind a posting table, one doclist for each term.
///
/// A list grows in slices, each twice as long as the one before, so that neither rare nor frequent
/// terms waste much.
struct PostingLists: ~Copyable {
  private struct Term: BitwiseCopyable {
    var bytes: UnsafeMutablePointer<UInt8>
    var length: Int
    /// How many slices there were before the current one.
    var slices: Int
    var first: UnsafeMutablePointer<UInt8>
    var tail: UnsafeMutablePointer<UInt8>
    var room: Int
    var lastRow: UInt64
  }

  private var arena = Arena()
  private var terms = Growable<Term>()
  private var slots = TermSlots(count: 1 << 14)

  init() {}

  var isEmpty: Bool { terms.count == 0 }
  var memory: Int { arena.memory + slots.memory + terms.count * MemoryLayout<Term>.stride }

  /// Adds the postings of one term and moves behind them.
  @inline(__always)
  mutating func addTerm(_ place: inout UnsafePointer<UInt8>, _ base: UInt64) {
    let length = Int(Varint.take(&place))
    let token = place
    place += length
    let head = Varint.take(&place)
    let row = base + head >> 1
    var span: UInt64 = 0
    let size: Int
    if head & 1 == 1 {
      span = Varint.take(&place)
      size = Int(Varint.take(&place))
    } else {
      var behind = place
      let positions = Int(Varint.take(&behind) / 2)
      size = behind - place + positions
    }
    let doclist = place
    place += size

    // In this order: a new term may move the others.
    let index = index(of: token, length)
    let term = terms.base + index
    let distance = row - term.pointee.lastRow
    let distanceSize = Varint.size(distance)
    if distanceSize + size + Varint.longest <= term.pointee.room {
      _ = Varint.put(distance, at: term.pointee.tail)
      (term.pointee.tail + distanceSize).update(from: doclist, count: size)
      term.pointee.tail += distanceSize + size
      term.pointee.room -= distanceSize + size
    } else {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Varint.longest) { number in
        guard let start = number.baseAddress else { return }
        number.initialize(repeating: 0)
        append(start, Varint.put(distance, at: start), to: term)
      }
      append(doclist, size, to: term)
    }
    term.pointee.lastRow = row + span
  }

  @inline(__always)
  private mutating func index(of token: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let hash = TermHash.of(token, length)
    let found = slots.find(hash) { index in
      terms[index].length == length && equal(terms[index].bytes, token, length)
    }
    if let index = found.term { return index }
    return addTerm(token, length, hash, found.slot)
  }

  private mutating func addTerm(
    _ token: UnsafePointer<UInt8>,
    _ length: Int,
    _ hash: UInt64,
    _ slot: Int
  ) -> Int {
    let bytes = arena.take(length)
    bytes.update(from: token, count: length)
    let slice = arena.take(Self.payload(0) + 8)
    let index = terms.count
    terms.append(
      Term(
        bytes: bytes,
        length: length,
        slices: 0,
        first: slice,
        tail: slice,
        room: Self.payload(0),
        lastRow: 0
      )
    )
    slots.set(slot, hash: hash, term: index)
    if slots.isCrowded(by: terms.count) {
      slots.grow(terms: terms.count) { TermHash.of(terms[$0].bytes, terms[$0].length) }
    }
    return index
  }

  /// How many bytes a slice holds in front of the address of the next one.
  @inline(__always)
  private static func payload(_ slice: Int) -> Int { (16 << min(slice, 12)) - 8 }

  private mutating func append(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    to term: UnsafeMutablePointer<Term>
  ) {
    var bytes = bytes
    var count = count
    while count > term.pointee.room {
      let part = term.pointee.room
      term.pointee.tail.update(from: bytes, count: part)
      bytes += part
      count -= part
      term.pointee.slices += 1
      let payload = Self.payload(term.pointee.slices)
      let next = arena.take(payload + 8)
      UnsafeMutableRawPointer(term.pointee.tail + part).storeBytes(
        of: UInt(bitPattern: next),
        as: UInt.self
      )
      term.pointee.tail = next
      term.pointee.room = payload
    }
    term.pointee.tail.update(from: bytes, count: count)
    term.pointee.tail += count
    term.pointee.room -= count
  }

  /// Returns the numbers of the terms in the order of their bytes.
  func sorted() -> [Int] {
    var keys = (0..<terms.count).map { (head: leadingNumber(of: bytes(ofTerm: $0)), index: $0) }
    keys.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      return precedes(bytes(ofTerm: left.index), bytes(ofTerm: right.index))
    }
    return keys.map(\.index)
  }

  @inline(__always)
  func bytes(ofTerm index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: terms[index].bytes, count: terms[index].length)
  }

  func lastRow(ofTerm index: Int) -> UInt64 { terms[index].lastRow }

  /// Appends a term's doclist, complete with its first row.
  func copyDoclist(ofTerm index: Int, to buffer: inout ByteBuffer) {
    let term = terms[index]
    var slice = term.first
    for number in 0..<term.slices {
      let payload = Self.payload(number)
      buffer.append(slice, payload)
      let next = UnsafeRawPointer(slice + payload).loadUnaligned(as: UInt.self)
      guard let pointer = UnsafeMutablePointer<UInt8>(bitPattern: next) else { return }
      slice = pointer
    }
    buffer.append(slice, term.tail - slice)
  }
}
