/// One document taken through a pipeline by itself, to look at what becomes of it.
///
/// It is read and worked on as in a run; nothing is written, and neither state nor lock is touched.
package struct Trial: Sendable {
  let graph: Graph
  private let flow: Flow
  /// The steps to take, parents first.
  private let steps: [Int]
  package let document: DocumentIdentity
  package let content: FileContent

  /// A step's result.
  package struct Outcome: Sendable {
    package var stage: String
    package var result: Result<any Payload, StageFailure>
    /// What the step remarked about the document.
    package var remarks: [String]
  }

  /// Finds and reads a document; only steps that lead to the named stage are taken, if one is named.
  package init(
    of graph: Graph,
    document: String,
    upTo stage: String? = nil,
    filesFrom: FilesFrom? = nil
  ) async throws(RunError) {
    self.graph = graph
    let finder = DocumentFinder(graph: graph, filesFrom: filesFrom)
    let (source, entry) = try await finder.find(document)
    flow = Flow(source: source, in: graph)
    if let stage {
      steps = try Self.path(to: stage, in: flow, graph)
    } else {
      steps = Array(flow.steps.indices)
    }
    self.document = DocumentIdentity(source: graph.nodes[source].name, path: entry.path)
    let bytes = try await finder.read(entry, from: source)
    content = FileContent(bytes: bytes, hint: FileContent.hint(forPath: entry.path))
  }

  private static func path(to stage: String, in flow: Flow, _ graph: Graph) throws(RunError)
    -> [Int]
  {
    let names = flow.steps.map { graph.nodes[$0.node].name }
    guard let last = names.firstIndex(of: stage) else {
      let source = graph.nodes[flow.source].name
      throw RunError(
        .usage,
        names.isEmpty
          ? "no step works on the documents of '\(source)'"
          : "no step '\(stage)' works on the documents of '\(source)'; there are "
            + names.map { "'\($0)'" }.joined(separator: ", ")
      )
    }
    var path = [last]
    while let parent = flow.steps[path[0]].parent { path.insert(parent, at: 0) }
    return path
  }

  /// Takes the steps, in the order of the pipeline; what comes after a failure is left out.
  package func outcomes() async -> [Outcome] {
    var outcomes: [Outcome] = []
    var results: [Int: any Payload] = [:]
    for index in steps {
      let step = flow.steps[index]
      let node = graph.nodes[step.node]
      guard let stage = node.step else { continue }
      let input: any Payload
      if let parent = step.parent {
        guard let made = results[parent] else { continue }
        input = made
      } else {
        input = content
      }
      let remarks = RemarkList()
      let context = StepContext(path: document.path, timeout: node.options.timeout) {
        remarks.add($0)
      }
      let work = StepWork(stage: stage, options: node.options)
      let result: Result<any Payload, StageFailure>
      do throws(StageFailure) {
        result = .success(try await work.run(input, context, while: { !Task.isCancelled }))
      } catch {
        result = .failure(error)
      }
      if case .success(let made) = result { results[index] = made }
      outcomes.append(Outcome(stage: node.name, result: result, remarks: remarks.all))
    }
    return outcomes
  }
}
