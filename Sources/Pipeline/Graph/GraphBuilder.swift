import JSON

/// Makes a graph from a pipeline file, or says everything that stands in the way.
package struct GraphBuilder: Sendable {
  private let kinds: [StageKind]
  private var diagnostics: [Diagnostic] = []
  private var drafts: [Draft] = []

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
    var usePlace: JSONPlace
    var members: [JSON.Member]
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
    let root = document.root
    let known = diagnostics.count
    defer {
      let later = diagnostics[known...].filter { !document.gaps.contains($0.place) }
      diagnostics.replaceSubrange(known..., with: later)
    }
    for member in root.members ?? [] where !PipelineDocument.members.contains(member.name) {
      error(
        member.namePlace,
        "'\(member.name)' is not a part of a pipeline",
        hint: didYouMean(member.name, among: PipelineDocument.members)
      )
    }
    let name = pipelineName(root, file: source.file)
    var limits = RunLimits()
    if let json = root["limits"] { section(json, "limits", into: &limits, by: RunLimits.settings) }
    var defaults = StageOptions()
    if let json = root["defaults"] {
      section(json, "defaults", into: &defaults, by: StageOptions.settings)
    }
    guard let stages = root["stages"] else {
      error(root.place, "the pipeline has no 'stages'")
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
    let order = orderedWithoutCycles()
    checkPorts()
    checkReaders()
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

  // MARK: Parts of the file

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
    guard isName(member.name) else {
      error(
        member.namePlace,
        "'\(member.name)' is not a stage name; names are letters, digits, '-' and '_'"
      )
      return
    }
    guard let fields = member.value.members else {
      error(
        member.value.place,
        "stage '\(member.name)' is an object with a 'use', not \(member.value.kindName)"
      )
      return
    }
    var draft = Draft(
      name: member.name,
      options: defaults,
      references: [],
      place: member.namePlace,
      usePlace: member.value.place,
      members: fields
    )
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
      draft.usePlace = use.place
      draft.kind = kind(use)
    } else {
      error(member.value.place, "stage '\(member.name)' does not say what it uses ('use')")
    }
    if let kind = draft.kind {
      draft.instance = kind.make(fields, member.value.place, &diagnostics)
      checkFrom(draft, kind, at: member.value)
    }
    drafts.append(draft)
  }

  private mutating func kind(_ use: JSON) -> StageKind? {
    guard let name = use.string else {
      error(use.place, "'use' names a kind of stage, in a string")
      return nil
    }
    guard let kind = kinds.first(where: { $0.name == name }) else {
      error(
        use.place,
        "there is no stage '\(name)'",
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
      error(from.place, "'from' names a stage, or a list of stages")
      return []
    }
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
      let takes = kind.accepts.map(\.name).joined(separator: " or ")
      error(json.place, "'\(draft.name)' does not say where its \(takes) come from ('from')")
    }
  }

  // MARK: Connections

  private mutating func resolveReferences() {
    let names = drafts.map(\.name)
    for index in drafts.indices {
      for reference in drafts[index].references {
        guard let target = drafts.firstIndex(where: { $0.name == reference.stage }) else {
          error(
            reference.place,
            "there is no stage '\(reference.stage)' to read from",
            hint: didYouMean(reference.stage, among: names)
          )
          continue
        }
        if let kind = drafts[target].kind {
          if let port = reference.port {
            error(
              reference.place,
              "'\(reference.stage)' has no port '\(port)'",
              hint: kind.gives.map { "it gives \($0) under its own name" }
            )
            continue
          }
          if kind.gives == nil {
            error(
              reference.place,
              "'\(reference.stage)' writes files and gives nothing to read from"
            )
            continue
          }
        }
        drafts[index].links.append((target, reference))
      }
    }
  }

  /// The order of work, or nil after reporting each cycle whole.
  private mutating func orderedWithoutCycles() -> [Int]? {
    var state = [Int](repeating: 0, count: drafts.count)  // 1 on the path, 2 done
    var order: [Int] = []
    var cycles: [[Int]] = []
    let readsFrom = drafts.map { $0.from.sorted() }
    func visit(_ index: Int, _ path: [Int]) {
      if state[index] == 2 { return }
      if state[index] == 1 {
        cycles.append(Array(path.drop { $0 != index }) + [index])
        return
      }
      state[index] = 1
      for target in readsFrom[index] { visit(target, path + [index]) }
      state[index] = 2
      order.append(index)
    }
    for index in drafts.indices { visit(index, []) }
    for cycle in cycles {
      let names = cycle.reversed().map { drafts[$0].name }.joined(separator: " → ")
      let first = cycle.min() ?? cycle[0]
      let place = drafts[first].references.first?.place ?? drafts[first].place
      error(place, "the stages go round in a circle: \(names)")
    }
    return cycles.isEmpty ? order : nil
  }

  private mutating func checkPorts() {
    for draft in drafts {
      guard let kind = draft.kind else { continue }
      for (target, reference) in draft.links {
        guard let gives = drafts[target].kind?.gives, !kind.accepts.contains(gives) else {
          continue
        }
        let takes = kind.accepts.map(\.name).joined(separator: " or ")
        let between = kinds.first { other in
          other.accepts.contains(gives) && other.gives.map { kind.accepts.contains($0) } == true
        }
        error(
          reference.place,
          "'\(draft.name)' takes \(takes), but '\(reference.stage)' gives \(gives)",
          hint: between.map { "put a '\($0.name)' between" }
        )
      }
    }
  }

  private mutating func checkReaders() {
    let read = Set(drafts.flatMap { $0.references.map(\.stage) })
    for draft in drafts {
      guard let gives = draft.kind?.gives, !read.contains(draft.name) else { continue }
      warning(draft.place, "no stage reads the \(gives) of '\(draft.name)'")
    }
    if !drafts.contains(where: { $0.kind == nil || $0.kind?.role == .sink }) {
      error(
        drafts[0].place,
        "no stage writes anything",
        hint: "add a sink such as '\(kinds.first { $0.role == .sink }?.name ?? "")'"
      )
    }
    if !drafts.contains(where: { $0.kind == nil || $0.kind?.role == .source }) {
      error(
        drafts[0].place,
        "no stage finds documents",
        hint: "add a source such as '\(kinds.first { $0.role == .source }?.name ?? "")'"
      )
    }
  }

  /// Checks that every output has a path of its own, and finds the folder that holds them all.
  private mutating func checkOutputs() -> String? {
    var owners: [String: String] = [:]
    var folders: [[Substring]] = []
    for draft in drafts {
      guard let sink = draft.instance?.stage as? any SinkStage else { continue }
      for output in sink.outputs where !output.path.isEmpty {
        let place = draft.members.first { $0.name == output.setting }?.value.place ?? draft.place
        let path = normalized(output.path)
        let name = path.split(separator: "/").last ?? ""
        if let owner = owners[path] {
          error(place, "'\(draft.name)' and '\(owner)' both write '\(path)'")
        } else if OutputFolder.reserved.contains(String(name)) {
          error(place, "'\(name)' is a name that every run writes itself")
        } else if output.path.hasSuffix("/") || name == ".." || name.isEmpty {
          error(place, "'\(output.path)' names a folder; an output is a file")
        }
        owners[path] = draft.name
        folders.append(path.split(separator: "/", omittingEmptySubsequences: false).dropLast())
      }
    }
    guard var common = folders.first else { return nil }
    for folder in folders {
      let shared = zip(common, folder).prefix { $0.0 == $0.1 }.count
      common = Array(common.prefix(shared))
    }
    if common == [""] {
      error(
        drafts[0].place,
        "the outputs have no folder in common but '/'; put them under one folder"
      )
      return nil
    }
    return common.isEmpty ? "." : common.joined(separator: "/")
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

  private mutating func error(_ place: JSONPlace, _ message: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(at: place, message, hint: hint))
  }

  private mutating func warning(_ place: JSONPlace, _ message: String) {
    diagnostics.append(Diagnostic(.warning, at: place, message))
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
          || byte == 0x2D || byte == 0x5F
      }
  }
}

/// The path without `.` parts, doubled slashes and `x/..` pairs.
package func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", let last = parts.last, last != ".." {
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  let joined = parts.joined(separator: "/")
  return path.hasPrefix("/") ? "/" + joined : joined
}

/// The names in an output folder that belong to the run itself.
package enum OutputFolder {
  package static let manifest = "manifest.json"
  package static let failures = "failures.jsonl"
  package static let state = ".stampmill"
  package static let reserved: Set<String> = [manifest, failures, state]
}
