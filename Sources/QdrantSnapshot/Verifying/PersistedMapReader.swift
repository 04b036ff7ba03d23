/// Reads all keys of a table with their numbers.
struct PersistedMapReader {
  private(set) var entries: [FieldKey: [UInt32]] = [:]

  init(_ file: SnapshotFile, _ kind: PersistedMap.Kind) throws(SnapshotError) {
    try self.init(try file.bytes(0..<file.size), file.name, kind)
  }

  init(_ bytes: [UInt8], _ name: String, _ kind: PersistedMap.Kind) throws(SnapshotError) {
    func damaged(_ message: String) -> SnapshotError { .damaged(entry: name, message) }
    let mark = Array(kind.rawValue.utf8)
    guard bytes.count >= 24, bytes.starts(with: mark), bytes[mark.count..<8].allSatisfy({ $0 == 0 })
    else { throw damaged("it does not begin with '\(kind.rawValue)'") }
    let (table, count) = (littleEndian(bytes[8..<16]), littleEndian(bytes[16..<24]))
    guard table <= UInt64(bytes.count), count <= (UInt64(bytes.count) - table) / 8 else {
      throw damaged("\(bytes.count) bytes cannot be a table of \(count) keys")
    }
    let end = Int(table) + 8 * Int(count)
    for bucket in 0..<Int(count) {
      let start = Int(table) + 8 * bucket
      let offset = littleEndian(bytes[start..<start + 8])
      guard offset < UInt64(bytes.count - end) else {
        throw damaged("the entry of key \(bucket) lies beyond it")
      }
      guard let (key, numbers) = Self.entry(bytes, at: end + Int(offset), base: end, kind) else {
        throw damaged("the entry of key \(bucket) makes no sense")
      }
      guard entries.updateValue(numbers, forKey: key) == nil else {
        throw damaged("key \(bucket) is there twice")
      }
    }
  }

  private static func entry(
    _ bytes: [UInt8],
    at start: Int,
    base: Int,
    _ kind: PersistedMap.Kind
  ) -> (FieldKey, [UInt32])? {
    let key: FieldKey
    var place = start
    switch kind {
    case .text:
      guard let end = bytes[start...].firstIndex(of: 0xFF) else { return nil }
      key = .text(Array(bytes[start..<end]))
      place = end + 1
    case .integer:
      guard start + 8 <= bytes.count else { return nil }
      key = .integer(Int64(bitPattern: littleEndian(bytes[start..<start + 8])))
      place += 8
    case .wide:
      guard start + 16 <= bytes.count else { return nil }
      key = .wide(
        high: littleEndian(bytes[start + 8..<start + 16]),
        low: littleEndian(bytes[start..<start + 8])
      )
      place += 16
    }
    place += (4 - (place - start) % 4) % 4
    guard place + 4 <= bytes.count else { return nil }
    let count = Int(littleEndian(bytes[place..<place + 4]))
    place += 4
    guard count <= (bytes.count - place) / 4 else { return nil }
    return (
      key,
      (0..<count).map { UInt32(littleEndian(bytes[place + 4 * $0..<place + 4 * $0 + 4])) }
    )
  }
}
