import Drawing
import Pipeline
import Stages

extension StageReference {
  /// All kinds as a table, a line each.
  static func list(_ kinds: [StageKind]) -> String {
    var table = TextTable([.init("stage"), .init("takes"), .init("gives"), .init("what it does")])
    for kind in kinds { table.append([kind.name, takes(kind), gives(kind), kind.summary]) }
    return table.text() + "\n'stampmill describe STAGE' explains one with its settings.\n"
  }
}
