import LibArchive
import SystemIO

/// A folder or an archive that a model is taken out of.
///
/// Nothing is written here: an archive is first looked through and then read once more for the files
/// that are wanted.
struct ImportSource {
  let path: String
  private let isFolder: Bool
  /// The paths of all regular files, with `/` between their parts.
  private(set) var files: Set<String> = []
  /// The contents of all lists of modules, by path.
  private(set) var moduleLists: [String: [UInt8]] = [:]

  static let listName = "modules.json"
  private static let largestList = 1 << 20
  private static let limits = ArchiveLimits(
    entries: 100_000,
    entryBytes: 64 << 30,
    totalBytes: 128 << 30,
    ratio: 200
  )

  init(_ path: String) throws(ModelError) {
    self.path = path
    do throws(SystemError) {
      isFolder = try FileStatus(path: path).kind == .directory
    } catch {
      throw .unreadable(.system(error))
    }
    if isFolder { try lookThroughFolder() } else { try lookThroughArchive() }
  }

  private func refusal(_ message: String) -> ModelError {
    .notImportable(path: path, message)
  }

  // MARK: Looking through

  private mutating func lookThroughFolder() throws(ModelError) {
    var problem: WalkProblem?
    var found: [String] = []
    do throws(SystemError) {
      // Libraries keep what they download as links into another folder.
      try walkFolder(path, options: WalkOptions(symlinks: .follow)) {
        // What people hide, such as a repository's own folder, is no part of a model.
        $0.utf8.first != UInt8(ascii: ".")
      } visit: { event in
        switch event {
        case .entry(let entry) where entry.status.kind == .regular: found.append(entry.path)
        case .entry: break
        case .problem(let other): problem = problem ?? other
        }
      }
    } catch {
      throw .unreadable(.system(error))
    }
    if let problem { throw refusal(problem.description) }
    files = Set(found)
    for file in found where Self.isList(file) {
      do throws(ReadFileError) {
        moduleLists[file] = try readFile("\(path)/\(file)", limit: Self.largestList).bytes
      } catch {
        throw .unreadable(error)
      }
    }
  }

  private mutating func lookThroughArchive() throws(ModelError) {
    do throws(ArchiveError) {
      var reader = try ArchiveReader(path: path, limits: Self.limits)
      while let entry = try reader.next() {
        // One such name shows that the archive was made to do harm.
        if let problem = entry.unsafeName {
          throw ArchiveError.unsafeName(archive: path, entry: entry.name, problem: problem)
        }
        guard entry.kind == .file else { continue }
        let name = Self.normal(entry.name)
        guard files.insert(name).inserted else {
          throw ArchiveError.corrupt(archive: path, entry: name, message: "it is there twice")
        }
        if Self.isList(name) { moduleLists[name] = try reader.read(limit: Self.largestList) }
      }
    } catch {
      throw .archive(error)
    }
  }

  private static func isList(_ path: String) -> Bool {
    path.split(separator: "/").last == "modules.json"
  }

  /// A path without parts that say nothing.
  private static func normal(_ name: String) -> String {
    name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  // MARK: Reading

  /// Reads the wanted files and hands each over block by block; nil ends a file.
  func read(
    _ wanted: Set<String>,
    take: (_ file: String, _ block: [UInt8]?) throws(ModelError) -> Void
  ) throws(ModelError) {
    if isFolder {
      for file in wanted.sorted() { try readWhole(file, take: take) }
    } else {
      try readEntries(wanted, take: take)
    }
  }

  private func readWhole(
    _ file: String,
    take: (_ file: String, _ block: [UInt8]?) throws(ModelError) -> Void
  ) throws(ModelError) {
    let opened: FileDescriptor
    do throws(ReadFileError) {
      opened = try FileDescriptor(reading: "\(path)/\(file)")
    } catch {
      throw .unreadable(error)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count: Int
      do throws(SystemError) {
        count = try opened.read(into: &buffer)
      } catch {
        throw .unreadable(.system(error))
      }
      if count > 0 { try take(file, count == buffer.count ? buffer : Array(buffer[..<count])) }
      guard count == buffer.count else { break }
    }
    try take(file, nil)
  }

  private func readEntries(
    _ wanted: Set<String>,
    take: (_ file: String, _ block: [UInt8]?) throws(ModelError) -> Void
  ) throws(ModelError) {
    var reader = try Self.archive { () throws(ArchiveError) in
      try ArchiveReader(path: path, limits: Self.limits)
    }
    var missing = wanted
    while true {
      let entry = try Self.archive { () throws(ArchiveError) in try reader.next() }
      guard let entry else { break }
      let name = Self.normal(entry.name)
      guard entry.kind == .file, wanted.contains(name) else { continue }
      guard missing.remove(name) != nil else { throw refusal("'\(name)' is there twice") }
      while true {
        let block = try Self.archive { () throws(ArchiveError) in try reader.readBlock() }
        guard let block else { break }
        try take(name, block)
      }
      try take(name, nil)
    }
    guard missing.isEmpty else { throw refusal("it changed while it was read") }
  }

  private static func archive<Result: ~Copyable>(
    _ body: () throws(ArchiveError) -> Result
  ) throws(ModelError) -> Result {
    do throws(ArchiveError) { return try body() } catch { throw .archive(error) }
  }
}
