import JSON

// Settings that are, where the file is silent, the model of the stages that the results go on to.

extension GraphBuilder {
  /// Decides the settings of all stages, once it is known who reads from whom.
  mutating func makeInstances() {
    for index in drafts.indices {
      guard let kind = drafts[index].kind else { continue }
      let inherited = inheritedMembers(of: index, kind)
      let members = drafts[index].members + inherited
      var found: [Diagnostic] = []
      drafts[index].instance = kind.make(members, drafts[index].settingsPlace, &found)
      // What is wrong with the model itself is said by the stage that names it.
      diagnostics += found.filter { problem in
        !inherited.contains { $0.value.place == problem.place }
      }
    }
  }

  private func inheritedMembers(of index: Int, _ kind: StageKind) -> [JSON.Member] {
    let silent = kind.settings.filter { about in
      about.isOfModel && !drafts[index].members.contains { $0.name == about.name }
    }
    guard !silent.isEmpty, let model = model(below: index) else { return [] }
    return silent.map { JSON.Member($0.name, model) }
  }

  /// The one model to which the results of a stage come; nil where there is none, or several.
  private func model(below index: Int) -> JSON? {
    var found: [JSON] = []
    var seen: Set<Int> = [index]
    var waiting = [index]
    while let next = waiting.popLast() {
      for reader in drafts.indices where drafts[reader].from.contains(next) {
        guard seen.insert(reader).inserted else { continue }
        if let model = drafts[reader].ownModel {
          found.append(model)
        } else {
          waiting.append(reader)
        }
      }
    }
    return Set(found.map(\.canonical)).count == 1 ? found.first : nil
  }
}

extension GraphBuilder.Draft {
  /// The model that the stage itself names.
  fileprivate var ownModel: JSON? {
    guard let about = kind?.settings.first(where: { $0.role == .model }) else { return nil }
    let value = members.first { $0.name == about.name }?.value
    return value?.string == nil ? nil : value
  }
}
