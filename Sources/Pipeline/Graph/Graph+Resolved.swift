package import JSON

extension Graph {
  /// The pipeline as it will run: base merged in, parameters filled in, every setting with its value.
  package var resolved: JSON {
    var stages: [JSON.Member] = []
    for node in nodes {
      var members = [JSON.Member("use", JSON(node.kind.name))]
      let names = node.from.map { JSON(nodes[$0].name) }
      if names.count == 1 {
        members.append(JSON.Member("from", names[0]))
      } else if !names.isEmpty {
        members.append(JSON.Member("from", JSON(names)))
      }
      members += node.instance.resolved.filter { !$0.value.isNull }
      for setting in StageOptions.settings where node.kind.role.options.contains(setting.about.name)
      {
        let value = setting.show(node.options)
        if !value.isNull { members.append(JSON.Member(setting.about.name, value)) }
      }
      stages.append(JSON.Member(node.name, JSON(.object(members))))
    }
    return JSON(
      .object([
        JSON.Member("name", JSON(name)),
        JSON.Member(
          "limits",
          JSON(.object(limits.json.members?.filter { !$0.value.isNull } ?? []))
        ),
        JSON.Member("stages", JSON(.object(stages))),
      ])
    ).escaped
  }
}

extension JSON {
  /// The value with every `${` written so that it is read as itself.
  fileprivate var escaped: JSON {
    if let text = string { return JSON(text.replacing("${", with: "$${")) }
    if let elements { return JSON(elements.map(\.escaped)) }
    if let members { return JSON(.object(members.map { JSON.Member($0.name, $0.value.escaped) })) }
    return self
  }
}
