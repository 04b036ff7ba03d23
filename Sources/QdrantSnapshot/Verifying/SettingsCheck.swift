import JSON

/// Reads the small files that say what a snapshot is, of which a server refuses the whole snapshot when one is damaged.
enum SettingsCheck {
  static func run(_ folder: SnapshotFolder) -> SnapshotVerification.Check {
    var problems: [String] = []
    var count = 0
    for name in folder.names {
      guard let file = folder[name] else { continue }
      let last = name.split(separator: "/").last ?? ""
      do throws(SnapshotError) {
        if last.hasSuffix(".json") {
          count += 1
          _ = try file.json()
        } else if last == "version.info" {
          count += 1
          try checkVersion(file)
        }
      } catch {
        problems.append(error.description)
      }
    }
    return .init("settings", "\(count) files of settings and versions", problems)
  }

  /// What a server reads of a field's path decides about the whole snapshot as well.
  static func paths(of fields: [JSON.Member], in place: String) -> [String] {
    fields.filter { !FieldPath.isSound($0.name) }
      .map { "\(place) has an index of '\($0.name)', which no server takes for a path" }
  }

  /// Numbers with points between them, and perhaps more about a version that is none yet.
  private static func checkVersion(_ file: SnapshotFile) throws(SnapshotError) {
    let text = String(decoding: try file.whole(atMost: 1 << 10), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    let parts = text.first?.prefix { $0 != "-" && $0 != "+" }
      .split(separator: ".", omittingEmptySubsequences: false)
    guard text.count == 1, let parts, parts.count == 3,
      parts.allSatisfy({ UInt64($0) != nil })
    else { throw file.damaged("it is no version") }
  }
}
