package import JSON

/// A type that a setting can have: it reads itself from JSON, shows itself, and describes itself.
package protocol SettingValue: Sendable {
  /// The JSON Schema of its values.
  static var schema: JSON { get }
  /// What a value looks like, with its article: "a whole number".
  static var expected: String { get }
  init(setting json: JSON) throws(SettingProblem)
  /// Reads a value where another stands already, for a value that says only a part of it.
  init(setting json: JSON, over present: Self) throws(SettingProblem)
  /// The value in the one form in which it is shown.
  var json: JSON { get }
  /// The value as keys are made of it: what is shown, unless that is less than the whole.
  var keyJSON: JSON { get }
}

extension SettingValue {
  package var keyJSON: JSON { json }

  package init(setting json: JSON, over present: Self) throws(SettingProblem) {
    try self.init(setting: json)
  }
}

/// Why a value cannot be the value of a setting.
package struct SettingProblem: Error, Sendable {
  package var place: JSONPlace
  package var message: String
  package var hint: String?
  /// What the program says by its exit code where nothing else is wrong.
  package var status = ExitStatus.invalid
  /// What else is wrong, where a value holds several.
  package var further: [SettingProblem] = []

  package init(
    at place: JSONPlace,
    _ message: String,
    hint: String? = nil,
    status: ExitStatus = .invalid
  ) {
    self.place = place
    self.message = message
    self.hint = hint
    self.status = status
  }

  /// Says what was expected and what stands there instead.
  package init(_ json: JSON, expected: String) {
    let shown = json.compact
    let found = shown.utf8.count <= 40 ? shown : json.kindName
    self.init(at: json.place, "expected \(expected), found \(found)")
  }

  /// Joins the problems of one value's parts; nil when there are none.
  init?(_ problems: [SettingProblem]) {
    guard let first = problems.first else { return nil }
    self = first
    further = problems.dropFirst() + first.further
  }
}

extension Bool: SettingValue {
  package static var schema: JSON { ["type": "boolean"] }
  package static var expected: String { "true or false" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard case .bool(let flag) = json.value else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = flag
  }

  package var json: JSON { JSON(self) }
}

extension Int: SettingValue {
  package static var schema: JSON { ["type": "integer"] }
  package static var expected: String { "a whole number" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let integer = json.integer else { throw SettingProblem(json, expected: Self.expected) }
    self = integer
  }

  package var json: JSON { JSON(self) }
}

extension Double: SettingValue {
  package static var schema: JSON { ["type": "number"] }
  package static var expected: String { "a number" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard case .number(let number) = json.value, number.double.isFinite else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = number.double
  }

  package var json: JSON { JSON(self) }
}

extension String: SettingValue {
  package static var schema: JSON { ["type": "string"] }
  package static var expected: String { "a string" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let text = json.string else { throw SettingProblem(json, expected: Self.expected) }
    // No path and no option of any library may hold one; cut off there it would mean another thing.
    guard !text.utf8.contains(0) else {
      throw SettingProblem(at: json.place, "a string without a NUL character is expected")
    }
    self = text
  }

  package var json: JSON { JSON(self) }
}

extension Optional: SettingValue where Wrapped: SettingValue {
  package static var schema: JSON { Wrapped.schema }
  package static var expected: String { Wrapped.expected }

  package init(setting json: JSON) throws(SettingProblem) {
    self = json.isNull ? nil : try Wrapped(setting: json)
  }

  package var json: JSON { self?.json ?? nil }
  package var keyJSON: JSON { self?.keyJSON ?? nil }
}

extension Array: SettingValue where Element: SettingValue {
  package static var schema: JSON { ["type": "array", "items": Element.schema] }
  package static var expected: String { "a list, each \(Element.expected)" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let elements = json.elements else { throw SettingProblem(json, expected: Self.expected) }
    self = []
    var problems: [SettingProblem] = []
    for element in elements {
      do throws(SettingProblem) {
        append(try Element(setting: element))
      } catch {
        problems.append(error)
      }
    }
    if let problem = SettingProblem(problems) { throw problem }
  }

  package var json: JSON { JSON(map(\.json)) }
  package var keyJSON: JSON { JSON(map(\.keyJSON)) }
}

/// A setting that takes one of a few words.
package protocol SettingChoice: SettingValue, CaseIterable, RawRepresentable<String> {}

extension SettingChoice {
  package static var schema: JSON { ["enum": JSON(allCases.map { JSON($0.rawValue) })] }

  package static var expected: String {
    allCases.map { "\"\($0.rawValue)\"" }.alternatives
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let word = json.string, let choice = Self(rawValue: word) else {
      var problem = SettingProblem(json, expected: Self.expected)
      if let word = json.string {
        problem.hint = didYouMean(word, among: Self.allCases.map(\.rawValue))
      }
      throw problem
    }
    self = choice
  }

  package var json: JSON { JSON(rawValue) }
}
