import CommandLineKit
import Drawing
import JSON
import ModelFiles
import Pipeline
import SystemIO
import Transformers

/// Keeps the models that make vectors of texts.
struct ModelsCommand: Command {
  static let name = "models"
  static let summary = "List, import and verify the models that make vectors of texts."
  static let discussion = """
    'list' shows what is there. 'import' takes a sentence transformer in: a folder as Hugging Face's \
    libraries have it, or a zip, a tar or a Python wheel with such a folder. 'verify' compares models, all \
    unless some are named, with what was imported, looks at every number and makes the vectors of a few \
    sentences again, which are to be those of the import. 'path' prints where a model \
    lies. Nothing is ever fetched from a network.

    Models are kept in the folder of '--store', else of the variable STAMPMILL_MODELS, else in \
    'stampmill/models' where the user's data lie.
    """
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("action", \.action, "What to do."),
    .operands(
      "model",
      \.words,
      "Models of the store; for 'import', the folder or archive.",
      minimum: 0
    ).completing(.file),
    .option("--name", "name", \.modelName, "What to call the model that is imported."),
    .flag("--replace", \.replaces, "Let the imported model take the place of one of its name."),
    .option("--store", "folder", \.store, "Where models are kept.").completing(.directory),
  ]
  static let examples = [
    Example(
      "stampmill models import all-MiniLM-L6-v2.zip",
      "Take a model in"
    ),
    Example("stampmill models verify", "Make sure that no model has changed"),
  ]
  static let exitStatuses = [
    CommandLineKit.ExitStatus(1, "verify: a model is not what was imported")
  ]

  enum Action: String, CaseIterable, ParameterValue {
    case list
    case importing = "import"
    case verify, path
  }

  var action = Action.list
  var words: [String] = []
  var modelName: String?
  var replaces = false
  var store: String?
  var common = CommonOptions()

  func run() async throws -> Int32 {
    do {
      let store = try ModelStore(named: store, environment: environmentVariables())
      switch action {
      case .list: return try list(store).rawValue
      case .importing:
        return try importModel(try onlyWord("the folder or archive to import"), to: store).rawValue
      case .verify: return try verify(store).rawValue
      case .path:
        let path = try store.path(of: try onlyWord("the model"))
        return Console.print(common.json ? JSON(path).layout() : path + "\n").rawValue
      }
    } catch let error as ModelError {
      throw RunError(error)
    }
  }

  private func onlyWord(_ what: String) throws(UsageError) -> String {
    guard words.count == 1 else {
      throw UsageError("'models \(action.rawValue)' takes one word: \(what).", command: Self.name)
    }
    return words[0]
  }

  // MARK: Actions

  private func list(_ store: ModelStore) throws(ModelError) -> ExitStatus {
    let entries = try store.entries()
    guard !common.json else {
      return Console.print(JSON(entries.map { Self.json($0, in: store) }).layout())
    }
    let width = entries.map(\.name.utf8.count).max() ?? 0
    var text = ""
    for entry in entries {
      text += entry.name + String(repeating: " ", count: width - entry.name.utf8.count)
      switch entry.manifest {
      case .success(let model): text += "  " + Self.facts(of: model) + "\n"
      case .failure(let error): text += "  " + PrintableText.singleLine(error.description) + "\n"
      }
    }
    if entries.isEmpty, !common.quiet { Console.say(line: "there is no model in '\(store.root)'") }
    return Console.print(text)
  }

  private func importModel(_ source: String, to store: ModelStore) throws(ModelError) -> ExitStatus
  {
    let imported = try store.importModel(
      from: source,
      name: modelName,
      replacing: replaces,
      record: { (model) throws(ModelError) in try GoldenVectors.record(Embedder(model)) }
    )
    let model = imported.manifest
    if !common.quiet {
      for remark in imported.remarks { Console.say(line: "note: \(remark)") }
    }
    guard !common.json else { return Console.print(Self.json(model, in: store).layout()) }
    guard !common.quiet else { return .done }
    let done = imported.wasThere ? "was there already" : "imported"
    let rest = imported.leftOut > 0 ? "; \(imported.leftOut) other files left out" : ""
    return Console.print(
      "\(model.name) \(done): \(Self.facts(of: model))\(rest)\n"
    )
  }

  private func verify(_ store: ModelStore) throws(ModelError) -> ExitStatus {
    let names = words.isEmpty ? try store.entries().map(\.name) : words
    var text = ""
    var results: [JSON] = []
    var isSound = true
    for name in names {
      var problems = try store.verify(name)
      if problems.isEmpty { problems = try vectorProblems(of: name, in: store) }
      isSound = isSound && problems.isEmpty
      if !common.quiet || !problems.isEmpty {
        text += "\(problems.isEmpty ? "ok  " : "FAIL") \(name)\n"
      }
      for problem in problems { text += "       \(PrintableText.singleLine(problem))\n" }
      results.append(["name": JSON(name), "problems": JSON(problems.map { JSON($0) })])
    }
    if common.json { text = JSON(results).layout() }
    let status = Console.print(text)
    return isSound ? status : .failed
  }

  /// How the vectors of a model that is whole differ from those that it ought to give.
  private func vectorProblems(
    of name: String,
    in store: ModelStore
  ) throws(ModelError) -> [String] {
    let folder = try store.path(of: name)
    let manifest = try ModelManifest(folder: folder)
    let embedder = try Embedder(SentenceModel(folder: folder))
    var problems: [String] = []
    if let vectors = manifest.vectors {
      problems = try GoldenVectors.problems(of: embedder, beside: vectors)
    } else if !common.quiet {
      Console.say(
        line: "note: no vectors were recorded with '\(name)'; import it again to have them compared"
      )
    }
    return try problems + (GoldenVectors.problems(of: embedder, knownAs: manifest.model) ?? [])
  }

  // MARK: Showing

  private static func facts(of model: ModelManifest) -> String {
    """
    \(model.family), \(model.dimensions) dimensions, \(model.maxTokens) tokens, \
    \((model.size + 500_000) / 1_000_000) MB
    """
  }

  private static func json(_ model: ModelManifest, in store: ModelStore) -> JSON {
    [
      "name": JSON(model.name), "path": JSON("\(store.root)/\(model.name)"),
      "source": JSON(model.source), "model": JSON("\(model.model)"), "family": JSON(model.family),
      "dimensions": JSON(model.dimensions), "max_tokens": JSON(model.maxTokens),
      "size": JSON(model.size),
    ]
  }

  private static func json(_ entry: ModelStore.Entry, in store: ModelStore) -> JSON {
    switch entry.manifest {
    case .success(let model): json(model, in: store)
    case .failure(let error): ["name": JSON(entry.name), "problem": JSON(error.description)]
    }
  }
}

extension RunError {
  /// Takes trouble with a model.
  init(_ error: ModelError) {
    let status: ExitStatus
    switch error {
    case .unwritable(let cause):
      self.init(writing: cause)
      return
    case _ where error.readFailure != nil:
      let failure = error.readFailure
      if case .system(let system)? = failure, system.isMissing {
        status = .missingInput
      } else if case .notRegular? = failure {
        status = .invalid
      } else {
        status = failure?.isPermission == true ? .permission : .inputOutput
      }
    case _ where error.isMissing: status = .missingModel
    case .badName: status = .usage
    case .noStore, .noInstructions, .noMemory: status = .configuration
    case .nameTaken: status = .cannotCreate
    case .busy: status = .temporary
    default: status = .invalid
    }
    self.init(status, error.description)
  }
}
