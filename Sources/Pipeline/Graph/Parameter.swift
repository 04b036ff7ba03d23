import SystemIO
import Spelling
import JSON

/// A value that a pipeline file asks for by name, with the type it must have.
struct Parameter: Sendable {
  enum Kind: String, SettingChoice {
    case string, path, model, integer, number, boolean, size, duration
  }

  var name: String
  var kind: Kind
  var value: JSON?
  var place: JSONPlace
  var isUsed = false

  /// Checks that a value has the parameter's type.
  static func check(_ value: JSON, _ kind: Kind, pattern: String?, name: String)
    throws(SettingProblem)
  {
    do throws(SettingProblem) {
      switch kind {
      case .string, .path, .model: _ = try String(setting: value)
      case .integer: _ = try Int(setting: value)
      case .number: _ = try Double(setting: value)
      case .boolean: _ = try Bool(setting: value)
      case .size: _ = try ByteSize(setting: value)
      case .duration: _ = try TimeSpan(setting: value)
      }
    } catch {
      throw SettingProblem(at: error.place, "parameter '\(name)': \(error.message)")
    }
    guard let pattern, let text = value.string,
      let matcher = RegularExpression(whole: pattern)
    else { return }
    if !matcher.matches(text) {
      throw SettingProblem(
        at: value.place,
        "parameter '\(name)': \"\(text)\" does not match \(pattern)"
      )
    }
  }

  /// Reads the pattern of a parameter.
  static func pattern(_ json: JSON, _ kind: Kind, name: String) throws(SettingProblem) -> String {
    let pattern = try String(setting: json)
    guard RegularExpression(whole: pattern) != nil else {
      throw SettingProblem(
        at: json.place,
        "parameter '\(name)': \"\(pattern)\" is not a regular expression"
      )
    }
    guard [.string, .path, .model].contains(kind) else {
      throw SettingProblem(
        at: json.place,
        "parameter '\(name)': only text has a pattern, and its type is '\(kind.rawValue)'"
      )
    }
    return pattern
  }

  /// Reads a value from the command line, where everything is text.
  static func value(fromText text: String, _ kind: Kind, at place: JSONPlace) -> JSON {
    switch kind {
    case .string, .path, .model, .size, .duration: JSON(.string(text), at: place)
    case .boolean where text == "true" || text == "false": JSON(.bool(text == "true"), at: place)
    default:
      if let json = try? JSONParser.value(Array(text.utf8), file: place.file) {
        JSON(json.value, at: place)
      } else {
        JSON(.string(text), at: place)
      }
    }
  }

  static let schema: JSON = [
    "type": ["object", "null"],
    "properties": ["$comment": commentSchema],
    "propertyNames": ["pattern": "^([A-Za-z0-9_-]+|\\$comment)$"],
    "additionalProperties": [
      "type": ["object", "null"],
      "properties": [
        "$comment": commentSchema,
        "type": Kind.schema,
        "default": ["description": "The value where none is given."],
        "pattern": ["type": "string", "description": "What a string must match as a whole."],
        "description": ["type": "string"],
      ],
      "additionalProperties": false,
    ],
  ]
}

/// The parameters of a file, and the putting of their values in place of `${name}`.
struct ParameterTable: Sendable {
  private(set) var parameters: [Parameter] = []
  let environment: [String: String]

  init(environment: [String: String]) { self.environment = environment }

  var names: [String] { parameters.map(\.name) }
  var unused: [Parameter] { parameters.filter { !$0.isUsed && !broken.contains($0.name) } }
  var values: [JSON.Member] {
    parameters.compactMap { parameter in parameter.value.map { JSON.Member(parameter.name, $0) } }
  }

  mutating func declare(_ params: JSON, diagnostics: inout [Diagnostic]) {
    guard let members = params.members else {
      diagnostics.append(
        Diagnostic(at: params.place, "'params' is an object: a name and a type for each parameter")
      )
      return
    }
    for member in members where member.name != "$comment" {
      declare(member, diagnostics: &diagnostics)
    }
  }

