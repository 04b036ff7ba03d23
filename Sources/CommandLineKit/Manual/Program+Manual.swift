extension Program {
  /// Returns the manual page of the program as source for `man`.
  ///
  /// The date is the program's own, so that equal declarations give equal bytes.
  package func manual() -> String {
    var page = Roff()
    page.request("TH", name.uppercased(), "1", date, "\(name) \(version)", "User commands")
    page.request("SH", "NAME")
    page.text("\(name) - \(summary.headline)")
    page.request("SH", "SYNOPSIS")
    page.spans(
      [(name, .bold), (" ", .roman), ("COMMAND", .italic), (" [", .roman)]
        + [("OPTIONS", .italic), ("] [", .roman), ("ARGUMENTS", .italic), ("]", .roman)]
    )
    page.request("SH", "DESCRIPTION")
    page.prose(Prose([summary, discussion].joined(separator: "\n\n")))
    page.request("SH", "COMMANDS")
    for command in commands {
      page.add(command, own: command.shapes(besides: commonShapes))
    }
    page.request("SH", (Common.heading.isEmpty ? "Options" : Common.heading).uppercased())
    for shape in commonShapes.options { page.add(shape) }
    for row in [Row.help, .version] {
      page.item([(row.term, .bold)], row.text)
    }
    if !exitStatuses.isEmpty {
      page.request("SH", "EXIT STATUS")
      page.add(exitStatuses)
    }
    page.add(examples + commands.flatMap(\.examples))
    return page.source
  }
}

extension Roff {
  fileprivate mutating func add<Common>(
    _ command: CommandEntry<Common>,
    own shapes: [ParameterShape]
  ) {
    request("SS", command.usage)
    prose(Prose([command.summary, command.discussion].joined(separator: "\n\n")))
    for shape in shapes where !shape.isHidden { add(shape) }
    if !command.exitStatuses.isEmpty {
      request("PP")
      text("Exit status:")
      add(command.exitStatuses)
    }
  }

  fileprivate mutating func add(_ shape: ParameterShape) {
    var spans: [(String, Font)] = []
    if let name = shape.name {
      if let letter = shape.letter { spans += [(letter, .bold), (", ", .roman)] }
      spans.append((name, .bold))
    }
    switch shape.value {
    case .absent: break
    case .optional: spans += [("[=", .roman), (shape.label, .italic), ("]", .roman)]
    case .required: spans += [(shape.isOperand ? "" : " ", .roman), (shape.label, .italic)]
    }
    let remarks = shape.remarks.isEmpty ? "" : " [\(shape.remarks)]"
    item(spans, shape.help + remarks)
  }

  fileprivate mutating func add(_ statuses: [ExitStatus]) {
    for status in statuses { item([(String(status.code), .bold)], status.meaning) }
  }

  fileprivate mutating func add(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    request("SH", "EXAMPLES")
    for example in examples {
      request("PP")
      text("\(example.meaning):")
      literal([example.line])
    }
  }

  fileprivate mutating func item(_ spans: [(String, Font)], _ explanation: String) {
    request("TP")
    self.spans(spans)
    text(explanation)
  }
}
