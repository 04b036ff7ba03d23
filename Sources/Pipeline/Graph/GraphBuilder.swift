import Spelling
import JSON

/// Makes a graph from a pipeline file, or says everything that stands in the way.
package struct GraphBuilder: Sendable {
  let kinds: [StageKind]
  var diagnostics: [Diagnostic] = []
  var drafts: [Draft] = []
  /// The stages that go round in circles; their ports fit nowhere and are not worth a word.
  var circling: Set<Int> = []

  /// A stage while its connections are still being checked.
  struct Draft: Sendable {
    var name: String
    var kind: StageKind?
    var instance: StageKind.Instance?
    var options: StageOptions
    var references: [StageReference]
    /// The stages found under the references, each beside its reference.
    var links: [(target: Int, reference: StageReference)] = []
    var from: [Int] { links.map(\.target) }
    var place: JSONPlace
    /// Where its settings stand.
    var settingsPlace: JSONPlace
    var members: [JSON.Member]
    /// Whether something that it should read from is missing or could not be made out.
    var lacksInput = false
  }

  package struct Outcome: Sendable {
    package var graph: Graph?
    package var diagnostics: [Diagnostic]
  }

  package static func build(_ source: PipelineSource, kinds: [StageKind]) -> Outcome {
    var builder = GraphBuilder(kinds: kinds)
    let graph = builder.graph(from: source)
    let diagnostics = builder.diagnostics.inFileOrder()
    return Outcome(graph: diagnostics.hasErrors ? nil : graph, diagnostics: diagnostics)
  }

  private init(kinds: [StageKind]) { self.kinds = kinds }

  private mutating func graph(from source: PipelineSource) -> Graph? {
    guard let document = PipelineDocument.load(source, diagnostics: &diagnostics) else {
      return nil
    }
    // What seems wrong with a value that could not be made out only follows from that.
    let reported = diagnostics
    diagnostics = []
    defer {
      let places = document.unknown.union(reported.map(\.place))
      diagnostics = reported + diagnostics.filter { !places.contains($0.place) }
    }
    let root = document.root
    var meant: Set<String> = []
    for member in root.members ?? [] where !PipelineDocument.members.contains(member.name) {
      error(
        member.namePlace,
        "'\(member.name)' is not a part of a pipeline",
        hint: didYouMean(member.name, among: PipelineDocument.members)
      )
      nearest(to: member.name, in: PipelineDocument.members.sorted()).map { _ = meant.insert($0) }
    }
    for json in [root] + ["params", "stages"].compactMap({ root[$0] }) {
      if let comment = json["$comment"], let problem = commentProblem(comment) {
        diagnostics.append(problem)
      }
    }
    let name = pipelineName(root, file: source.file)
    var limits = RunLimits()
    if let json = root["limits"] { section(json, "limits", into: &limits, by: RunLimits.settings) }
    var defaults = StageOptions()
    if let json = root["defaults"] {
      section(json, "defaults", into: &defaults, by: StageOptions.settings)
    }
    guard let stages = root["stages"] else {
      if !meant.contains("stages") { error(root.place, "the pipeline has no 'stages'") }
      return nil
    }
    guard let members = stages.members else {
      error(stages.place, "'stages' is an object: a name and a stage for each")
      return nil
    }
    for member in members where member.name != "$comment" { draft(member, defaults: defaults) }
    if drafts.isEmpty {
      error(stages.place, "the pipeline has no stages")
      return nil
    }
    resolveReferences()
    makeInstances()
    let order = orderedWithoutCycles()
    checkPorts()
    checkReaders()
    checkStandardInput()
    let folder = checkOutputs()
    guard !diagnostics.hasErrors, let order, let folder else { return nil }
    return assemble(
      order,
      name: name,
      document: document,
      limits: limits,
      folder,
      file: source.file
    )
  }

  private mutating func pipelineName(_ root: JSON, file: String) -> String {
    if let json = root["name"] {
      if let name = json.string, isName(name) { return name }
      error(json.place, "'name' is a word of letters, digits, '-' and '_'")
    }
    let base = file.split(separator: "/").last.map(String.init) ?? file
    return base.hasSuffix(".json") ? String(base.dropLast(5)) : base
  }

  private mutating func section<Root: Sendable>(
    _ json: JSON,
    _ name: String,
    into root: inout Root,
    by table: [Setting<Root>]
  ) {
    guard let members = json.members else {
      error(json.place, "'\(name)' is an object, not \(json.kindName)")
      return
    }
    decode(
      members,
      into: &root,
      by: table,
      owner: "'\(name)'",
      at: json.place,
      diagnostics: &diagnostics
    )
  }

  private mutating func draft(_ member: JSON.Member, defaults: StageOptions) {
    if !isName(member.name) {
      error(
        member.namePlace,
        "'\(member.name)' is not a stage name; names are letters, digits, '-' and '_'"
      )
    }
    var draft = Draft(
      name: member.name,
      options: defaults,
      references: [],
      place: member.namePlace,
      settingsPlace: member.value.place,
      members: member.value.members ?? []
    )
    defer { drafts.append(draft) }
    guard let fields = member.value.members else {
      error(
        member.value.place,
        "stage '\(member.name)' is an object with a 'use', not \(member.value.kindName)"
      )
      return
    }
    let common = fields.filter { field in
      StageOptions.settings.contains { $0.about.name == field.name }
    }
    decode(
      common,
      into: &draft.options,
      by: StageOptions.settings,
      owner: "'\(member.name)'",
      at: member.value.place,
      diagnostics: &diagnostics
    )
    draft.references = references(fields, of: member.name)
    if let use = member.value["use"] {
      draft.kind = kind(use)
    } else if let slip = misspelt("use", in: fields, among: commonNames) {
      let hint = didYouMean(slip.name, among: ["use"])
      error(slip.namePlace, "'\(slip.name)' is not a setting of a stage", hint: hint)
    } else {
      error(member.value.place, "stage '\(member.name)' does not say what it uses ('use')")
    }
    if let kind = draft.kind {
      for field in common where !kind.role.options.contains(field.name) {
        diagnostics.append(
          Diagnostic(
            .warning,
            at: field.namePlace,
            "'\(field.name)' has no effect on a \(kind.role.rawValue)"
          )
        )
      }
      draft.lacksInput = kind.role != .source && draft.references.isEmpty
      checkFrom(draft, kind, at: member.value)
    }
  }

  private var commonNames: [String] {
    ["use", "from"] + StageOptions.settings.map(\.about.name)
  }

  /// A member whose name is not known and looks as if another were meant.
  private func misspelt(_ name: String, in fields: [JSON.Member], among names: [String])
    -> JSON.Member?
  {
    fields.first { field in
      !names.contains(field.name) && nearest(to: field.name, in: names.sorted()) == name
    }
  }

  private mutating func kind(_ use: JSON) -> StageKind? {
    guard let name = use.string else {
      error(use.place, "'use' names a kind of stage, in a string")
      return nil
    }
    guard let kind = kinds.first(where: { $0.name == name }) else {
      error(
        use.place,
        "'\(name)' is not a kind of stage",
        hint: didYouMean(name, among: kinds.map(\.name)) ?? "'stampmill describe' lists them"
      )
      return nil
    }
    return kind
  }

  private mutating func references(_ fields: [JSON.Member], of name: String) -> [StageReference] {
    guard let from = fields.first(where: { $0.name == "from" })?.value else { return [] }
    if let text = from.string { return [StageReference(text, at: from.place)] }
    guard let elements = from.elements else {
      error(from.place, "'from' names a stage, or a list of stages, not \(from.kindName)")
      return []
    }
    if elements.isEmpty { error(from.place, "'from' names no stage") }
    var result: [StageReference] = []
    for element in elements {
      guard let text = element.string else {
        error(element.place, "'from' names stages, not \(element.kindName)")
        continue
      }
      let reference = StageReference(text, at: element.place)
      if result.contains(where: { $0.stage == reference.stage && $0.port == reference.port }) {
        error(element.place, "'\(name)' reads from '\(text)' twice")
      } else {
        result.append(reference)
      }
    }
    return result
  }

  private mutating func checkFrom(_ draft: Draft, _ kind: StageKind, at json: JSON) {
    let from = json["from"]
    if kind.role == .source, let from {
      error(from.place, "'\(draft.name)' is a source and reads from no stage")
    } else if kind.role != .source && from == nil {
      let names = kind.settings.map(\.name) + commonNames
      if misspelt("from", in: draft.members, among: names) != nil { return }
      let takes = kind.accepts.map(\.name).alternatives
      error(json.place, "'\(draft.name)' does not say where its \(takes) come from ('from')")
    }
  }

  private func assemble(
    _ order: [Int],
    name: String,
    document: PipelineDocument,
    limits: RunLimits,
    _ folder: String,
    file: String
  ) -> Graph? {
    // Depth-first order puts what is read before what reads it; sinks last keeps listings readable.
    let ranked = order.enumerated().sorted { left, right in
      let ranks = [left.element, right.element].map { drafts[$0].kind?.role == .sink ? 1 : 0 }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
    var positions = [Int](repeating: 0, count: drafts.count)
    for (position, index) in ranked.enumerated() { positions[index] = position }
    var nodes: [Graph.Node] = []
    for index in ranked {
      let draft = drafts[index]
      guard let kind = draft.kind, let instance = draft.instance else { return nil }
      nodes.append(
        Graph.Node(
          name: draft.name,
          kind: kind,
          instance: instance,
          options: draft.options,
          from: draft.from.map { positions[$0] },
          place: draft.place
        )
      )
    }
    return Graph(
      name: name,
      file: file,
      nodes: nodes,
      limits: limits,
      parameters: document.parameters,
      outputFolder: folder
    )
  }

  mutating func error(_ place: JSONPlace, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(at: place, message, hint: hint))
  }

  mutating func warning(_ place: JSONPlace, _ message: String) {
    diagnostics.append(Diagnostic(.warning, at: place, message))
  }
}
