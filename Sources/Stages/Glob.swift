package import JSON
package import Pipeline

/// A pattern for paths: `*` and `?` within a part, `**` over parts, `[a-z]` and `{a,b}`.
///
/// It matches the whole path below its source, by bytes; letters are told apart by their case.
package struct Glob: SettingValue, Hashable {
  package let text: String
  private let alternatives: [[Part]]

  private enum Part: Hashable, Sendable {
    case anyParts
    case name([Piece])
  }

  private enum Piece: Hashable, Sendable {
    case byte(UInt8)
    case oneScalar
    case anyRun
    case set([ClosedRange<UInt32>], isNegated: Bool)
  }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String { "a pattern such as \"**/*.md\"" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let text = json.string else { throw SettingProblem(json, expected: Self.expected) }
    do throws(GlobProblem) {
      try self.init(text)
    } catch {
      throw SettingProblem(at: json.place, "\"\(text)\" is not a pattern: \(error.message)")
    }
  }

  package var json: JSON { JSON(text) }

  /// What is wrong with a pattern.
  package struct GlobProblem: Error {
    package var message: String
  }

  package init(_ text: String) throws(GlobProblem) {
    self.text = text
    guard !text.isEmpty else { throw GlobProblem(message: "it is empty") }
    var compiled: [[Part]] = []
    for alternative in try Self.expand(Array(text.utf8)) {
      var parts: [Part] = []
      let slash = UInt8(ascii: "/")
      for part in alternative.split(separator: slash, omittingEmptySubsequences: false) {
        if part.elementsEqual("**".utf8) {
          if parts.last != .anyParts { parts.append(.anyParts) }
        } else {
          parts.append(.name(try Self.pieces(Array(part))))
        }
      }
      compiled.append(parts)
    }
    alternatives = compiled
  }

  package func matches(_ path: String) -> Bool { matches(PathParts(path)) }

  /// Matches a path that was cut once for many patterns.
  func matches(_ path: PathParts) -> Bool {
    alternatives.contains { Self.matches($0, path.parts) }
  }

  /// A path cut into its parts.
  struct PathParts {
    fileprivate let parts: [[UInt8]]

    init(_ path: String) {
      parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    }
  }

  // MARK: Reading

  /// Replaces braces by all that they stand for.
  private static func expand(_ bytes: [UInt8]) throws(GlobProblem) -> [[UInt8]] {
    guard let open = plain(bytes).first(where: { bytes[$0] == UInt8(ascii: "{") }) else {
      return [bytes]
    }
    var depth = 0
    var cuts = [open]
    var close: Int?
    for index in plain(bytes) where index >= open {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { close = index }
      case UInt8(ascii: ",") where depth == 1: cuts.append(index)
      default: break
      }
      if close != nil { break }
    }
    guard let close else { throw GlobProblem(message: "'{' is not closed with '}'") }
    cuts.append(close)
    var expanded: [[UInt8]] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      let whole = bytes[..<open] + bytes[(start + 1)..<end] + bytes[(close + 1)...]
      expanded += try expand(Array(whole))
      guard expanded.count <= 1000 else {
        throw GlobProblem(message: "its braces stand for too much")
      }
    }
    return expanded
  }

  /// The places of bytes that mean something by themselves: not escaped, not within brackets.
  private static func plain(_ bytes: [UInt8]) -> [Int] {
    var places: [Int] = []
    var index = 0
    while index < bytes.count {
      places.append(index)
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "["): index = (end(ofSetAt: index, in: bytes) ?? index) + 1
      default: index += 1
      }
    }
    return places
  }

  /// The place of the bracket that closes a set; one that stands first in it does not.
  private static func end(ofSetAt open: Int, in bytes: [UInt8]) -> Int? {
    var first = open + 1
    if first < bytes.count, [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(bytes[first]) {
      first += 1
    }
    guard first < bytes.count else { return nil }
    return bytes[(first + 1)...].firstIndex(of: UInt8(ascii: "]"))
  }

  private static func pieces(_ bytes: [UInt8]) throws(GlobProblem) -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "*"):
        if pieces.last != .anyRun { pieces.append(.anyRun) }
        index += 1
      case UInt8(ascii: "?"):
        pieces.append(.oneScalar)
        index += 1
      case UInt8(ascii: "\\") where index + 1 < bytes.count:
        pieces.append(.byte(bytes[index + 1]))
        index += 2
      case UInt8(ascii: "["):
        guard let close = end(ofSetAt: index, in: bytes) else {
          throw GlobProblem(message: "'[' is not closed with ']'")
        }
        pieces.append(set(Array(bytes[(index + 1)..<close])))
        index = close + 1
      default:
        pieces.append(.byte(bytes[index]))
        index += 1
      }
    }
    return pieces
  }

  private static func set(_ bytes: [UInt8]) -> Piece {
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)[...]
    let isNegated = rest.first == 0x21 || rest.first == 0x5E  // '!' or '^'
    if isNegated { rest = rest.dropFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    while let low = rest.popFirst() {
      if rest.count >= 2, rest.first == 0x2D, let high = rest.dropFirst().first,
        high >= low
      {
        ranges.append(low...high)
        rest = rest.dropFirst(2)
      } else {
        ranges.append(low...low)
      }
    }
    return .set(ranges, isNegated: isNegated)
  }

  // MARK: Matching

  private static func matches(_ pattern: [Part], _ parts: [[UInt8]]) -> Bool {
    // Most patterns ask for nothing, or for nothing but the name.
    if pattern.first == .anyParts, pattern.count <= 2 {
      guard case .name(let pieces)? = pattern.dropFirst().first else { return true }
      return parts.last.map { matches(pieces, $0) } ?? false
    }
    // The parts that the pattern read so far may end at: no backtracking, so no pattern is slow.
    var ends: Set<Int> = [0]
    for part in pattern {
      var next: Set<Int> = []
      switch part {
      case .anyParts:
        if let first = ends.min() { next = Set(first...parts.count) }
      case .name(let pieces):
        for end in ends where end < parts.count && matches(pieces, parts[end]) {
          next.insert(end + 1)
        }
      }
      if next.isEmpty { return false }
      ends = next
    }
    return ends.contains(parts.count)
  }

  /// The scalar that begins at a byte; none where the byte is in the middle of one.
  private static func scalar(at start: Int, in name: [UInt8]) -> (UInt32?, length: Int) {
    let first = name[start]
    guard first >= 0x80 else { return (UInt32(first), 1) }
    guard first >= 0xC0 else { return (nil, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard start + length <= name.count else { return (nil, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in name[(start + 1)..<(start + length)] { value = value << 6 | UInt32(byte & 0x3F) }
    return (value, length)
  }

  private static func matches(_ pieces: [Piece], _ name: [UInt8]) -> Bool {
    var piece = 0
    var byte = 0
    var retry: (piece: Int, byte: Int)?
    while byte < name.count {
      if piece < pieces.count {
        switch pieces[piece] {
        case .anyRun:
          retry = (piece, byte)
          piece += 1
          continue
        case .byte(let wanted) where wanted == name[byte]:
          piece += 1
          byte += 1
          continue
        case .oneScalar:
          byte += 1
          while byte < name.count, name[byte] & 0xC0 == 0x80 { byte += 1 }
          piece += 1
          continue
        case .set(let ranges, let isNegated):
          let (scalar, length) = scalar(at: byte, in: name)
          if let scalar, ranges.contains(where: { $0.contains(scalar) }) != isNegated {
            piece += 1
            byte += length
            continue
          }
        default: break
        }
      }
      guard let last = retry else { return false }
      piece = last.piece + 1
      byte = last.byte + 1
      retry = (last.piece, byte)
    }
    return pieces[piece...].allSatisfy { $0 == .anyRun }
  }
}
