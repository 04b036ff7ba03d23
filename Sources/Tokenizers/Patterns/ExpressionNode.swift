/// A part of an expression as it was read.
indirect enum ExpressionNode: Sendable {
  case set(ScalarSet)
  case sequence([ExpressionNode])
  case either([ExpressionNode])
  case loop(ExpressionNode, Int, Int, ExpressionLoop)
  case atomic(ExpressionNode)
  case look(ExpressionNode, isNegative: Bool)
  case lookBehind(ScalarSet, isNegative: Bool)
  case place(ExpressionPlace)

  /// Whether the part can match nothing at all.
  var canBeEmpty: Bool {
    switch self {
    case .set: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .either(let parts): parts.contains(where: \.canBeEmpty)
    case .loop(let body, let least, _, _): least == 0 || body.canBeEmpty
    case .atomic(let body): body.canBeEmpty
    case .look, .lookBehind, .place: true
    }
  }
}

/// How much a repetition takes.
enum ExpressionLoop: Sendable {
  case greedy, lazy, possessive
}

/// A place that an expression asks for.
enum ExpressionPlace: Sendable {
  case start, end, lineStart, lineEnd, lastLineEnd
}

/// Why an expression cannot be used.
struct ExpressionProblem: Error {
  let message: String
}
