/// Reads which points have a word.
struct PostingsReader {
  let count: Int
  private let bytes: [UInt8]
  private let name: String

  private static let headSize = 40
  private static let listHead = 24

  init(_ file: SnapshotFile) throws(SnapshotError) {
    try self.init(try file.bytes(0..<file.size), file.name)
  }

  init(_ bytes: [UInt8], _ name: String) throws(SnapshotError) {
    guard bytes.count >= Self.headSize else {
      throw .damaged(entry: name, "it ends within its head")
    }
    let count = littleEndian(bytes[0..<8])
    guard count <= UInt64((bytes.count - Self.headSize) / Self.listHead) else {
      throw .damaged(entry: name, "\(bytes.count) bytes cannot be \(count) lists")
    }
    self.count = Int(count)
    self.bytes = bytes
    self.name = name
  }

  func points(of number: Int) throws(SnapshotError) -> [UInt32] {
    guard number < count else { throw .damaged(entry: name, "it has no list \(number)") }
    let damaged = SnapshotError.damaged(entry: name, "list \(number) makes no sense")
    func half(_ place: Int) -> UInt32 { UInt32(littleEndian(bytes[place..<place + 4])) }
    let head = Self.headSize + Self.listHead * number
    let start = littleEndian(bytes[head..<head + 8])
    let (chunks, idBytes) = (Int(half(head + 8)), Int(half(head + 12)))
    let (padding, rest) = (Int(bytes[head + 16]), Int(bytes[head + 17]))
    guard start <= UInt64(bytes.count), half(head + 20) == 0 else { throw damaged }
    let ids = Int(start) + 4 + 8 * chunks
    let tail = ids + idBytes + padding
    guard tail + 4 * rest <= bytes.count else { throw damaged }
    var points: [UInt32] = []
    for chunk in 0..<chunks {
      let place = Int(start) + 4 + 8 * chunk
      let from = Int(half(place + 4))
      let to = chunk + 1 < chunks ? Int(half(place + 12)) : idBytes
      guard from <= to, to <= idBytes,
        let differences = LanePacking.numbers(Array(bytes[ids + from..<ids + to]))
      else { throw damaged }
      var point = half(place)
      for difference in differences {
        point &+= difference
        points.append(point)
      }
    }
    for index in 0..<rest { points.append(half(tail + 4 * index)) }
    return points
  }
}
