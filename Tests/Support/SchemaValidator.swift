package import JSON

/// Checks values against the part of JSON Schema that our own schema uses.
///
/// A keyword that it does not know is a problem too, so that none is passed over in silence.
package struct SchemaValidator {
  private let root: JSON
  private static let notes: Set<String> = ["$schema", "$defs", "title", "description", "default"]

  package init(_ schema: JSON) { root = schema }

  /// What is wrong with a value, each line with its JSON Pointer.
  package func problems(_ value: JSON) -> [String] { problems(value, root, at: "") }

  private func problems(_ value: JSON, _ schema: JSON, at path: String) -> [String] {
    var found: [String] = []
    for keyword in schema.members ?? [] where !Self.notes.contains(keyword.name) {
      let rule = keyword.value
      switch keyword.name {
      case "$ref": found += problems(value, target(rule), at: path)
      case "type": if !hasType(value, rule) { found.append("\(path): is not \(rule.compact)") }
      case "const": if value != rule { found.append("\(path): is not \(rule.compact)") }
      case "enum":
        if rule.elements?.contains(value) != true {
          found.append("\(path): is none of \(rule.compact)")
        }
      case "pattern": found += pattern(value, rule, at: path)
      case "minimum", "maximum":
        found += bound(value, rule, isLeast: keyword.name == "minimum", path)
      case "minItems":
        if let count = value.elements?.count, count < rule.integer ?? 0 {
          found.append("\(path): has \(count) items")
        }
      case "minProperties":
        if let count = value.members?.count, count < rule.integer ?? 0 {
          found.append("\(path): has \(count) members")
        }
      case "required":
        for name in rule.elements ?? []
        where value.members != nil && value[name.string ?? ""] == nil {
          found.append("\(path): lacks \(name.compact)")
        }
      case "anyOf":
        let choices = (rule.elements ?? []).map { problems(value, $0, at: path) }
        if !choices.contains(where: \.isEmpty) { found += choices.flatMap { $0 } }
      case "allOf": for part in rule.elements ?? [] { found += problems(value, part, at: path) }
      case "if":
        if problems(value, rule, at: path).isEmpty, let then = schema["then"] {
          found += problems(value, then, at: path)
        } else if !problems(value, rule, at: path).isEmpty, let other = schema["else"] {
          found += problems(value, other, at: path)
        }
      case "then", "else": break
      case "items":
        for (index, element) in (value.elements ?? []).enumerated() {
          found += problems(element, rule, at: "\(path)/\(index)")
        }
      case "properties": found += properties(value, rule, at: path)
      case "additionalProperties":
        found += additional(value, rule, beside: schema["properties"], at: path)
      case "propertyNames":
        for member in value.members ?? [] {
          found += problems(JSON(member.name), rule, at: "\(path)/\(member.name)")
        }
      default: found.append("the schema uses '\(keyword.name)', which this test does not know")
      }
    }
    return found
  }

  private func target(_ reference: JSON) -> JSON {
    let name = reference.string?.split(separator: "/").last.map(String.init) ?? ""
    return root["$defs"]?[name] ?? ["no such definition": JSON(name)]
  }

  private func hasType(_ value: JSON, _ rule: JSON) -> Bool {
    let names = rule.elements?.compactMap(\.string) ?? [rule.string ?? ""]
    return names.contains { name in
      switch (name, value.value) {
      case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
        ("array", .array), ("object", .object):
        true
      case ("integer", .number): value.integer != nil
      default: false
      }
    }
  }

  private func pattern(_ value: JSON, _ rule: JSON, at path: String) -> [String] {
    guard let text = value.string else { return [] }
    guard let matcher = try? Regex(rule.string ?? "") else {
      return ["the schema's pattern \(rule.compact) is none"]
    }
    return text.contains(matcher) ? [] : ["\(path): does not match \(rule.compact)"]
  }

  private func bound(_ value: JSON, _ rule: JSON, isLeast: Bool, _ path: String) -> [String] {
    guard case .number(let number) = value.value, case .number(let limit) = rule.value else {
      return []
    }
    let holds = isLeast ? number.double >= limit.double : number.double <= limit.double
    return holds ? [] : ["\(path): goes beyond \(limit.text)"]
  }

  private func properties(_ value: JSON, _ rules: JSON, at path: String) -> [String] {
    (value.members ?? []).flatMap { member in
      rules[member.name].map { problems(member.value, $0, at: "\(path)/\(member.name)") } ?? []
    }
  }

  private func additional(_ value: JSON, _ rule: JSON, beside known: JSON?, at path: String)
    -> [String]
  {
    let others = (value.members ?? []).filter { known?[$0.name] == nil }
    if case .bool(false) = rule.value {
      return others.map { "\(path): '\($0.name)' is not known" }
    }
    return others.flatMap { problems($0.value, rule, at: "\(path)/\($0.name)") }
  }
}
