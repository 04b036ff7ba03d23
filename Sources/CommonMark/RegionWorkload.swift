/// A bound on the parser's work on tables and link targets in lines without a blank one between.
struct RegionWorkload {
  private(set) var cost = 0.0
  private var lines = 0.0
  private var size = 0.0
  private var columns = 0.0
  private var squaredPipes = 0.0
  private var hasDefinition = false
  private var bracketLine: Int?
  private var longestBracketRun = 0

  mutating func add(_ line: LineScan, from start: Int) {
    if line.hasDefinition { hasDefinition = true }
    squaredPipes += line.pipes * line.pipes
    if line.isDelimiterRow {
      // The parser reads all of the paragraph so far as a header, line by line.
      cost += size * lines * 0.3 + squaredPipes * 4
      columns = max(columns, line.pipes + 1)
    } else if columns > 0 {
      // A short row is filled up with empty cells.
      cost += line.pipes * line.pipes * 4 + columns * 300
    }
    lines += 1
    size += Double(line.end - start)
  }

  /// Notes a line that may begin the definition of a link target.
  mutating func beginBracketLine(at offset: Int) {
    endBracketRun(at: offset)
    bracketLine = offset
  }

  /// The most bytes that one link target in the region can have.
  mutating func longestReference(endingAt end: Int) -> Double {
    endBracketRun(at: end)
    return hasDefinition ? Double(longestBracketRun) : 0
  }

  private mutating func endBracketRun(at offset: Int) {
    guard let bracketLine else { return }
    longestBracketRun = max(longestBracketRun, offset - bracketLine)
  }
}
