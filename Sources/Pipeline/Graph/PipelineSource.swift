import JSON

/// What a pipeline is read from: its file, and what the command line and the environment add.
package struct PipelineSource: Sendable {
  package var file: String
  package var sets: [String]
  package var parameterFiles: [String]
  package var environment: [String: String]
  package var read: @Sendable (String) throws(Diagnostic) -> [UInt8]

  package init(
    file: String,
    sets: [String] = [],
    parameterFiles: [String] = [],
    environment: [String: String] = [:],
    read: @escaping @Sendable (String) throws(Diagnostic) -> [UInt8]
  ) {
    self.file = file
    self.sets = sets
    self.parameterFiles = parameterFiles
    self.environment = environment
    self.read = read
  }
}

/// A pipeline file with its base merged in and its parameters filled in, not yet understood.
struct PipelineDocument: Sendable {
  var root: JSON
  var parameters: [JSON.Member]
  /// Where values stand that could not be made out; more than that need not be said of them.
  var unknown: Set<JSONPlace>

  /// The members that a file may have at its top.
  static let members = [
    "$schema", "$comment", "name", "extends", "params", "limits", "defaults", "stages",
  ]

  static func load(_ source: PipelineSource, diagnostics: inout [Diagnostic]) -> PipelineDocument? {
    guard let own = object(source.file, source, diagnostics: &diagnostics) else { return nil }
    var root = own
    if let extends = own["extends"] {
      guard let name = extends.string else {
        diagnostics.append(Diagnostic(at: extends.place, "'extends' names a file, in a string"))
        return nil
      }
      let path = name.hasPrefix("/") ? name : folder(of: source.file) + name
      // Without the whole of its base, most of what could be said of the file would be untrue.
      guard let base = object(path, source, place: extends.place, diagnostics: &diagnostics) else {
        return nil
      }
      if let further = base["extends"] {
        diagnostics.append(
          Diagnostic(at: further.place, "a file that others extend cannot itself extend one")
        )
        return nil
      }
      root = merge(own, onto: base)
    }
    return resolve(root, source, diagnostics: &diagnostics)
  }

  private static func resolve(
    _ root: JSON,
    _ source: PipelineSource,
    diagnostics: inout [Diagnostic]
  ) -> PipelineDocument {
    var table = ParameterTable(environment: source.environment)
    if let params = root["params"] { table.declare(params, diagnostics: &diagnostics) }
    for path in source.parameterFiles {
      guard let values = object(path, source, what: "a parameter file", diagnostics: &diagnostics)
      else {
        continue
      }
      for member in values.members ?? [] where member.name != "$comment" {
        let value = member.value
        table.set(member.name, diagnostics: &diagnostics, at: member.namePlace) { _ in value }
      }
    }
    for set in source.sets {
      let place = JSONPlace(file: "--set \(set)", line: 0, column: 0)
      guard let equals = set.firstIndex(of: "="), equals != set.startIndex else {
        diagnostics.append(Diagnostic(at: place, "--set takes name=value"))
        continue
      }
      let text = String(set[set.index(after: equals)...])
      table.set(String(set[..<equals]), diagnostics: &diagnostics, at: place) { kind in
        Parameter.value(fromText: text, kind, at: place)
      }
    }
    var members: [JSON.Member] = []
    for member in root.members ?? [] {
      let isFilled = ["limits", "defaults", "stages"].contains(member.name)
      let value =
        isFilled ? table.resolve(member.value, diagnostics: &diagnostics) : member.value
      members.append(JSON.Member(member.name, value, at: member.namePlace))
    }
    for parameter in table.unused {
      diagnostics.append(
        Diagnostic(.warning, at: parameter.place, "parameter '\(parameter.name)' is not used")
      )
    }
    return PipelineDocument(
      root: JSON(.object(members), at: root.place),
      parameters: table.values,
      unknown: table.unknown
    )
  }

  private static func object(
    _ path: String,
    _ source: PipelineSource,
    place: JSONPlace? = nil,
    what: String = "a pipeline",
    diagnostics: inout [Diagnostic]
  ) -> JSON? {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      bytes = try source.read(path)
    } catch {
      diagnostics.append(
        place.map { Diagnostic(at: $0, "cannot extend '\(path)': \(error.message)") } ?? error
      )
      return nil
    }
    let outcome = JSONParser.parse(bytes, file: path)
    diagnostics += outcome.problems.map(Diagnostic.init)
    guard let json = outcome.json else { return nil }
    guard json.members != nil else {
      diagnostics.append(
        Diagnostic(at: json.place, "\(what) is a JSON object, not \(json.kindName)")
      )
      return nil
    }
    return json
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// Merges by RFC 7396: objects member by member, null removes, all else replaces.
  private static func merge(_ patch: JSON, onto base: JSON) -> JSON {
    guard let changes = patch.members else { return patch }
    var members = base.members ?? []
    for change in changes {
      let index = members.firstIndex { $0.name == change.name }
      if change.value.isNull {
        if let index { members.remove(at: index) }
      } else if let index {
        members[index] = JSON.Member(
          change.name,
          merge(change.value, onto: members[index].value),
          at: change.namePlace
        )
      } else {
        // What is new is merged too, so that no null is left in it.
        let value = merge(change.value, onto: JSON(.null))
        members.append(JSON.Member(change.name, value, at: change.namePlace))
      }
    }
    return JSON(.object(members), at: patch.place)
  }
}
