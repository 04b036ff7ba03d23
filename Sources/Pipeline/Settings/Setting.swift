import Spelling
package import JSON

/// One setting of a stage, declared once: the table of them decodes, checks, explains and documents.
package struct Setting<Root: Sendable>: Sendable {
  package let about: SettingDescription
  let decode: @Sendable (JSON, inout Root) throws(SettingProblem) -> Void
  let show: @Sendable (Root) -> JSON
  /// The value as keys are made of it.
  let key: @Sendable (Root) -> JSON

  package init<Value: SettingValue>(
    _ name: String,
    _ keyPath: any WritableKeyPath<Root, Value> & Sendable,
    _ summary: String,
    role: SettingRole = .result,
    isRequired: Bool = false,
    isOfModel: Bool = false,
    range: ClosedRange<Double>? = nil,
    schema: JSON? = nil,
    where isValid: (@Sendable (Value) -> Bool)? = nil,
    _ rule: String = ""
  ) {
    about = SettingDescription(
      name: name,
      summary: summary,
      role: role,
      isRequired: isRequired,
      isOfModel: isOfModel,
      expected: Value.expected,
      schema: Self.narrowed(schema ?? Value.schema, to: range)
    )
    decode = { (json, root) throws(SettingProblem) in
      let value = try Value(setting: json, over: root[keyPath: keyPath])
      if let range, case .number(let number) = json.value, !range.contains(number.double) {
        throw SettingProblem(
          at: json.place,
          "'\(name)' is \(number.canonical), but must \(Self.sentence(range))"
        )
      }
      if let isValid, !isValid(value) {
        throw SettingProblem(at: json.place, "'\(name)' \(rule)")
      }
      root[keyPath: keyPath] = value
    }
    show = { $0[keyPath: keyPath].json }
    key = { $0[keyPath: keyPath].keyJSON }
  }

  private static func narrowed(_ schema: JSON, to range: ClosedRange<Double>?) -> JSON {
    guard let range, var members = schema.members else { return schema }
    members.append(JSON.Member("minimum", JSON(range.lowerBound)))
    if range.upperBound.isFinite { members.append(JSON.Member("maximum", JSON(range.upperBound))) }
    return JSON(.object(members))
  }

  private static func sentence(_ range: ClosedRange<Double>) -> String {
    let low = JSONNumber(range.lowerBound).canonical
    return range.upperBound.isFinite
      ? "lie between \(low) and \(JSONNumber(range.upperBound).canonical)" : "be \(low) or more"
  }
}

/// What a setting is for; it decides whether changing it makes results anew.
package enum SettingRole: String, Sendable {
  /// Part of what a result is: a change makes it anew.
  case result
  /// Like `result`, and named as the model in reasons.
  case model
  /// Where the input lies: which documents there are, not what becomes of each.
  case input
  /// A file that a sink writes.
  case output
  /// How the work is done, not what comes of it.
  case effort
}

/// What can be said of a setting without its type.
package struct SettingDescription: Sendable {
  package var name: String
  package var summary: String
  package var role: SettingRole
  package var isRequired: Bool
  /// Whether it is, where the file is silent, the model of the stages that the results go on to.
  package var isOfModel: Bool
  package var expected: String
  package var schema: JSON
  /// The value it has when the file is silent; nil for a required one.
  package var standard: JSON?
}

/// Reads an object by a table of settings and reports every member that does not fit it.
package func decode<Root: Sendable>(
  _ members: [JSON.Member],
  into root: inout Root,
  by table: [Setting<Root>],
  owner: String,
  at place: JSONPlace,
  passing: Set<String> = [],
  others: [String] = [],
  diagnostics: inout [Diagnostic]
) {
  var given: Set<String> = []
  // Names that a misspelt one seems to mean; they are not reported as missing as well.
  var meant: Set<String> = []
  let names = table.map(\.about.name) + others
  for member in members where member.name == "$comment" {
    if let problem = commentProblem(member.value) { diagnostics.append(problem) }
  }
  for member in members where !passing.contains(member.name) && member.name != "$comment" {
    guard let setting = table.first(where: { $0.about.name == member.name }) else {
      diagnostics.append(
        Diagnostic(
          at: member.namePlace,
          "'\(member.name)' is not a setting of \(owner)",
          hint: didYouMean(member.name, among: names)
        )
      )
      if let name = nearest(to: member.name, in: names.sorted()) { meant.insert(name) }
      continue
    }
    given.insert(member.name)
    do throws(SettingProblem) {
      try setting.decode(member.value, &root)
    } catch {
      for problem in [error] + error.further {
        let namesSetting = problem.message.hasPrefix("'")
        let message = namesSetting ? problem.message : "'\(member.name)': \(problem.message)"
        diagnostics.append(
          Diagnostic(at: problem.place, message, hint: problem.hint, status: problem.status)
        )
      }
    }
  }
  given.formUnion(meant)
  for setting in table where setting.about.isRequired && !given.contains(setting.about.name) {
    diagnostics.append(
      Diagnostic(
        at: place,
        "\(owner) needs the setting '\(setting.about.name)' (\(setting.about.expected))"
      )
    )
  }
}

/// What is wrong with a comment, which is a string or a list of strings.
func commentProblem(_ json: JSON) -> Diagnostic? {
  let isText = json.string != nil || json.elements?.allSatisfy { $0.string != nil } == true
  return isText
    ? nil : Diagnostic(at: json.place, "'$comment' is a string, or a list of strings for its lines")
}

/// The table's descriptions with the values that a fresh root has.
package func describe<Root: Sendable>(_ table: [Setting<Root>], defaults root: Root)
  -> [SettingDescription]
{
  table.map { setting in
    var about = setting.about
    // A bare nil would be JSON's null here.
    about.standard = about.isRequired ? JSON?.none : setting.show(root)
    return about
  }
}
