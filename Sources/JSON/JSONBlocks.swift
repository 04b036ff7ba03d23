/// Cuts JSON that comes in piece by piece, lines of values or one list of them, into blocks of whole values.
///
/// So a file of any length is read by several threads, and no more of it is held than a few blocks.
package struct JSONBlocks {
  /// Values that stand together in a file.
  package struct Block: Sendable {
    /// Lines of values, or a list of them with its brackets.
    package var bytes: [UInt8]
    package var isList: Bool
    /// Where its first value may begin.
    package var line: Int
    package var column: Int

    /// The place in the file of one that is counted from the beginning of the block.
    package func place(_ place: JSONPlace) -> JSONPlace {
      // The bracket of a list is our own.
      let shift = place.line == 1 ? column - (isList ? 2 : 1) : 0
      return JSONPlace(
        file: place.file,
        line: line + place.line - 1,
        column: max(1, place.column + shift)
      )
    }
  }

  private enum Form { case unknown, lines, list, ended }

  private let file: String
  private let size: Int
  private var form = Form.unknown
  /// What has come in and is in no block yet.
  private var bytes: [UInt8] = []
  private var line = 1
  private var column = 1
  /// How much of it has been looked through, and where the last value that is whole ends.
  private var scanned = 0
  private var boundary: Int?
  /// Where the comma stands that the last block ended at, behind which another value has to be.
  private var comma: (line: Int, column: Int)?
  private var walk = ListWalk()

  /// Begins with nothing; blocks are not much smaller than the size unless they are the last.
  package init(file: String, size: Int = 1 << 19) {
    self.file = file
    self.size = size
  }

  /// Takes the next piece.
  package mutating func append(_ piece: [UInt8]) { bytes += piece }

  /// The next block; nil where more has to come in first.
  package mutating func next() -> Block? {
    look()
    guard form == .lines || form == .list, bytes.count >= size, let end = boundary else {
      return nil
    }
    return cut(end)
  }

  /// The last block, after everything has come in; nil where nothing but space is left.
  package mutating func last() throws(JSONProblem) -> Block? {
    look()
    switch form {
    case .unknown: return nil
    case .lines: return cut(bytes.count)
    case .list: throw problem(at: bytes.count, "the list is not closed with ']'")
    case .ended:
      let end = boundary ?? 0
      if let other = bytes[end...].dropFirst().firstIndex(where: { !isSpace($0) }) {
        throw problem(at: other, "something stands behind the end of the list")
      }
      if let comma, !bytes[..<end].contains(where: { !isSpace($0) }) {
        throw JSONProblem(
          place: JSONPlace(file: file, line: comma.line, column: comma.column),
          message: "a comma stands before ']'; JSON allows none there"
        )
      }
      return cut(end)
    }
  }

  private mutating func cut(_ end: Int) -> Block? {
    let isList = form != .lines
    let content = bytes[..<end]
    var block: Block?
    let isAtComma = form == .list
    let isBlank = !content.contains { !isSpace($0) }
    if !isBlank || isAtComma {
      // A comma before which nothing stands is left in, so that whoever reads the block says so.
      let end = Array(isBlank ? ",]".utf8 : "]".utf8)
      let text = isList ? [UInt8(ascii: "[")] + content + end : Array(content)
      block = Block(bytes: text, isList: isList, line: line, column: column)
    }
    comma = isAtComma ? place(of: end) : nil
    // The comma, or the bracket at the end.
    drop(isList ? min(end + 1, bytes.count) : end)
    boundary = nil
    return block
  }

  private mutating func drop(_ count: Int) {
    (line, column) = place(of: count)
    bytes.removeFirst(count)
    scanned = max(0, scanned - count)
  }

  private func place(of offset: Int) -> (line: Int, column: Int) {
    var place = (line: line, column: column)
    for byte in bytes[..<offset] {
      let isEnd = byte == 0x0A
      place.line += isEnd ? 1 : 0
      place.column = isEnd ? 1 : place.column + (byte & 0xC0 == 0x80 ? 0 : 1)
    }
    return place
  }

  private func problem(at offset: Int, _ message: String) -> JSONProblem {
    let (line, column) = place(of: offset)
    return JSONProblem(place: JSONPlace(file: file, line: line, column: column), message: message)
  }
}

extension JSONBlocks {
  /// Looks through what has come in for the end of a value.
  private mutating func look() {
    if form == .unknown { begin() }
    switch form {
    case .lines: lookForLines()
    case .list: lookForElements()
    case .unknown, .ended: break
    }
  }

  private mutating func begin() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard bytes.count >= mark.count || !mark.starts(with: bytes) else { return }
    if bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }) else { return }
    let isList = bytes[first] == UInt8(ascii: "[")
    form = isList ? .list : .lines
    if isList { drop(first + 1) }
  }

  private mutating func lookForLines() {
    if let end = bytes[scanned...].lastIndex(of: 0x0A) { boundary = end + 1 }
    scanned = bytes.count
  }

  private mutating func lookForElements() {
    var walk = walk
    let found = walk.on(through: bytes.span, from: scanned)
    self.walk = walk
    if let comma = found.comma { boundary = comma }
    scanned = found.end
    if walk.isPassed {
      form = .ended
      boundary = found.end
    }
  }
}

/// A walk through a list, which knows what lies between its elements.
private struct ListWalk {
  private var depth = 1
  private var isInString = false
  private var isEscaped = false

  /// Whether the bracket that ends the list was found.
  var isPassed: Bool { depth == 0 }

  /// Goes on to the end of what is there, or of the list; gives the last comma between two elements.
  mutating func on(through text: Span<UInt8>, from start: Int) -> (comma: Int?, end: Int) {
    var comma: Int?
    var index = start
    while index < text.count {
      let byte = text[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
      } else {
        switch byte {
        case 0x22: isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ","): if depth == 1 { comma = index }
        default: break
        }
        if depth == 0 { break }
      }
      index += 1
    }
    return (comma, index)
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
