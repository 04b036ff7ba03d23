import JSON

// What sinks write, and where.

extension GraphBuilder {
  /// Checks that every output has a path of its own, and finds the folder that holds them all.
  mutating func checkOutputs() -> String? {
    var owners: [String: String] = [:]
    var folders: [[Substring]] = []
    for draft in drafts {
      guard let sink = draft.instance?.stage as? any SinkStage else { continue }
      for output in sink.outputs where !output.path.isEmpty {
        let place = draft.members.first { $0.name == output.setting }?.value.place ?? draft.place
        let path = normalized(output.path)
        let name = path.split(separator: "/").last ?? ""
        let parents = Self.parents(of: path)
        if output.path.hasSuffix("/") || name == ".." || name.isEmpty {
          error(place, "'\(output.path)' names a folder; an output is a file")
        } else if let owner = owners[path] {
          error(place, "'\(draft.name)' and '\(owner)' both write '\(path)'")
        } else if let parent = parents.first(where: { owners[$0] != nil }) {
          error(
            place,
            "'\(path)' lies below '\(parent)', which is a file of '\(owners[parent] ?? "")'"
          )
        } else if let below = owners.keys.filter({ $0.hasPrefix(path + "/") }).min() {
          error(place, "'\(path)' is a folder: '\(owners[below] ?? "")' writes '\(below)'")
        } else if OutputFolder.reserved.contains(String(name)) {
          error(place, "'\(name)' is a name that every run writes itself")
        } else if path.split(separator: "/").contains(Substring(OutputFolder.state)) {
          error(place, "'\(OutputFolder.state)' is the folder in which runs keep their state")
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

  /// Checks that standard input is read once.
  mutating func checkStandardInput() {
    var reader: String?
    for draft in drafts {
      guard let source = draft.instance?.stage as? any SourceStage, source.readsStandardInput
      else { continue }
      if let reader {
        error(draft.place, "'\(reader)' and '\(draft.name)' both read standard input")
      } else {
        reader = draft.name
      }
    }
  }

  /// The folders above a path, the nearest first.
  private static func parents(of path: String) -> [String] {
    var parents: [String] = []
    var rest = Substring(path)
    while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
      rest = rest[..<slash]
      parents.append(String(rest))
    }
    return parents
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
