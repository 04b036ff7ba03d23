import JSON

/// Reads what a step looks for: a text as it stands, or an expression.
enum PatternReader {
  static func read(_ json: JSON) throws(TokenizerError) -> Pattern {
    if let text = json.present("String") {
      let bytes = Array(try text.text().utf8)
      guard !bytes.isEmpty else { throw .unsupported(text.place, "a pattern of nothing") }
      return .literal(bytes)
    }
    guard let text = json.present("Regex") else { throw json.wrong("a 'String' or a 'Regex'") }
    let source = try text.text()
    do throws(ExpressionProblem) {
      return .expression(try Expression(source))
    } catch {
      throw .unsupported(text.place, "the expression '\(source)' has \(error.message)")
    }
  }

  static func behavior(_ json: JSON) throws(TokenizerError) -> SplitBehavior {
    guard let behavior = SplitBehavior(rawValue: try json.text()) else {
      throw .damaged(json.place, "'\(json.string ?? "")' is no way to split")
    }
    return behavior
  }
}
