extension Program {
  /// Returns what standard error should show for a command line that cannot be understood.
  package func report(_ error: UsageError, on page: Page = Page()) -> String {
    let entry = error.command.flatMap { name in commands.first { $0.name == name } }
    let form = entry.map { "\(name) \($0.usage)" } ?? usage
    let help = entry.map { "\(name) help \($0.name)" } ?? "\(name) help"
    return page.wrapped("\(page.alarm("error:")) \(error.message)", hanging: 2)
      + "\n" + page.wrapped("Usage: \(form)", hanging: 9)
      + page.wrapped("Run '\(help)' to read more.")
  }
}
