package import JSON

/// A number of bytes, written with its unit: "50MB", "2GiB".
package struct ByteSize: SettingValue, Hashable {
  package var bytes: Int64

  package init(bytes: Int64) { self.bytes = bytes }

  package static var schema: JSON {
    ["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$"]
  }
  package static var expected: String { "a size with its unit, such as \"50MB\" or \"2GiB\"" }

  private static let units: [(String, Double)] = [
    ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40),
    ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1),
  ]

  package init?(_ text: String) {
    guard let (number, factor) = quantity(text, units: Self.units), number * factor < 0x1p62 else {
      return nil
    }
    bytes = Int64((number * factor).rounded())
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let size = json.string.flatMap(ByteSize.init) else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = size
  }

  package var json: JSON {
    for (unit, factor) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] {
      let whole = Int64(factor)
      if bytes != 0, bytes % whole == 0 { return JSON("\(bytes / whole)\(unit)") }
    }
    for (unit, shift) in [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)] {
      if bytes != 0, bytes % (1 << shift) == 0 { return JSON("\(bytes >> shift)\(unit)") }
    }
    return JSON("\(bytes)B")
  }
}

/// A span of time, written with its unit: "300s", "2m", "150ms".
package struct TimeSpan: SettingValue, Hashable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static var schema: JSON {
    ["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? ?(ms|s|m|h|d)$"]
  }
  package static var expected: String { "a time with its unit, such as \"300s\" or \"2m\"" }

  private static let units: [(String, Double)] = [
    ("ms", 1), ("s", 1e3), ("m", 60e3), ("h", 3.6e6), ("d", 86.4e6),
  ]

  package init?(_ text: String) {
    guard let (number, factor) = quantity(text, units: Self.units), number * factor < 0x1p62 else {
      return nil
    }
    milliseconds = Int64((number * factor).rounded())
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let span = json.string.flatMap(TimeSpan.init) else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = span
  }

  package var duration: Duration { .milliseconds(milliseconds) }

  package var json: JSON {
    milliseconds % 1000 == 0 ? JSON("\(milliseconds / 1000)s") : JSON("\(milliseconds)ms")
  }

  package var description: String { json.string ?? "" }
}

/// An allowance of failures: a number of documents or a share of all.
package enum FailureBudget: SettingValue, Hashable {
  case count(Int)
  case percent(Double)

  package static var schema: JSON {
    [
      "anyOf": [
        ["type": "integer", "minimum": 0],
        ["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?%$"],
      ]
    ]
  }
  package static var expected: String { "a number of documents or a share such as \"2%\"" }

  package init?(_ text: String) {
    if text.first != "+", let count = Int(text), count >= 0 {
      self = .count(count)
    } else if let share = percentage(text) {
      self = .percent(share)
    } else {
      return nil
    }
  }

  package init(setting json: JSON) throws(SettingProblem) {
    let text = json.string ?? json.integer.map(String.init)
    guard let budget = text.flatMap(FailureBudget.init) else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = budget
  }

  package var json: JSON {
    switch self {
    case .count(let count): JSON(count)
    case .percent(let share): JSON("\(JSONNumber(share).canonical)%")
    }
  }

  package func allows(failed: Int, of total: Int) -> Bool {
    switch self {
    case .count(let count): failed <= count
    case .percent(let share): Double(failed) * 100 <= share * Double(total)
    }
  }
}

/// Reads a share of a whole, such as "2%"; nil for anything that is none.
func percentage(_ text: String) -> Double? {
  guard let (number, _) = quantity(text, units: [("%", 1)]), !text.contains(" "),
    (0...100).contains(number)
  else { return nil }
  return number
}

/// Reads a number and its unit; nil where either is missing or unknown.
private func quantity(_ text: String, units: [(String, Double)]) -> (Double, Double)? {
  let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
  var unit = text.dropFirst(digits.count)
  if unit.first == " " { unit = unit.dropFirst() }
  guard digits.first?.isNumber == true, digits.last?.isNumber == true, let number = Double(digits),
    let factor = units.first(where: { $0.0 == unit })?.1
  else { return nil }
  return (number, factor)
}
