package import JSON
package import Pipeline
package import QdrantSnapshot

// The settings of snapshots that are no plain values.

extension Distance: SettingValue {
  private var word: String { rawValue.lowercased() }

  package static var schema: JSON { ["enum": JSON(allCases.map { JSON($0.word) })] }
  package static var expected: String { "\"cosine\", \"dot\", \"euclid\" or \"manhattan\"" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let distance = Self.allCases.first(where: { $0.word == json.string?.lowercased() }) else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self = distance
  }

  package var json: JSON { JSON(word) }
}

extension VectorDatatype: SettingChoice {}

/// The version of a server.
package struct SnapshotServer: SettingValue, Hashable {
  package var version = ServerVersion.newest

  package init() {}

  package static var schema: JSON {
    ["type": "string", "pattern": "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"]
  }
  package static var expected: String { "a version such as \"\(ServerVersion.newest)\"" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let version = json.string.flatMap({ ServerVersion($0) }) else {
      throw SettingProblem(json, expected: Self.expected)
    }
    self.version = version
  }

  package var json: JSON { JSON("\(version)") }
}

extension HNSWOptions: NestedSettings {
  package static var label: String { "'hnsw'" }

  package static let settings: [Setting<HNSWOptions>] = [
    Setting(
      "m",
      \.m,
      "How many neighbours a point has on the upper levels, twice as many on the lowest; 0 for links within groups only.",
      range: 0...1024
    ),
    Setting(
      "ef_construct",
      \.efConstruct,
      "How many candidates neighbours are chosen of.",
      range: 4...65_536
    ),
    Setting(
      "full_scan_threshold",
      \.fullScanThreshold,
      "Below so many kilobytes of vectors the server compares all.",
      range: 1...1e9
    ),
    Setting(
      "payload_m",
      \.payloadM,
      "Neighbours in the extra links within points that share a value of an indexed field; as many as 'm' if unset.",
      range: 0...1024
    ),
    Setting("on_disk", \.onDisk, "Whether the server reads the graph from the disk."),
  ]
}

/// How vectors are kept a second time.
package struct QuantizationSettings: NestedSettings {
  package static var label: String { "'quantization'" }

  package static let settings: [Setting<QuantizationSettings>] = [
    Setting("type", \.type, "What they are kept as."),
    Setting(
      "quantile",
      \.quantile,
      "Which part of the numbers is told apart; all if unset.",
      range: 0.5...1
    ),
    Setting("always_ram", \.alwaysRAM, "Whether they always lie in memory."),
  ]

  package enum Kind: String, SettingChoice {
    case int8
  }

  package var type = Kind.int8
  package var quantile: Double?
  package var alwaysRAM: Bool?

  package init() {}

  var options: ScalarQuantization { ScalarQuantization(quantile: quantile, alwaysRAM: alwaysRAM) }
}

/// Fields with values of any kind.
package struct ConstantFields: SettingValue {
  package var members: [JSON.Member] = []

  package init() {}

  package static var schema: JSON { ["type": "object"] }
  package static var expected: String { "an object" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let members = json.members else { throw SettingProblem(json, expected: Self.expected) }
    self.members = members.filter { $0.name != "$comment" }
    if let member = self.members.first(where: { PayloadField(rawValue: $0.name) != nil }) {
      throw SettingProblem(
        at: member.namePlace,
        "'\(member.name)' is a field that chunks have themselves"
      )
    }
  }

  package var json: JSON { JSON(.object(members)) }
}

/// The fields by which a server filters, each with its type and what else Qdrant knows of it.
package struct FieldIndexes: SettingValue {
  package var fields: [FieldIndex] = []

  package init() {}

  package static var schema: JSON {
    let kinds = JSON(FieldIndex.Kind.allCases.map { JSON($0.rawValue) })
    return [
      "type": "object",
      "additionalProperties": [
        "anyOf": [
          ["enum": kinds],
          ["type": "object", "properties": ["type": ["enum": kinds]], "required": ["type"]],
        ]
      ],
    ]
  }
  package static var expected: String { "an object with a type for each field" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let members = json.members else { throw SettingProblem(json, expected: Self.expected) }
    for member in members where member.name != "$comment" {
      let word = member.value.string ?? member.value["type"]?.string
      guard let kind = word.flatMap({ FieldIndex.Kind(rawValue: $0) }) else {
        let kinds = FieldIndex.Kind.allCases.map { "\"\($0.rawValue)\"" }.alternatives
        throw SettingProblem(member.value, expected: "\(kinds), or an object with such a 'type'")
      }
      let parameters =
        member.value.members?.filter { !["type", "$comment"].contains($0.name) } ?? []
      fields.append(FieldIndex(member.name, kind, parameters: parameters))
    }
  }

  package var json: JSON {
    JSON(.object(fields.map { JSON.Member($0.path, $0.schema) }))
  }
}
