/// An expression made ready for matching: a short program that a small machine follows.
struct Expression: Sendable {
  enum Step: Sendable {
    case set(Int)
    /// Takes scalars of a set, as many as wanted; the commonest repetition by far.
    case run(Int, least: Int, most: Int, ExpressionLoop)
    case fork(first: Int, second: Int)
    case jump(Int)
    case place(ExpressionPlace)
    case look(end: Int, isNegative: Bool)
    case atomic(end: Int)
    case lookBehind(Int, isNegative: Bool)
    case done
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [PreparedSet] = []

  init(_ text: String) throws(ExpressionProblem) {
    try add(try ExpressionReader.read(text))
    steps.append(.done)
  }

  private mutating func add(_ set: ScalarSet) -> Int {
    sets.append(PreparedSet(set))
    return sets.count - 1
  }

  private mutating func add(_ node: ExpressionNode) throws(ExpressionProblem) {
    guard steps.count < 100_000 else {
      throw ExpressionProblem(message: "more than its counts allow")
    }
    switch node {
    case .set(let set): steps.append(.set(add(set)))
    case .sequence(let parts): for part in parts { try add(part) }
    case .either(let parts):
      var jumps: [Int] = []
      for (index, part) in parts.enumerated() {
        guard index < parts.count - 1 else {
          try add(part)
          break
        }
        let fork = steps.count
        steps.append(.done)
        try add(part)
        jumps.append(steps.count)
        steps.append(.done)
        steps[fork] = .fork(first: fork + 1, second: steps.count)
      }
      for jump in jumps { steps[jump] = .jump(steps.count) }
    case .loop(.set(let set), let least, let most, let kind):
      steps.append(.run(add(set), least: least, most: most, kind))
    case .loop(let body, let least, let most, .possessive):
      try add(.atomic(.loop(body, least, most, .greedy)))
    case .loop(let body, let least, let most, let kind):
      for _ in 0..<least { try add(body) }
      if most == .max {
        let fork = steps.count
        steps.append(.done)
        try add(body)
        steps.append(.jump(fork))
        steps[fork] = Self.fork(into: fork + 1, past: steps.count, kind)
      } else {
        var forks: [Int] = []
        for _ in least..<max(least, most) {
          forks.append(steps.count)
          steps.append(.done)
          try add(body)
        }
        for fork in forks { steps[fork] = Self.fork(into: fork + 1, past: steps.count, kind) }
      }
    case .atomic(let body):
      let start = steps.count
      steps.append(.done)
      try add(body)
      steps.append(.done)
      steps[start] = .atomic(end: steps.count)
    case .look(let body, let isNegative):
      let start = steps.count
      steps.append(.done)
      try add(body)
      steps.append(.done)
      steps[start] = .look(end: steps.count, isNegative: isNegative)
    case .lookBehind(let set, let isNegative):
      steps.append(.lookBehind(add(set), isNegative: isNegative))
    case .place(let place): steps.append(.place(place))
    }
  }

  private static func fork(into body: Int, past end: Int, _ kind: ExpressionLoop) -> Step {
    kind == .lazy ? .fork(first: end, second: body) : .fork(first: body, second: end)
  }
}
