import SystemIO

/// The folder where models are kept, each in a folder of its name.
package struct ModelStore: Sendable {
  package let root: String

  package init(root: String) { self.root = root }

  /// The folder that is named, else the one that the environment says, else the user's usual one.
  package init(named: String?, environment: [String: String]) throws(ModelError) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let named {
      root = named
    } else if let folder = value("STAMPMILL_MODELS") {
      root = folder
    } else if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") {
      // The rules of that variable say that other paths do not count.
      root = "\(data)/stampmill/models"
    } else if let home = value("HOME") {
      root = "\(home)/.local/share/stampmill/models"
    } else {
      throw .noStore
    }
  }

  /// One entry of the store: a model, or why it cannot be one.
  package struct Entry: Sendable {
    package let name: String
    package let manifest: Result<ModelManifest, ModelError>
  }

  /// All models, sorted by the bytes of their names; none where there is no store.
  package func entries() throws(ModelError) -> [Entry] {
    var names: [String] = []
    do throws(SystemError) {
      try walkFolder(root, options: WalkOptions(symlinks: .follow), shouldEnter: { _ in false }) {
        if case .entry(let entry) = $0, entry.status.kind == .directory,
          Self.isName(entry.path)
        {
          names.append(entry.path)
        }
      }
    } catch {
      guard error.isMissing else { throw .unreadable(.system(error)) }
    }
    return names.map { name in
      Entry(
        name: name,
        manifest: Result { () throws(ModelError) in
          try ModelManifest(folder: "\(root)/\(name)")
        }
      )
    }
  }

  /// The folder of a model of the store.
  package func path(of name: String) throws(ModelError) -> String {
    guard Self.isName(name) else { throw .badName(name) }
    let folder = "\(root)/\(name)"
    guard let status = try? FileStatus(path: folder), status.kind == .directory else {
      throw .notInStore(name: name, store: root)
    }
    return folder
  }

  /// The folder that is meant by a path, which has a `/`, or by the name of a model of the store.
  package func folder(of model: String) throws(ModelError) -> String {
    guard model.utf8.contains(UInt8(ascii: "/")) || model == "." || model == ".." else {
      return try path(of: model)
    }
    guard let status = try? FileStatus(path: model), status.kind == .directory else {
      throw .missing(path: model, "the folder of a model was looked for there")
    }
    return model
  }

  /// Whether a model may be called so.
  static func isName(_ name: String) -> Bool {
    func isPlain(_ byte: UInt8) -> Bool {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
    guard let first = name.utf8.first, isPlain(first), name.utf8.count <= 100 else { return false }
    return name.utf8.allSatisfy {
      isPlain($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}
