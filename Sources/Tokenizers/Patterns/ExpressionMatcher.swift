/// Follows the program of an expression over a part of a text.
struct ExpressionMatcher: ~Copyable {
  private let steps: [Expression.Step]
  private let sets: [PreparedSet]
  private let range: Range<Int>
  private var waiting: [Choice] = []

  /// Where to go on when the present way leads nowhere.
  private struct Choice {
    var step: Int
    var index: Int
    /// For runs: how far the index may go back, or on.
    var limit: Int
    var kind: Kind

    enum Kind { case fork, shorter, longer }
  }

  init(_ expression: Expression, in range: Range<Int>) {
    steps = expression.steps
    sets = expression.sets
    self.range = range
  }

  /// The end of the match that begins at an index; nil where none does.
  mutating func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Int? {
    follow(from: 0, at: start, bytes)
  }

  private mutating func follow(from first: Int, at start: Int, _ bytes: borrowing Span<UInt8>)
    -> Int?
  {
    let floor = waiting.count
    defer { waiting.removeSubrange(floor...) }
    var step = first
    var index = start
    while true {
      var succeeded = true
      switch steps[step] {
      case .done: return index
      case .set(let set):
        if index < range.upperBound {
          let (scalar, length) = bytes.scalar(at: index)
          succeeded = sets[set].contains(scalar)
          index += length
        } else {
          succeeded = false
        }
        step += 1
      case .run(let set, let least, let most, let kind):
        step += 1
        succeeded = run(bytes, sets[set], least, most, kind, &index, next: step)
      case .fork(let one, let other):
        waiting.append(Choice(step: other, index: index, limit: 0, kind: .fork))
        step = one
      case .jump(let target): step = target
      case .place(let place):
        succeeded = isAt(place, index, bytes)
        step += 1
      case .lookBehind(let set, let isNegative):
        var isThere = false
        if index > range.lowerBound {
          isThere = sets[set].contains(bytes.scalar(before: index).value)
        }
        succeeded = isThere != isNegative
        step += 1
      case .look(let end, let isNegative):
        succeeded = (follow(from: step + 1, at: index, bytes) != nil) != isNegative
        step = end
      case .atomic(let end):
        if let reached = follow(from: step + 1, at: index, bytes) {
          index = reached
        } else {
          succeeded = false
        }
        step = end
      }
      if !succeeded {
        guard takeChoice(above: floor, &step, &index, bytes) else { return nil }
      }
    }
  }

  private mutating func run(
    _ bytes: borrowing Span<UInt8>,
    _ set: PreparedSet,
    _ least: Int,
    _ most: Int,
    _ kind: ExpressionLoop,
    _ index: inout Int,
    next step: Int
  ) -> Bool {
    var count = 0
    var shortest = index
    let wanted = kind == .lazy ? least : most
    while count < wanted, index < range.upperBound {
      let (scalar, length) = bytes.scalar(at: index)
      guard set.contains(scalar) else { break }
      index += length
      count += 1
      if count == least { shortest = index }
    }
    guard count >= least else { return false }
    if kind == .greedy && index > shortest {
      waiting.append(Choice(step: step, index: index, limit: shortest, kind: .shorter))
    } else if kind == .lazy && most > least {
      waiting.append(Choice(step: step, index: index, limit: most - least, kind: .longer))
    }
    return true
  }

  private mutating func takeChoice(
    above floor: Int,
    _ step: inout Int,
    _ index: inout Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    while waiting.count > floor {
      let choice = waiting.removeLast()
      step = choice.step
      switch choice.kind {
      case .fork:
        index = choice.index
        return true
      case .shorter:
        index = choice.index - bytes.scalar(before: choice.index).length
        if index > choice.limit {
          waiting.append(
            Choice(step: step, index: index, limit: choice.limit, kind: .shorter)
          )
        }
        return true
      case .longer:
        guard choice.index < range.upperBound, case .run(let set, _, _, _) = steps[step - 1] else {
          continue
        }
        let (scalar, length) = bytes.scalar(at: choice.index)
        guard sets[set].contains(scalar) else { continue }
        index = choice.index + length
        if choice.limit > 1 {
          waiting.append(
            Choice(step: step, index: index, limit: choice.limit - 1, kind: .longer)
          )
        }
        return true
      }
    }
    return false
  }

  private func isAt(_ place: ExpressionPlace, _ index: Int, _ bytes: borrowing Span<UInt8>) -> Bool
  {
    switch place {
    case .start: index == range.lowerBound
    case .end: index == range.upperBound
    case .lineStart:
      index == range.lowerBound || (bytes[index - 1] == 0x0A && index < range.upperBound)
    case .lineEnd: index == range.upperBound || bytes[index] == 0x0A
    case .lastLineEnd:
      index == range.upperBound || (index == range.upperBound - 1 && bytes[index] == 0x0A)
    }
  }
}
