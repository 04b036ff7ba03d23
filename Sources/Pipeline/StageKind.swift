package import JSON

/// A kind of stage without its type: what the graph and the documentation need of it.
package struct StageKind: Sendable {
  package enum Role: String, Sendable {
    case source, step, sink

    /// Which of the settings that every stage has mean something to it.
    var options: Set<String> {
      switch self {
      case .source: ["on_error", "retry"]
      case .step: ["jobs", "timeout", "retry", "on_error"]
      case .sink: ["jobs"]
      }
    }
  }

  package let name: String
  package let summary: String
  package let version: Int
  package let role: Role
  package let accepts: [PortType]
  package let gives: PortType?
  package let settings: [SettingDescription]
  package let make: @Sendable ([JSON.Member], JSONPlace, inout [Diagnostic]) -> Instance

  /// A stage with its settings decided.
  package struct Instance: Sendable {
    package var stage: any Stage
    /// Every setting with its value, in the order of the table.
    package var resolved: [JSON.Member]
    /// Those that decide what a result is.
    package var decisive: JSON
    /// The same as keys are made of them, with digests of what is not to be shown.
    package var key: JSON
  }

  package init<S: SourceStage>(source: S.Type) {
    self.init(S.self, role: .source, accepts: [], gives: .documents)
  }

  package init<S: StepStage>(step: S.Type) {
    self.init(S.self, role: .step, accepts: [S.Input.port], gives: S.Output.port)
  }

  package init<S: SinkStage>(sink: S.Type) {
    self.init(S.self, role: .sink, accepts: S.accepts, gives: nil)
  }

  private init<S: Stage>(_ type: S.Type, role: Role, accepts: [PortType], gives: PortType?) {
    name = S.kind
    summary = S.summary
    version = S.version
    self.role = role
    self.accepts = accepts
    self.gives = gives
    settings = describe(S.settings, defaults: S())
    let own = Set(StageOptions.settings.map(\.about.name)).union(["use", "from"])
    make = { members, place, diagnostics in
      var stage = S()
      decode(
        members,
        into: &stage,
        by: S.settings,
        owner: "'\(S.kind)'",
        at: place,
        passing: own,
        others: Array(own),
        diagnostics: &diagnostics
      )
      for conflict in stage.conflicts() {
        let member = members.first { $0.name == conflict.setting }
        diagnostics.append(
          Diagnostic(conflict.severity, at: member?.value.place ?? place, conflict.message)
        )
      }
      let resolved = S.settings.map { JSON.Member($0.about.name, $0.show(stage)) }
      let decisive = S.settings.filter { $0.about.role == .result || $0.about.role == .model }
      return Instance(
        stage: stage,
        resolved: resolved,
        decisive: JSON(.object(decisive.map { JSON.Member($0.about.name, $0.show(stage)) })),
        key: JSON(.object(decisive.map { JSON.Member($0.about.name, $0.key(stage)) }))
      )
    }
  }
}
