import JSON

/// The files below one folder of a snapshot, by their names within it.
struct SnapshotFolder: Sendable {
  let content: ScratchContent
  private let files: [String: TarEntry]

  /// Lists an archive, and the archives that its segments may be.
  init(_ content: ScratchContent) throws(SnapshotError) {
    self.content = content
    var files: [String: TarEntry] = [:]
    for entry in try TarReader.entries(of: content, in: 0..<content.count) {
      guard let (root, segment) = Self.packedSegment(entry.name) else {
        files[entry.name] = entry
        continue
      }
      guard let place = SnapshotFile(entry, in: content).place else {
        throw .damaged(entry: entry.name, "it has holes")
      }
      for inner in try TarReader.entries(of: content, in: place, prefix: entry.name + "/") {
        let name = inner.name.dropFirst(entry.name.utf8.count + 1)
        guard name.hasPrefix("snapshot/files/") else { continue }
        files["\(root)/\(segment)/files/\(name.dropFirst("snapshot/files/".count))"] = inner
      }
    }
    self.files = files
  }

  private init(_ content: ScratchContent, _ files: [String: TarEntry]) {
    self.content = content
    self.files = files
  }

  /// Where a segment stands as an archive of its own, and what it is called.
  private static func packedSegment(_ name: String) -> (root: Substring, segment: Substring)? {
    guard name.hasSuffix(".tar"), let slash = name.lastIndex(of: "/") else { return nil }
    let root = name[..<slash]
    guard root == "segments" || root.hasSuffix("/segments") else { return nil }
    return (root, name[name.index(after: slash)...].dropLast(4))
  }

  var names: [String] { files.keys.sorted() }
  var size: Int { files.values.reduce(0) { $0 + $1.size } }

  /// The first parts of the names that have more than one, each once.
  var subfolders: [String] {
    Set(files.keys.compactMap { name in name.firstIndex(of: "/").map { String(name[..<$0]) } })
      .sorted()
  }

  subscript(name: String) -> SnapshotFile? {
    files[name].map { SnapshotFile($0, in: content) }
  }

  func needed(_ name: String, of owner: String) throws(SnapshotError) -> SnapshotFile {
    guard let file = self[name] else { throw .damaged(entry: owner, "it has no '\(name)'") }
    return file
  }

  func below(_ prefix: String) -> SnapshotFolder {
    var inner: [String: TarEntry] = [:]
    for (name, entry) in files where name.utf8.starts(with: prefix.utf8) {
      inner[String(name.dropFirst(prefix.count))] = entry
    }
    return SnapshotFolder(content, inner)
  }
}

extension SnapshotFile {
  func json() throws(SnapshotError) -> JSON {
    do throws(JSONProblem) {
      return try JSONParser.value(limited(), file: name)
    } catch {
      throw damaged("it is no JSON: \(error.place.line):\(error.place.column): \(error.message)")
    }
  }

  /// No file of settings is larger; what is cut is no JSON.
  private func limited() -> [UInt8] {
    (try? bytes(0..<min(size, 64 << 20))) ?? []
  }
}
