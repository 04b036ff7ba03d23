import CommandLineKit
import Pipeline

extension FilesFrom {
  /// Takes the options by which the names of documents are given; nil without them.
  init?(
    _ path: String?,
    _ isNulSeparated: Bool,
    _ graph: Graph,
    _ file: String,
    command: String
  ) throws(UsageError) {
    guard let path else {
      guard !isNulSeparated else {
        throw UsageError("Option '--null' goes with '--files-from'.", command: command)
      }
      return nil
    }
    guard graph.nodes.contains(where: { $0.kind.name == "list" }) else {
      throw UsageError(
        "Option '--files-from' needs a 'list' source, and '\(file)' has none.",
        command: command
      )
    }
    self.init(path: path, isNulSeparated: isNulSeparated)
  }
}
