import JSON
package import Pipeline

/// What every kind of stage must keep to in its settings, whatever it does.
///
/// Each check gives the faults that it found, so that a test can expect none.
package struct SettingsConformance: Sendable {
  private let kind: StageKind
  private let kinds: [StageKind]
  private let model: String

  /// `model` is what a setting that must name a model is given.
  package init(_ kind: StageKind, among kinds: [StageKind], model: String = "") {
    self.kind = kind
    self.kinds = kinds
    self.model = model
  }

  /// The shortest pipeline that holds the stage, by the names of its stages.
  private func pipeline(adding settings: [JSON.Member] = [], lacking setting: String? = nil)
    -> PipelineText
  {
    var stage = [JSON.Member("use", JSON(kind.name))]
    if kind.role != .source { stage.append(JSON.Member("from", "before")) }
    for about in kind.settings where about.isRequired && about.name != setting {
      stage.append(JSON.Member(about.name, sample(about)))
    }
    stage = stage.filter { member in !settings.contains { $0.name == member.name } } + settings
    // Neighbours whose ports fit are looked for by the planner's own rules, so none are needed here:
    // what is said about them is left out below.
    let json: JSON = [
      "stages": ["before": ["use": "nothing"], "stage": JSON(.object(stage))]
    ]
    return PipelineText(json.layout(), kinds: kinds)
  }

  private func sample(_ about: SettingDescription) -> JSON {
    if about.role == .model { return JSON(model) }
    return about.schema["type"]?.string == "integer" ? 1 : JSON("out/\(about.name)")
  }

  /// What is said about the stage itself.
  private func problems(_ pipeline: PipelineText) -> [String] {
    pipeline.outcome.diagnostics.filter { diagnostic in
      diagnostic.severity == .error && !diagnostic.message.contains("'nothing'")
        && !diagnostic.message.hasPrefix("no stage")
    }.map(\.message)
  }

  /// The stage says in a sentence what it does, and its settings do.
  package var summaryFaults: [String] {
    var faults: [String] = []
    for (name, text) in [(kind.name, kind.summary)] + kind.settings.map({ ($0.name, $0.summary) }) {
      if !text.hasSuffix(".") { faults.append("'\(name)': the summary lacks its full stop") }
      if text.first?.isUppercase != true { faults.append("'\(name)': the summary begins small") }
      if text.count > 150 { faults.append("'\(name)': the summary is long") }
    }
    let names =
      kind.settings.map(\.name) + ["use", "from"] + StageOptions.settings.map(\.about.name)
    if Set(names).count < names.count { faults.append("a name has two meanings") }
    for about in kind.settings where about.expected.isEmpty || about.schema.members == nil {
      faults.append("'\(about.name)' does not say what it takes")
    }
    return faults
  }

  /// What must be given suffices, and each of it is asked for.
  package var minimalFaults: [String] {
    var faults = problems(pipeline())
    for about in kind.settings where about.isRequired {
      let wanted = "'\(kind.name)' needs the setting '\(about.name)' (\(about.expected))"
      if problems(pipeline(lacking: about.name)) != [wanted] {
        faults.append("'\(about.name)' is not asked for")
      }
    }
    return faults
  }

  /// Every default, written out, is taken and fits the schema of its setting.
  package var defaultFaults: [String] {
    let defaults = kind.settings.compactMap { about in
      about.standard.map { JSON.Member(about.name, $0) }
    }
    var faults = problems(pipeline(adding: defaults))
    for about in kind.settings {
      guard let standard = about.standard, !standard.isNull else { continue }
      faults += SchemaValidator(about.schema).problems(standard).map { "'\(about.name)'\($0)" }
    }
    return faults
  }

  /// Names that no setting has are refused, near ones with the right name.
  package var spellingFaults: [String] {
    var faults: [String] = []
    let wrong = "'zzzzzz' is not a setting of '\(kind.name)'"
    if problems(pipeline(adding: [JSON.Member("zzzzzz", 1)])) != [wrong] {
      faults.append("an unknown setting is not refused, or not alone")
    }
    for about in kind.settings {
      let slip = String(about.name.dropLast()) + "qq"
      let outcome = pipeline(adding: [JSON.Member(slip, 1)], lacking: about.name).outcome
      let said = outcome.diagnostics.first { $0.message.hasPrefix("'\(slip)'") }
      if said?.hint != "did you mean '\(about.name)'?", about.name.count > 5 {
        faults.append("'\(slip)' is not answered with '\(about.name)'")
      }
    }
    return faults
  }

  /// No setting takes an object with an unknown member, nor null where it must be given.
  package var typeFaults: [String] {
    kind.settings.compactMap { about in
      // An object of any members is right for some.
      let isOpen =
        about.schema["type"]?.string == "object" && about.schema["properties"] == nil
        && about.schema["additionalProperties"] == nil
      let wrong: JSON = isOpen ? 1 : ["zzzzzz": true]
      let isRefused = !problems(pipeline(adding: [JSON.Member(about.name, wrong)])).isEmpty
      return isRefused ? nil : "'\(about.name)' takes anything"
    }
  }
}
