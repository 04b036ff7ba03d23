extension Program {
  /// Returns the list of all commands, the common options and the exit statuses.
  package func overview(on page: Page = Page()) -> String {
    let options = sections(of: commonShapes, closing: [.help, .version])
    var parts = [page.paragraphs([summary, discussion].joined(separator: "\n\n"))]
    parts.append(
      page.heading("Usage")
        + page.wrapped(usage, indent: 2, hanging: name.count + 1)
    )
    let groups = groups.map { Section($0.heading, $0.commands.map(\.row)) }
    parts += page.sections(groups)
    parts += page.sections(options)
    parts += page.examples(examples)
    parts += page.statuses(exitStatuses)
    parts.append(page.wrapped("Run '\(name) help COMMAND' to read more about a command."))
    return parts.joined(separator: "\n")
  }

  /// Returns the explanation of the command with this name.
  package func help(for command: String, on page: Page = Page()) throws(UsageError) -> String {
    help(for: try self.command(named: command), on: page)
  }

  func help(for command: CommandEntry<Common>, on page: Page) -> String {
    var parts = [page.paragraphs([command.summary, command.discussion].joined(separator: "\n\n"))]
    parts.append(
      page.heading("Usage")
        + page.wrapped(
          "\(name) \(command.usage)",
          indent: 2,
          hanging: name.count + command.name.count + 2
        )
    )
    let operands = [Section("Arguments", command.shapes.operands.map(\.row))]
    parts += page.sections(operands)
    let options = sections(of: command.shapes, closing: [.help])
    parts += page.sections(options)
    parts += page.examples(command.examples)
    parts += page.statuses(exitStatuses.overridden(by: command.exitStatuses))
    return parts.joined(separator: "\n")
  }

  /// Returns the options by heading, in the order in which the headings first occur.
  ///
  /// The closing rows join the common options, which come last.
  private func sections(of shapes: [ParameterShape], closing: [Row]) -> [Section] {
    let plain = "Options"
    let last = Common.heading.isEmpty ? plain : Common.heading
    var sections: [Section] = []
    for (heading, row) in shapes.options.map({ ($0.heading ?? plain, $0.row) })
      + closing.map({ (last, $0) })
    {
      if let index = sections.firstIndex(where: { $0.heading == heading }) {
        sections[index].rows.append(row)
      } else {
        sections.append(Section(heading, [row]))
      }
    }
    return sections
  }
}

extension CommandEntry {
  fileprivate var row: Row { Row(term: name, text: summary.headline) }
}
