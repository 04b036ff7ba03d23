package import JSON

/// A setting that is itself an object with settings of its own.
package protocol NestedSettings: SettingValue {
  static var settings: [Setting<Self>] { get }
  /// What it is called in messages.
  static var label: String { get }
  init()
}

extension NestedSettings {
  package static var schema: JSON { objectSchema(describe(settings, defaults: Self())) }
  package static var expected: String {
    "an object with " + settings.map { "'\($0.about.name)'" }.joined(separator: ", ")
  }

  package init(setting json: JSON) throws(SettingProblem) {
    try self.init(setting: json, over: Self())
  }

  /// What the file does not say stays as it was, so a stage's own words refine the defaults.
  package init(setting json: JSON, over present: Self) throws(SettingProblem) {
    guard let members = json.members else { throw SettingProblem(json, expected: Self.expected) }
    self = present
    var diagnostics: [Diagnostic] = []
    decode(
      members,
      into: &self,
      by: Self.settings,
      owner: Self.label,
      at: json.place,
      diagnostics: &diagnostics
    )
    let problems = diagnostics.map { SettingProblem(at: $0.place, $0.message, hint: $0.hint) }
    if let problem = SettingProblem(problems) { throw problem }
  }

  package var json: JSON {
    // What has no value stands for itself by not being there.
    JSON(
      .object(
        Self.settings.map { JSON.Member($0.about.name, $0.show(self)) }
          .filter { !$0.value.isNull }
      )
    )
  }
}

/// The JSON Schema of an object with these settings and no others.
package func objectSchema(_ settings: [SettingDescription], extra: [JSON.Member] = []) -> JSON {
  var properties: [JSON.Member] = [JSON.Member("$comment", commentSchema)] + extra
  for setting in settings {
    var members = setting.schema.members ?? []
    members.append(JSON.Member("description", JSON(setting.summary)))
    if let standard = setting.standard, !standard.isNull {
      members.append(JSON.Member("default", standard))
    }
    let own = JSON(.object(members))
    // Any value may come from a parameter instead.
    let takesText = setting.schema["type"]?.string == "string" && setting.schema["pattern"] == nil
    properties.append(
      JSON.Member(
        setting.name,
        takesText ? own : ["anyOf": [own, ["$ref": "#/$defs/parameter"]]]
      )
    )
  }
  let required = settings.filter(\.isRequired).map { JSON($0.name) }
  var schema: [JSON.Member] = [
    JSON.Member("type", "object"),
    JSON.Member("properties", JSON(.object(properties))),
    JSON.Member("additionalProperties", false),
  ]
  if !required.isEmpty { schema.append(JSON.Member("required", JSON(required))) }
  return JSON(.object(schema))
}

/// A comment may stand in every object: a string or a list of strings.
package let commentSchema: JSON = ["type": ["string", "array"], "items": ["type": "string"]]
