/// Writes values into the compact bytes of the cache; the same values give the same bytes.
package struct RecordWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Gives what was written so far, and begins anew.
  package mutating func take() -> [UInt8] {
    let written = bytes
    bytes = []
    // What follows is likely to be as long.
    bytes.reserveCapacity(written.count)
    return written
  }

  /// Seven bits a byte, lowest first; small numbers take one byte.
  package mutating func write(_ number: Int) {
    // Zigzag, so that small negative numbers are short too.
    var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(_ raw: [UInt8]) {
    write(raw.count)
    bytes.append(contentsOf: raw)
  }

  /// The four bytes of a number with a fraction.
  package mutating func write(_ number: Float) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
    }
  }

  package mutating func write(_ flag: Bool) {
    bytes.append(flag ? 1 : 0)
  }

  package mutating func write<Value>(_ value: Value?, _ body: (inout RecordWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  package mutating func write<Value>(_ list: [Value], _ body: (inout RecordWriter, Value) -> Void) {
    write(list.count)
    for value in list { body(&self, value) }
  }
}

/// Reads what a `RecordWriter` wrote.
package struct RecordReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package var isAtEnd: Bool { position == bytes.endIndex }

  private var left: Int { bytes.endIndex - position }

  private var damage: RecordError { .damaged(at: position - bytes.startIndex) }

  package mutating func number() throws(RecordError) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard left > 0, shift < 64 else { throw damage }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    let number = Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    return Int(number)
  }

  package mutating func text() throws(RecordError) -> String {
    String(decoding: try slice(), as: UTF8.self)
  }

  package mutating func raw() throws(RecordError) -> [UInt8] {
    Array(try slice())
  }

  package mutating func fraction() throws(RecordError) -> Float {
    guard left >= 4 else { throw damage }
    var pattern: UInt32 = 0
    for index in 0..<4 { pattern |= UInt32(bytes[position + index]) << UInt32(8 * index) }
    position += 4
    return Float(bitPattern: pattern)
  }

  package mutating func flag() throws(RecordError) -> Bool {
    guard left > 0, bytes[position] <= 1 else {
      throw damage
    }
    position += 1
    return bytes[position - 1] == 1
  }

  package mutating func optional<Value>(
    _ body: (inout RecordReader) throws(RecordError) -> Value
  ) throws(RecordError) -> Value? {
    try flag() ? try body(&self) : nil
  }

  package mutating func list<Value>(
    atMost limit: Int = .max,
    _ body: (inout RecordReader) throws(RecordError) -> Value
  ) throws(RecordError) -> [Value] {
    let count = try listCount()
    guard count <= limit else { throw damage }
    var values: [Value] = []
    // Items are larger in memory than here, and whoever wrote the count may mean harm.
    values.reserveCapacity(min(count, 4096))
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  /// The count in front of a list.
  package mutating func listCount() throws(RecordError) -> Int {
    let count = try number()
    // Every item takes a byte at least, so a larger count is damage and must not reserve memory.
    guard count >= 0, count <= left else {
      throw damage
    }
    return count
  }

  /// The bytes of a text, or others with their count in front.
  package mutating func slice() throws(RecordError) -> ArraySlice<UInt8> {
    let count = try number()
    guard count >= 0, count <= left else {
      throw damage
    }
    defer { position += count }
    return bytes[position..<position + count]
  }
}

/// Says that the bytes of a cached result are not what was written.
package enum RecordError: Error, CustomStringConvertible, Hashable {
  case damaged(at: Int)

  package var description: String {
    switch self {
    case .damaged(let offset): "the cached result is damaged at byte \(offset)"
    }
  }
}
