import SystemIO

/// Bodies of requests, each with some points, a body a line.
struct BodyLines: ~Copyable {
  private static let head = Array("{\"points\":[".utf8)
  private static let tail = Array("]}".utf8)

  private var file: AtomicFile
  private let mostPoints: Int
  private let mostBytes: Int
  private var bytes: [UInt8] = []
  private var points = 0

  init(to path: String, points: Int, bytes: Int) throws(SystemError) {
    file = try AtomicFile(at: path)
    mostPoints = points
    mostBytes = bytes
  }

  /// How long a body with this point alone is.
  static func size(of point: [UInt8]) -> Int { head.count + point.count + tail.count }

  mutating func add(_ point: [UInt8]) throws(SystemError) {
    let isFull = points == mostPoints || bytes.count + 1 + point.count + Self.tail.count > mostBytes
    if isFull { try endLine() }
    bytes += points == 0 ? Self.head : [UInt8(ascii: ",")]
    bytes += point
    points += 1
  }

  consuming func finish() throws(SystemError) {
    try endLine()
    _ = try file.finish()
  }

  private mutating func endLine() throws(SystemError) {
    guard points > 0 else { return }
    try file.append(bytes + Self.tail + [0x0A])
    bytes.removeAll(keepingCapacity: true)
    points = 0
  }
}
