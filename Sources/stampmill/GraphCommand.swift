import JSON
import Drawing
import CommandLineKit
import Pipeline

/// The forms in which a graph is drawn.
enum DrawingForm: String, CaseIterable, ParameterValue {
  case svg, dot, mermaid, json
}

/// Draws a pipeline.
struct GraphCommand: Command {
  static let name = "graph"
  static let summary = "Draw a pipeline."
  static let parameters: [Parameter<Self>] = [
    .operand("pipeline", \.file, "The pipeline file.").completing(.file),
    .option("--as", "form", \.form, "What to draw it as."),
    .group(\.pipeline),
  ]
  static let examples = [
    Example("stampmill graph pipelines/handbook.json > handbook.svg", "Make a picture")
  ]

  var file = ""
  var form = DrawingForm.svg
  var pipeline = PipelineOptions()
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let graph = try pipeline.graph(file, common)
    if form == .json || common.json {
      return Console.print(GraphDrawing.json(graph).layout()).rawValue
    }
    let diagram = try GraphDrawing.diagram(graph)
    let text =
      switch form {
      case .dot: diagram.dot
      case .mermaid: diagram.mermaid
      case .svg, .json: diagram.svg
      }
    return Console.print(text).rawValue
  }
}
