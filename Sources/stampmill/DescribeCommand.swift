import Spelling
import CommandLineKit
import JSON
import Pipeline
import Stages

/// Explains kinds of stages.
struct DescribeCommand: Command {
  static let name = "describe"
  static let summary = "Explain the kinds of stages and their settings."
  static let parameters: [Parameter<Self>] = [
    .optionalOperand("kind", \.kind, "A kind of stage; all are listed without one.")
      .completing(.choices(stageKinds.map(\.name))),
    .flag("--markdown", \.isMarkdown, "Print the whole reference as Markdown."),
  ]

  var kind: String?
  var isMarkdown = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    if isMarkdown { return Console.print(StageReference.markdown(stageKinds)).rawValue }
    guard let kind else {
      let text =
        common.json
        ? JSON(stageKinds.map { StageReference.json($0) }).layout()
        : StageReference.list(stageKinds)
      return Console.print(text).rawValue
    }
    guard let found = stageKinds.first(where: { $0.name == kind }) else {
      let near = nearest(to: kind, in: stageKinds.map(\.name)).map { "; did you mean '\($0)'?" }
      throw UsageError("There is no stage '\(kind)'\(near ?? ".")", command: Self.name)
    }
    let text =
      common.json ? StageReference.json(found).layout() : StageReference.text(found)
    return Console.print(text).rawValue
  }
}

/// Prints the JSON Schema of pipeline files.
struct SchemaCommand: Command {
  static let name = "schema"
  static let summary = "Print the JSON Schema of pipeline files, for editors."

  var common = CommonOptions()

  func run() async throws -> Int32 {
    Console.print(pipelineSchema(stageKinds).layout()).rawValue
  }
}
