import Digests
import JSON
import SystemIO

extension ModelStore {
  /// What became of an import.
  package struct Imported: Sendable {
    package let manifest: ModelManifest
    /// Whether the store had exactly this model already.
    package let wasThere: Bool
    /// How many files of the source were left out.
    package let leftOut: Int
    package let remarks: [String]
  }

  /// Takes a model in from a folder or an archive: a zip, a tar or a Python wheel.
  ///
  /// It is written beside its place, checked as a whole and only then renamed, so that a model in the
  /// store is always one that works. Another model of the same name stays unless it is to be replaced.
  /// `record` makes the vectors that are written down with it, and refuses a model that makes none.
  package func importModel(
    from source: String,
    name: String? = nil,
    replacing: Bool = false,
    record: (SentenceModel) throws(ModelError) -> RecordedVectors? = { (_) throws(ModelError) in nil
    }
  ) throws(ModelError) -> Imported {
    let name = name ?? Self.usualName(for: source)
    guard Self.isName(name) else { throw .badName(name) }
    let found = try ImportSource(source)
    let selection = try ModelSelection(found)
    try writing { () throws(SystemError) in _ = try createFolders(root) }
    let lock = try lock()
    defer { lock.release() }
    let temporary = "\(root)/.\(name).stampmill-new"
    try recover(name)
    try writing { () throws(SystemError) in try removeTree(temporary) }
    do throws(ModelError) {
      return try publish(found, selection, name, temporary, replacing, record)
    } catch {
      // What is left is removed by the next import if it cannot be now.
      try? removeTree(temporary)
      throw error
    }
  }

  private func publish(
    _ source: ImportSource,
    _ selection: ModelSelection,
    _ name: String,
    _ temporary: String,
    _ replacing: Bool,
    _ record: (SentenceModel) throws(ModelError) -> RecordedVectors?
  ) throws(ModelError) -> Imported {
    let files = try copy(source, selection, to: temporary)
    let model: SentenceModel
    let vectors: RecordedVectors?
    do throws(ModelError) {
      model = try SentenceModel(folder: temporary)
      try model.check()
      vectors = try record(model)
    } catch {
      // Told of the source: nobody knows of the folder that it was written to.
      let message = error.description.replacing(temporary + "/", with: "")
      throw .notImportable(path: source.path, message.replacing(temporary, with: selection.root))
    }
    let manifest = ModelManifest(
      name: name,
      source: Self.lastPart(of: source.path),
      model: model,
      files: files,
      vectors: vectors
    )
    func imported(wasThere: Bool) -> Imported {
      Imported(
        manifest: manifest,
        wasThere: wasThere,
        leftOut: selection.leftOut,
        remarks: model.remarks
      )
    }
    let place = "\(root)/\(name)"
    let isTaken = (try? FileStatus(path: place, followLinks: false)) != nil
    if isTaken, !replacing {
      guard let other = try? ModelManifest(folder: place), other.files == manifest.files else {
        throw .nameTaken(name: name, store: root)
      }
      try writing { () throws(SystemError) in try removeTree(temporary) }
      return imported(wasThere: true)
    }
    try writing { () throws(SystemError) in
      try replaceFile("\(temporary)/\(ModelManifest.name)", with: manifest.json.layout())
      try syncFolder(temporary)
      let former = formerPlace(of: name)
      try removeTree(former)
      if isTaken { try renameFile(place, to: former) }
      try renameFile(temporary, to: place)
      try syncFolder(root)
      try removeTree(former)
    }
    return imported(wasThere: false)
  }

  /// Writes the files of a selection and returns what they are.
  private func copy(
    _ source: ImportSource,
    _ selection: ModelSelection,
    to folder: String
  ) throws(ModelError) -> [ModelManifest.File] {
    var files: [ModelManifest.File] = []
    var current: AtomicFile?
    var hash = SHA256()
    var size = 0
    try writing { () throws(SystemError) in _ = try createFolders(folder) }
    try source.read(Set(selection.files.keys)) { (file, block) throws(ModelError) in
      guard let path = selection.files[file] else { return }
      do throws(SystemError) {
        if current == nil {
          if let slash = path.lastIndex(of: "/") {
            _ = try createFolders("\(folder)/\(path[..<slash])")
          }
          current = try AtomicFile(at: "\(folder)/\(path)")
        }
        if let block {
          hash.update(block)
          size += block.count
          try current?.append(block)
        } else {
          _ = try current.take()?.finish()
          files.append(ModelManifest.File(path: path, size: size, digest: hash.finish()))
          hash = SHA256()
          size = 0
        }
      } catch {
        throw .unwritable(error)
      }
    }
    return files
  }

  /// Where a model lies while another takes its place.
  private func formerPlace(of name: String) -> String { "\(root)/.\(name).stampmill-old" }

  /// Puts a model back that was taken away by a replacement which then was cut off.
  private func recover(_ name: String) throws(ModelError) {
    let place = "\(root)/\(name)"
    guard (try? FileStatus(path: place, followLinks: false)) == nil,
      (try? FileStatus(path: formerPlace(of: name))) != nil
    else { return }
    try writing { () throws(SystemError) in try renameFile(formerPlace(of: name), to: place) }
  }

  private func lock() throws(ModelError) -> FolderLock {
    do throws(FolderLockError) {
      return try FolderLock(root)
    } catch {
      switch error {
      case .busy: throw .busy(store: root)
      case .system(let cause): throw .unwritable(cause)
      }
    }
  }

  private func writing(_ body: () throws(SystemError) -> Void) throws(ModelError) {
    do throws(SystemError) { try body() } catch { throw .unwritable(error) }
  }

  // MARK: Names

  private static func lastPart(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The name of a folder, or of a file without what says what kind of file it is.
  static func usualName(for source: String) -> String {
    var name = lastPart(of: source)
    if name == "." || name == "..", let full = try? resolvedPath(source) {
      name = lastPart(of: full)
    }
    guard (try? FileStatus(path: source))?.kind != .directory else { return name }
    // A wheel's file says after the name what it runs on.
    if name.hasSuffix(".whl") { return String(name.prefix { $0 != "-" }) }
    for ending in [".gz", ".xz", ".bz2", ".zst", ".tar", ".tgz", ".txz", ".zip"]
    where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    return name
  }
}
