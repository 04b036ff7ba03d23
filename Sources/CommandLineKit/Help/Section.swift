/// Rows under a heading.
struct Section {
  let heading: String
  var rows: [Row]

  init(_ heading: String, _ rows: [Row]) {
    self.heading = heading
    self.rows = rows
  }
}

extension Page {
  /// Returns each section that has rows, all with the same column.
  func sections(_ sections: [Section]) -> [String] {
    let column = column(of: sections.flatMap(\.rows))
    return sections.filter { !$0.rows.isEmpty }.map { section in
      heading(section.heading) + rows(section.rows, column: column)
    }
  }

  func examples(_ examples: [Example]) -> [String] {
    guard !examples.isEmpty else { return [] }
    let entries = examples.map { example in
      wrapped("\(example.meaning):", indent: 2) + "    \(bold(example.line))\n"
    }
    return [heading("Examples") + entries.joined(separator: "\n")]
  }

  func statuses(_ statuses: [ExitStatus]) -> [String] {
    let rows = statuses.map { Row(term: String($0.code), text: $0.meaning) }
    return sections([Section("Exit status", rows)])
  }
}
