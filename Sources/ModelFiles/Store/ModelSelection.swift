import JSON

/// Which files of a folder or an archive make up the model in it.
///
/// The model is where `modules.json` lies, else where `config.json` does; of several the outermost. Only
/// what the model is read from is taken, with the papers that lie beside it: the same weights in other
/// forms, which many folders have, are left out.
struct ModelSelection {
  /// The path of the model's folder; empty where it is the whole.
  let root: String
  /// The paths in the source, and what each is called in the model's folder.
  private(set) var files: [String: String] = [:]
  /// How many files were left out.
  private(set) var leftOut = 0

  init(_ source: ImportSource) throws(ModelError) {
    func refusal(_ message: String) -> ModelError { .notImportable(path: source.path, message) }
    let lists = Self.outermost(source.files, named: ImportSource.listName)
    let roots = lists.isEmpty ? Self.outermost(source.files, named: "config.json") : lists
    guard let root = roots.first else {
      throw refusal("it holds no model: neither 'modules.json' nor 'config.json' is there")
    }
    guard roots.count == 1 else {
      let shown = roots.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
      throw refusal("it holds several models: \(shown)")
    }
    self.root = root
    let prefix = root.isEmpty ? "" : root + "/"
    var folders: Set<String> = [""]
    if let list = source.moduleLists[prefix + ImportSource.listName] {
      for element in JSONParser.parse(list, file: ImportSource.listName).json?.elements ?? [] {
        folders.insert(element["path"]?.string ?? "")
      }
    }
    for file in source.files where file.hasPrefix(prefix) {
      let name = String(file.dropFirst(prefix.count))
      if folders.contains(Self.folder(of: name)), ModelPart(path: name) != nil {
        files[file] = name
      } else {
        leftOut += 1
      }
    }
    if !files.values.contains(where: { Weights.isName($0) }),
      let other = source.files.first(where: { $0.hasSuffix("pytorch_model.bin") })
    {
      throw refusal("'\(other)' has its weights: \(Weights.conversionAdvice)")
    }
  }

  /// The folders nearest to the beginning that have a file of a name, sorted.
  private static func outermost(_ files: Set<String>, named name: String) -> [String] {
    let folders = files.filter { $0 == name || $0.hasSuffix("/" + name) }.map { folder(of: $0) }
    let depths = folders.map { $0.isEmpty ? 0 : $0.utf8.count { $0 == UInt8(ascii: "/") } + 1 }
    let least = depths.min() ?? 0
    return zip(folders, depths).filter { $0.1 == least }.map(\.0).sorted()
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}

extension Weights {
  /// Whether a path is that of weights.
  static func isName(_ path: String) -> Bool {
    if case .weights? = ModelPart(path: path) { true } else { false }
  }
}
