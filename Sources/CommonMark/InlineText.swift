/// The text of a block under construction, with its marks and what may yet become one.
struct InlineText {
  /// A place in the text.
  struct Position {
    var byte = 0
    var scalar = 0
  }

  /// Text outside links and code, in which bare addresses may stand.
  struct PlainRun {
    var start: Position
    var end: Position
  }

  /// Two tildes, no more, that may begin or end struck text.
  struct DoubleTilde {
    var position: Position
    /// A number for the innermost emphasis it lies in.
    var container: Int
  }

  private(set) var bytes: [UInt8] = []
  private(set) var end = Position()
  private(set) var marks: [MarkdownText.Mark] = []
  private(set) var plainRuns: [PlainRun] = []
  private(set) var doubleTildes: [DoubleTilde] = []
  private var mayHaveAddress = false

  mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: more)
    var scalars = 0
    for byte in more where byte & 0xC0 != 0x80 { scalars += 1 }
    end.scalar += scalars
    end.byte = bytes.count
  }

  /// Adds the space that a line end stands for, if the writing has spaces.
  mutating func appendSoftBreak(before next: UnsafeBufferPointer<UInt8>) {
    if let last = bytes.last, last >= 0x80, let first = next.first, first >= 0x80,
      let before = Self.scalars(bytes.suffix(4)).last,
      let after = Self.scalars(next.prefix(4)).first,
      !SoftBreak.isSpace(between: before, and: after)
    {
      return
    }
    bytes.append(UInt8(ascii: " "))
    end.byte += 1
    end.scalar += 1
  }

  mutating func addMark(_ kind: MarkdownText.Mark.Kind, from start: Position, to end: Position) {
    marks.append(
      MarkdownText.Mark(kind, range: start.scalar..<end.scalar, bytes: start.byte..<end.byte)
    )
  }

  /// Notes that the text from a position on may hold bare addresses and strikethrough.
  mutating func notePlainRun(from start: Position, in container: Int) {
    var scalar = start.scalar
    var tildes = 0
    var previous: UInt8 = 0
    for index in start.byte...bytes.count {
      let byte = index < bytes.count ? bytes[index] : 0
      if byte == UInt8(ascii: "~") {
        tildes += 1
      } else {
        if tildes == 2 {
          let position = Position(byte: index - 2, scalar: scalar - 2)
          doubleTildes.append(DoubleTilde(position: position, container: container))
        }
        tildes = 0
      }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")
        || byte | 0x20 == UInt8(ascii: "w") && previous == byte
      {
        mayHaveAddress = true
      }
      if byte & 0xC0 != 0x80 { scalar += 1 }
      previous = byte
    }
    if let last = plainRuns.last, last.end.byte == start.byte {
      plainRuns[plainRuns.count - 1].end = end
    } else {
      plainRuns.append(PlainRun(start: start, end: end))
    }
  }

  consuming func finished() -> MarkdownText {
    var text = self
    if !text.doubleTildes.isEmpty { text.applyStrikethrough() }
    if text.mayHaveAddress {
      for run in text.plainRuns { text.marks += Autolinks.find(in: text.bytes, run) }
    }
    text.sortMarks()
    return MarkdownText(text: String(decoding: text.bytes, as: UTF8.self), marks: text.marks)
  }

  /// Sorts the marks by their start, longer ones first.
  private mutating func sortMarks() {
    // Marks come when they end, so inner ones before outer ones.
    marks = marks.enumerated().sorted { first, second in
      let (a, b) = (first.element.range, second.element.range)
      if a.lowerBound != b.lowerBound { return a.lowerBound < b.lowerBound }
      if a.upperBound != b.upperBound { return a.upperBound > b.upperBound }
      return first.offset > second.offset
    }.map(\.element)
  }

  /// Takes out bytes of ASCII, two at each place, and moves all places after them.
  mutating func removePairs(at starts: [Int]) {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var from = 0
    for start in starts {
      kept += bytes[from..<start]
      from = start + 2
    }
    kept += bytes[from...]
    bytes = kept
    func moved(_ byte: Int, _ scalar: Int) -> Position {
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < byte { low = middle + 1 } else { high = middle }
      }
      return Position(byte: byte - 2 * low, scalar: scalar - 2 * low)
    }
    end = moved(end.byte, end.scalar)
    for index in plainRuns.indices {
      plainRuns[index].start = moved(plainRuns[index].start.byte, plainRuns[index].start.scalar)
      plainRuns[index].end = moved(plainRuns[index].end.byte, plainRuns[index].end.scalar)
    }
    marks = marks.map { mark in
      let start = moved(mark.bytes.lowerBound, mark.range.lowerBound)
      let end = moved(mark.bytes.upperBound, mark.range.upperBound)
      return MarkdownText.Mark(
        mark.kind,
        range: start.scalar..<end.scalar,
        bytes: start.byte..<end.byte
      )
    }
  }

  private static func scalars(_ bytes: some Collection<UInt8>) -> String.UnicodeScalarView {
    String(decoding: bytes, as: UTF8.self).unicodeScalars
  }
}
