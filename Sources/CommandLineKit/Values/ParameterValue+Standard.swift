extension String: ParameterValue {
  package var argument: String { self }

  package init(argument: String) throws(ArgumentProblem) { self = argument }
}

extension Int: ParameterValue {
  package var argument: String { String(self) }

  package init(argument: String) throws(ArgumentProblem) {
    guard let number = Int(argument) else { throw ArgumentProblem(expected: "a whole number") }
    self = number
  }
}

extension Double: ParameterValue {
  package var argument: String {
    let text = String(self)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Reads a finite decimal number; the words for infinity and the hexadecimal forms are refused.
  package init(argument: String) throws(ArgumentProblem) {
    let isDecimal = argument.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): true
      default: false
      }
    }
    guard isDecimal, let number = Double(argument), number.isFinite else {
      throw ArgumentProblem(expected: "a number")
    }
    self = number
  }
}
