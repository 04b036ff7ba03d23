package import JSON
package import Pipeline

/// The reference of stages, from the tables that read pipeline files.
package enum StageReference {
  package static func takes(_ kind: StageKind) -> String {
    kind.accepts.isEmpty ? "–" : kind.accepts.map(\.name).joined(separator: ", ")
  }

  package static func gives(_ kind: StageKind) -> String { kind.gives?.name ?? "files" }

  private static func common() -> [SettingDescription] {
    describe(StageOptions.settings, defaults: StageOptions())
  }

  package static func text(_ kind: StageKind) -> String {
    var text = "\(kind.name): \(kind.summary)\n"
    text += "takes \(takes(kind)), gives \(gives(kind)); version \(kind.version)\n"
    for (title, settings) in [("settings", kind.settings), ("settings of every stage", common())] {
      text += "\n\(title)\n"
      for setting in settings {
        text += "  \(setting.name)  \(value(setting))\n      \(setting.summary)\n"
        text += "      \(setting.expected)\(effect(setting))\n"
      }
    }
    return text
  }

  private static func value(_ setting: SettingDescription) -> String {
    if setting.isRequired { return "(required)" }
    guard let standard = setting.standard, !standard.isNull else { return "(not set)" }
    return "= \(standard.compact)"
  }

  private static func effect(_ setting: SettingDescription) -> String {
    switch setting.role {
    case .result, .model: "; a change makes results anew"
    case .input, .output, .effort: ""
    }
  }

  package static func markdown(_ kinds: [StageKind]) -> String {
    var text = """
      # Stages

      This page is made by `stampmill describe --markdown` from the tables that read pipeline files; a \
      test fails when the two differ.

      | Stage | Takes | Gives | What it does |
      | --- | --- | --- | --- |

      """
    for kind in kinds {
      text +=
        "| [`\(kind.name)`](#\(kind.name)) | \(takes(kind)) | \(gives(kind)) | \(kind.summary) |\n"
    }
    for kind in kinds {
      text += "\n## \(kind.name)\n\n\(kind.summary) Takes \(takes(kind)); gives \(gives(kind)).\n\n"
      text += table(kind.settings)
    }
    text += "\n## Settings of every stage\n\n" + table(common())
    return text
  }

  private static func table(_ settings: [SettingDescription]) -> String {
    var text = "| Setting | Value | Default | What it is |\n| --- | --- | --- | --- |\n"
    for setting in settings {
      let standard =
        setting.isRequired
        ? "required"
        : setting.standard.flatMap { $0.isNull ? nil : "`\($0.compact)`" } ?? "not set"
      let cells = [
        "`\(setting.name)`", setting.expected, standard,
        setting.summary + (effect(setting).isEmpty ? "" : " A change makes results anew."),
      ]
      text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return text
  }

  package static func json(_ kind: StageKind) -> JSON {
    [
      "stage": JSON(kind.name), "role": JSON(kind.role.rawValue), "version": JSON(kind.version),
      "summary": JSON(kind.summary), "takes": JSON(kind.accepts.map { JSON($0.name) }),
      "gives": kind.gives.map { JSON($0.name) } ?? nil,
      "settings": JSON(
        kind.settings.map {
          [
            "name": JSON($0.name), "summary": JSON($0.summary), "expected": JSON($0.expected),
            "required": JSON($0.isRequired), "default": $0.standard ?? nil,
            "role": JSON($0.role.rawValue), "schema": $0.schema,
          ]
        }
      ),
    ]
  }
}
