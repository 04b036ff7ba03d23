package import JSON

/// The settings that every stage has, whatever its kind: how its work is carried out.
package struct StageOptions: Sendable {
  package var jobs: Int?
  package var timeout: TimeSpan?
  package var retry = RetryRule()
  package var onError = ErrorRule.quarantine

  package init() {}

  package static let settings: [Setting<StageOptions>] = [
    Setting(
      "jobs",
      \.jobs,
      "How many documents this stage works on at once; as many as processors if unset.",
      role: .effort,
      range: 1...1024
    ),
    Setting(
      "timeout",
      \.timeout,
      "The longest that one document may take.",
      role: .effort,
      where: { $0.map { $0.milliseconds > 0 } ?? true },
      "must be longer than nothing"
    ),
    Setting("retry", \.retry, "What to do about temporary trouble.", role: .effort),
    Setting(
      "on_error",
      \.onError,
      "What becomes of a document that cannot be worked on.",
      role: .effort
    ),
  ]
}

/// What becomes of a document that a stage cannot work on.
package enum ErrorRule: String, SettingChoice {
  /// The run fails and publishes nothing.
  case fail
  /// The document is left out, and counted as left out.
  case skip
  /// The document is left out, listed in `failures.jsonl`, and counts against the budget.
  case quarantine
}

/// How often temporary trouble is tried again.
package struct RetryRule: NestedSettings, Hashable {
  package var times = 0
  package var wait = TimeSpan(milliseconds: 1000)
  package var factor = 2.0

  package init() {}

  package static let label = "'retry'"
  package static let settings: [Setting<RetryRule>] = [
    Setting("times", \.times, "How many more tries.", role: .effort, range: 0...100),
    Setting("wait", \.wait, "The pause before the second try.", role: .effort),
    Setting(
      "factor",
      \.factor,
      "How much longer each further pause is.",
      role: .effort,
      range: 1...100
    ),
  ]
}

/// The limits of a whole run.
package struct RunLimits: NestedSettings, Hashable {
  package var memory = ByteSize(bytes: 512 << 20)
  package var diskFree: DiskReserve?
  package var failed = FailureBudget.count(0)

  package init() {}

  package static let label = "'limits'"
  package static let settings: [Setting<RunLimits>] = [
    Setting(
      "memory",
      \.memory,
      "The memory that documents in work may take together.",
      role: .effort
    ),
    Setting(
      "disk_free",
      \.diskFree,
      "What must stay free on the disk of the outputs.",
      role: .effort
    ),
    Setting(
      "failed",
      \.failed,
      "How many documents may fail before the run counts as failed.",
      role: .effort
    ),
  ]
}

/// Disk space to leave free: a size, or a share of the whole disk.
package enum DiskReserve: SettingValue, Hashable {
  case size(ByteSize)
  case percent(Double)

  package static var schema: JSON {
    ["anyOf": [ByteSize.schema, ["type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?%$"]]]
  }
  package static var expected: String { "a size such as \"1GB\" or a share such as \"10%\"" }

  package init(setting json: JSON) throws(SettingProblem) {
    if let size = json.string.flatMap(ByteSize.init) {
      self = .size(size)
    } else if let share = json.string.flatMap(percentage) {
      self = .percent(share)
    } else {
      throw SettingProblem(json, expected: Self.expected)
    }
  }

  package var json: JSON {
    switch self {
    case .size(let size): size.json
    case .percent(let share): JSON("\(JSONNumber(share).canonical)%")
    }
  }

  package func bytes(ofDisk total: Int64) -> Int64 {
    switch self {
    case .size(let size): size.bytes
    case .percent(let share): Int64(Double(total) * share / 100)
    }
  }
}
