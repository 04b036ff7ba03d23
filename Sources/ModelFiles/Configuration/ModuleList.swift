import JSON

/// What follows the transformer, step by step.
package enum ModelStep: Sendable, Hashable {
  case pooling(Pooling)
  case dense(DenseLayer)
  /// Divides the vector by its length.
  case normalize
}

/// The steps that `modules.json` lists, each with the folder of its files.
struct ModuleList {
  enum Kind: String, CaseIterable {
    case transformer = "Transformer"
    case pooling = "Pooling"
    case dense = "Dense"
    case normalize = "Normalize"
    /// Does nothing but while a model is trained.
    case dropout = "Dropout"
  }

  struct Module {
    var kind: Kind
    var folder: String
  }

  private(set) var modules: [Module] = []

  init(_ file: ConfigurationFile, folder: String) throws(ModelError) {
    guard let list = file.tree.elements, !list.isEmpty else {
      throw file.damage("it is to list the steps of the model, and is \(file.tree.kindName)")
    }
    for element in list {
      guard let type = element["type"]?.string else {
        throw file.damage("a step has no 'type'", at: element)
      }
      guard let kind = Kind(rawValue: lastPart(of: type)) else {
        throw file.refusal(
          "a step is of the type '\(type)'; those known are Transformer, Pooling, Dense, Normalize",
          at: element["type"]
        )
      }
      let path = element["path"]?.string ?? ""
      guard Self.isInside(path) else {
        throw file.damage("'path' leads out of the model's folder", at: element["path"])
      }
      modules.append(Module(kind: kind, folder: path.isEmpty ? folder : "\(folder)/\(path)"))
    }
    modules.removeAll { $0.kind == .dropout }
    let kinds = modules.map(\.kind)
    guard kinds.first == .transformer, kinds.dropFirst().first == .pooling,
      kinds.dropFirst(2).allSatisfy({ $0 == .dense || $0 == .normalize })
    else {
      throw file.refusal(
        """
        the steps are \(kinds.map(\.rawValue).joined(separator: ", ")); those known are Transformer, \
        Pooling and then any of Dense and Normalize
        """,
        at: file.tree
      )
    }
  }

  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.contains(0)
      && !path.split(separator: "/").contains { $0 == ".." }
  }
}
