/// Joins matches and what is between them into pieces.
struct PieceWriter {
  private(set) var pieces: [Piece] = []
  private let behavior: SplitBehavior
  private var wasMatch = false
  private var isFirst = true
  /// A match that waits for what comes next.
  private var waiting: Range<Int>?

  init(_ behavior: SplitBehavior) { self.behavior = behavior }

  mutating func reserve(_ count: Int) { pieces.reserveCapacity(count) }

  /// Begins another piece of text; parts before and after are never joined.
  mutating func begin() {
    flush()
    wasMatch = false
    isFirst = true
  }

  mutating func add(_ range: Range<Int>, isMatch: Bool) {
    switch behavior {
    case .removed: if !isMatch { emit(range) }
    case .isolated: emit(range)
    case .contiguous: join(range, isMatch == wasMatch)
    case .mergedWithPrevious: join(range, isMatch && !wasMatch)
    case .mergedWithNext:
      if isMatch {
        flush()
        waiting = range
      } else {
        emit((waiting?.lowerBound ?? range.lowerBound)..<range.upperBound)
        waiting = nil
      }
    }
    wasMatch = isMatch
    isFirst = false
  }

  private mutating func join(_ range: Range<Int>, _ joins: Bool) {
    if joins, !isFirst {
      waiting = (waiting?.lowerBound ?? range.lowerBound)..<range.upperBound
    } else {
      flush()
      waiting = range
    }
  }

  private mutating func flush() {
    if let waiting { emit(waiting) }
    waiting = nil
  }

  private mutating func emit(_ range: Range<Int>) {
    if !range.isEmpty { pieces.append(Piece(range)) }
  }

  /// Passes an added token on.
  mutating func pass(_ piece: Piece) {
    begin()
    pieces.append(piece)
  }

  consuming func finish() -> [Piece] {
    flush()
    return pieces
  }
}
