package import JSON

/// The JSON Schema of pipeline files, made from the same tables that read them.
package func pipelineSchema(_ kinds: [StageKind]) -> JSON {
  var definitions: [JSON.Member] = [
    JSON.Member(
      "parameter",
      [
        "type": "string", "pattern": "\\$\\{[^}]+\\}",
        "description":
          "The value of a parameter, as ${name}, or of the environment, as ${env:NAME}.",
      ]
    )
  ]
  let options = describe(StageOptions.settings, defaults: StageOptions())
  for kind in kinds {
    var extra = [
      JSON.Member("use", ["const": JSON(kind.name), "description": JSON(kind.summary)])
    ]
    if kind.role != .source {
      extra.append(JSON.Member("from", ["$ref": "#/$defs/from"]))
    }
    var schema = objectSchema(kind.settings + options, extra: extra)
    let required =
      (kind.role == .source ? ["use"] : ["use", "from"])
      + kind.settings.filter(\.isRequired).map(\.name)
    schema = schema.setting("required", JSON(required.map { JSON($0) }))
    definitions.append(JSON.Member("stage-\(kind.name)", schema))
  }
  definitions.append(
    JSON.Member(
      "from",
      [
        "description": "The stage, or stages, to read from.",
        "anyOf": [
          ["type": "string"], ["type": "array", "items": ["type": "string"], "minItems": 1],
        ],
      ]
    )
  )
  let cases: [JSON] = kinds.map { kind in
    [
      "if": ["properties": ["use": ["const": JSON(kind.name)]], "required": ["use"]],
      "then": ["$ref": JSON("#/$defs/stage-\(kind.name)")],
    ]
  }
  let stage: JSON = [
    "type": "object",
    "required": ["use"],
    "properties": ["use": ["enum": JSON(kinds.map { JSON($0.name) })]],
    "allOf": JSON(cases),
  ]
  return [
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A Stampmill pipeline",
    "type": "object",
    "properties": [
      "$schema": ["type": "string"],
      "$comment": commentSchema,
      "name": [
        "type": "string", "pattern": "^[A-Za-z0-9_-]+$", "description": "The pipeline's name.",
      ],
      "extends": [
        "type": "string", "description": "A file to take everything from that is not said here.",
      ],
      "params": Parameter.schema,
      "limits": RunLimits.schema,
      "defaults": objectSchema(options),
      "stages": [
        "type": "object", "properties": ["$comment": commentSchema], "minProperties": 1,
        "propertyNames": ["pattern": "^([A-Za-z0-9_-]+|\\$comment)$"],
        "additionalProperties": stage,
      ],
    ],
    "anyOf": [["required": ["stages"]], ["required": ["extends"]]],
    "additionalProperties": false,
    "$defs": JSON(.object(definitions)),
  ]
}

extension JSON {
  /// The object with one member set.
  fileprivate func setting(_ name: String, _ value: JSON) -> JSON {
    var members = (self.members ?? []).filter { $0.name != name }
    members.append(Member(name, value))
    return JSON(.object(members))
  }
}