  private mutating func declare(_ member: JSON.Member, diagnostics: inout [Diagnostic]) {
    let name = member.name
    // Known whatever is wrong with it, so that its uses are not reported as well.
    let known = Parameter(name: name, kind: .string, value: nil, place: member.namePlace)
    guard isName(name) else {
      diagnostics.append(
        Diagnostic(
          at: member.namePlace,
          "'\(name)' is not a parameter name; names are letters, digits, '-' and '_'"
        )
      )
      return
    }
    guard let fields = member.value.members else {
      broken.insert(name)
      parameters.append(known)
      diagnostics.append(
        Diagnostic(
          at: member.value.place,
          "parameter '\(name)' is an object such as { \"type\": \"string\", \"default\": \"…\" }"
        )
      )
      return
    }
    let names = ["type", "default", "pattern", "description", "$comment"]
    var isTypeMisspelt = false
    for field in fields where !names.contains(field.name) {
      diagnostics.append(
        Diagnostic(
          at: field.namePlace,
          "'\(field.name)' is not part of a parameter",
          hint: didYouMean(field.name, among: names)
        )
      )
      if nearest(to: field.name, in: names.sorted()) == "type" { isTypeMisspelt = true }
    }
    guard let type = member.value["type"] else {
      broken.insert(name)
      parameters.append(known)
      if isTypeMisspelt { return }
      diagnostics.append(
        Diagnostic(
          at: member.value.place,
          "parameter '\(name)' needs a 'type' (\(Parameter.Kind.expected))"
        )
      )
      return
    }
    do throws(SettingProblem) {
      let kind = try Parameter.Kind(setting: type)
      let pattern = try member.value["pattern"].map { (json) throws(SettingProblem) in
        try Parameter.pattern(json, kind, name: name)
      }
      let standard = member.value["default"]
      if let standard { try Parameter.check(standard, kind, pattern: pattern, name: name) }
      parameters.append(
        Parameter(name: name, kind: kind, value: standard, place: member.namePlace)
      )
      patterns[name] = pattern
    } catch {
      let message =
        error.message.hasPrefix("parameter")
        ? error.message : "parameter '\(name)': \(error.message)"
      diagnostics.append(Diagnostic(at: error.place, message, hint: error.hint))
      parameters.append(known)
      broken.insert(name)
    }
  }

  /// Where values stand that could not be made out, for whatever reason.
  private(set) var unknown: Set<JSONPlace> = []
  private var patterns: [String: String] = [:]
  private var broken: Set<String> = []

  /// Takes a value from the command line or a parameter file.
  mutating func set(
    _ name: String,
    diagnostics: inout [Diagnostic],
    at place: JSONPlace,
    _ value: (Parameter.Kind) -> JSON
  ) {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else {
      diagnostics.append(
        Diagnostic(
          at: place,
          "the pipeline has no parameter '\(name)'",
          hint: didYouMean(name, among: names)
        )
      )
      return
    }
    let given = value(parameters[index].kind)
    do throws(SettingProblem) {
      try Parameter.check(given, parameters[index].kind, pattern: patterns[name], name: name)
      parameters[index].value = given
    } catch {
      diagnostics.append(Diagnostic(at: error.place, error.message, hint: error.hint))
    }
  }

  /// The value with every `${name}` in it replaced; a lone one keeps its type.
  mutating func resolve(_ json: JSON, diagnostics: inout [Diagnostic]) -> JSON {
    switch json.value {
    case .string(let text) where text.utf8.contains(UInt8(ascii: "$")):
      return resolve(text, at: json.place, diagnostics: &diagnostics)
    case .array(let elements):
      var resolved: [JSON] = []
      for element in elements { resolved.append(resolve(element, diagnostics: &diagnostics)) }
      return JSON(.array(resolved), at: json.place)
    case .object(let members):
      var resolved: [JSON.Member] = []
      for member in members {
        let value =
          member.name == "$comment"
          ? member.value : resolve(member.value, diagnostics: &diagnostics)
        resolved.append(JSON.Member(member.name, value, at: member.namePlace))
      }
      return JSON(.object(resolved), at: json.place)
    default: return json
    }
  }

  private mutating func resolve(
    _ text: String,
    at place: JSONPlace,
    diagnostics: inout [Diagnostic]
  )
    -> JSON
  {
    var result = ""
    var isKnown = true
    var rest = Substring(text)
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {  // two dollars stand for one
        result += "${"
        rest = rest.dropFirst(3)
        continue
      }
      guard rest.hasPrefix("${") else {
        result += "$"
        rest = rest.dropFirst()
        continue
      }
      guard let close = rest.firstIndex(of: "}") else {
        diagnostics.append(
          Diagnostic(
            at: place,
            "'${' is not closed with '}'",
            hint: "'$${' stands for the characters themselves"
          )
        )
        return JSON(.null, at: place)
      }
      let name = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close])
      rest = rest[rest.index(after: close)...]
      guard let value = lookUp(name, at: place, diagnostics: &diagnostics) else {
        isKnown = false
        continue
      }
      if result.isEmpty && rest.isEmpty { return JSON(value.value, at: place) }
      result += value.string ?? value.compact
    }
    if isKnown { return JSON(.string(result + rest), at: place) }
    unknown.insert(place)
    return JSON(.null, at: place)
  }

  private mutating func lookUp(_ name: String, at place: JSONPlace, diagnostics: inout [Diagnostic])
    -> JSON?
  {
    if name.hasPrefix("env:") {
      let variable = String(name.dropFirst(4))
      guard let value = environment[variable] else {
        diagnostics.append(
          Diagnostic(at: place, "the environment has no variable '\(variable)'")
        )
        return nil
      }
      return JSON(value)
    }
    guard let index = parameters.firstIndex(where: { $0.name == name }) else {
      diagnostics.append(
        Diagnostic(
          at: place,
          "there is no parameter '\(name)'",
          hint: didYouMean(name, among: names)
        )
      )
      return nil
    }
    parameters[index].isUsed = true
    guard let value = parameters[index].value else {
      if !broken.contains(name) {
        diagnostics.append(
          Diagnostic(
            at: place,
            "parameter '\(name)' has no default and was given no value",
            hint: "give one with --set \(name)=…"
          )
        )
      }
      return nil
    }
    return value
  }
}
