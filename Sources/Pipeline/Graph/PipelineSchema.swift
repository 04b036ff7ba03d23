package import JSON

/// The JSON Schema of pipeline files, made from the same tables that read them.
package func pipelineSchema(_ kinds: [StageKind]) -> JSON {
  var definitions: [JSON.Member] = [
    JSON.Member(
      "parameter",
      [
        // Null takes away what the base of a file says.
        "type": ["string", "null"], "pattern": "\\$\\{[^}]+\\}",
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
    let schema = objectSchema(kind.settings + options, extra: extra).removing("required")
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
  let cases = kinds.map { whenUsed($0, ["$ref": JSON("#/$defs/stage-\($0.name)")]) }
  let stage: JSON = [
    "type": ["object", "null"],
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
      "limits": RunLimits.schema.orNull,
      "defaults": objectSchema(options).orNull,
      "stages": [
        "type": "object", "properties": ["$comment": commentSchema], "minProperties": 1,
        "propertyNames": ["pattern": "^([A-Za-z0-9_-]+|\\$comment)$"],
        "additionalProperties": stage,
      ],
    ],
    // A file that extends another says only what is different.
    "if": ["required": ["extends"]],
    "else": wholeSchema(kinds),
    "additionalProperties": false,
    "$defs": JSON(.object(definitions)),
  ]
}

/// A rule for the stages of one kind.
private func whenUsed(_ kind: StageKind, _ rule: JSON) -> JSON {
  [
    "if": [
      "type": "object", "properties": ["use": ["const": JSON(kind.name)]], "required": ["use"],
    ],
    "then": rule,
  ]
}

/// What a file must hold that extends no other.
private func wholeSchema(_ kinds: [StageKind]) -> JSON {
  let cases = kinds.map { kind in
    let names =
      (kind.role == .source ? ["use"] : ["use", "from"])
      + kind.settings.filter(\.isRequired).map(\.name)
    return whenUsed(kind, ["required": JSON(names.map { JSON($0) })])
  }
  return [
    "required": ["stages"],
    "properties": [
      "params": [
        "properties": ["$comment": commentSchema],
        "additionalProperties": ["type": "object", "required": ["type"]],
      ],
      "stages": [
        "properties": ["$comment": commentSchema],
        "additionalProperties": ["type": "object", "required": ["use"], "allOf": JSON(cases)],
      ],
    ],
  ]
}

extension JSON {
  /// The object without one of its members.
  fileprivate func removing(_ name: String) -> JSON {
    JSON(.object((members ?? []).filter { $0.name != name }))
  }

  /// The schema of an object, such that null is taken too.
  fileprivate var orNull: JSON {
    var members = removing("type").members ?? []
    members.insert(Member("type", ["object", "null"]), at: 0)
    return JSON(.object(members))
  }
}
