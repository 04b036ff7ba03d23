extension ParameterShape {
  /// The parameter as a row of help: its names and value, then what it does.
  var row: Row {
    let text = ([help] + (remarks.isEmpty ? [] : ["[\(remarks)]"])).joined(separator: " ")
    guard let name else { return Row(term: label, text: text) }
    return Row(term: (letter.map { "\($0), " } ?? "    ") + name + valueSuffix, text: text)
  }

  /// What the declaration says beyond the help text: choices, default, repetition.
  ///
  /// A no-break space keeps a default with its word.
  var remarks: String {
    var remarks: [String] = []
    if case .choices(let words) = hint { remarks.append(words.joined(separator: ", ")) }
    if let initial { remarks.append("default:\u{A0}\(initial)") }
    if !isOperand, value != .absent, repeats { remarks.append("repeatable") }
    return remarks.joined(separator: "; ")
  }
}
