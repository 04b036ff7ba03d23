package import JSON
import Spelling

/// One thing that is wrong, or doubtful, in a pipeline file, with its place.
package struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Severity: String, Sendable {
    case error, warning
  }

  package var severity: Severity
  package var place: JSONPlace
  package var message: String
  /// What to write instead, ready to stand after the message.
  package var hint: String?
  /// What the program says by its exit code where nothing else is wrong.
  package var status: ExitStatus

  package init(
    _ severity: Severity = .error,
    at place: JSONPlace,
    _ message: String,
    hint: String? = nil,
    status: ExitStatus = .invalid
  ) {
    self.severity = severity
    self.place = place
    self.message = message
    self.hint = hint
    self.status = status
  }

  package init(_ problem: JSONProblem) {
    self.init(at: problem.place, problem.message)
  }

  package var description: String {
    let tail = hint.map { "; \($0)" } ?? ""
    guard place != .nowhere else { return "\(severity): \(message)\(tail)" }
    let column = place.column > 0 ? ":\(place.line):\(place.column)" : ""
    return "\(place.file)\(column): \(severity): \(message)\(tail)"
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool {
    contains { $0.severity == .error }
  }

  /// What the program says by its exit code: what all errors have in common, else that the input is invalid.
  package var status: ExitStatus {
    let statuses = Set(filter { $0.severity == .error }.map(\.status))
    return statuses.count == 1 ? statuses.first ?? .invalid : .invalid
  }

  /// By file as first met, then from top to bottom, so that people can go through their file once.
  package func inFileOrder() -> [Diagnostic] {
    var order: [String: Int] = [:]
    for diagnostic in self where order[diagnostic.place.file] == nil {
      order[diagnostic.place.file] = order.count
    }
    return enumerated().sorted { left, right in
      let (a, b) = (left.element.place, right.element.place)
      return (order[a.file] ?? 0, a.line, a.column, left.offset)
        < (order[b.file] ?? 0, b.line, b.column, right.offset)
    }.map(\.element)
  }

  /// The closing line, such as "3 problems (2 errors) in 1 file"; nil when there is nothing to say.
  package var summary: String? {
    guard !isEmpty else { return nil }
    let errors = count { $0.severity == .error }
    // A value from the command line has no line, and is no file.
    let files = Set(filter { $0.place.line > 0 }.map(\.place.file)).count
    func counted(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    let place = files > 0 ? " in \(counted(files, "file"))" : ""
    return "\(counted(count, "problem")) (\(counted(errors, "error")))\(place)"
  }
}

/// Asks whether people meant a name that exists, where one is near enough.
package func didYouMean(_ word: String, among names: some Sequence<String>) -> String? {
  nearest(to: word, in: names.sorted()).map { "did you mean '\($0)'?" }
}

extension [String] {
  /// One or another, as a sentence has it: "a, b or c".
  package var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}
