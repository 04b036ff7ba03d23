import JSON
import ModelFixtures
import Pipeline
import Scratch
import Stages
import SystemIO
import TestSupport
import Testing

/// The files that are made from the tables of settings, and the pipelines that come with the program.
@Suite struct SchemaTests {
  private static let repository = GoldenFile.folder(of: #filePath) + "/../.."

  private static let pipelines: [String] = {
    var names: [String] = []
    let walker = try? FolderWalker(root: repository + "/pipelines", options: WalkOptions())
    guard var walker else { return [] }
    while let event = walker.next(entering: { _ in true }) {
      if case .entry(let entry) = event, entry.path.hasSuffix(".json"),
        entry.path != "pipeline.schema.json"
      {
        names.append(entry.path)
      }
    }
    return names.sorted()
  }()

  private func text(_ name: String) throws -> String {
    String(
      decoding: try readFile(Self.repository + "/" + name, limit: 1 << 24).bytes,
      as: UTF8.self
    )
  }

  @Test func committedSchemaIsThatOfTheProgram() throws {
    let same = try text("pipelines/pipeline.schema.json") == pipelineSchema(stageKinds).layout()
    #expect(same, "run 'make docs' and look at what changed")
  }

  @Test func committedReferenceIsThatOfTheProgram() throws {
    let same = try text("docs/stages.md") == StageReference.markdown(stageKinds)
    #expect(same, "run 'make docs' and look at what changed")
  }

  @Test func thereArePipelines() {
    #expect(!Self.pipelines.isEmpty)
  }

  @Test(arguments: pipelines) func pipelineIsInOrder(name: String) throws {
    let path = Self.repository + "/pipelines/" + name
    // Any model is enough to look a pipeline over.
    let folder = try ScratchFolder()
    try SmallModel().write(to: folder, "model")
    let needsModel = name.contains("-vectors")
    let outcome = try outcome(
      ofFile: path,
      kinds: stageKinds,
      sets: needsModel ? ["model=\(folder("model"))"] : []
    )
    #expect(outcome.diagnostics.map(\.description) == [], "not even a doubt")
    let json = try JSONParser.value(Array(try text("pipelines/" + name).utf8), file: name)
    #expect(SchemaValidator(pipelineSchema(stageKinds)).problems(json) == [])
  }

  /// What the program refuses the schema refuses too, as far as a schema can.
  @Test(arguments: [
    (#"{}"#, false), (#"{"stages": {}}"#, false), (#"{"extends": "b.json"}"#, true),
    (
      #"{"extends": "b", "stages": {"a": null, "c": {"jobs": 3, "path": null}}, "limits": null}"#,
      true
    ),
    (#"{"extends": "b", "stages": {"a": {"use": "folder", "pth": "x"}}}"#, false),
    (#"{"extends": "b", "params": {"n": {"default": 3}, "m": null}}"#, true),
    (#"{"stages": {"a": null}}"#, false), (#"{"params": {"n": null}, "stages": {}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x"}}}"#, true),
    (#"{"stages": {"a": {"use": "folder"}}}"#, false),
    (#"{"stages": {"a": {"use": "foldr", "path": "x"}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "pth": 1}}}"#, false),
    (#"{"stages": {"a": {"path": "x"}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "jobs": 0}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "jobs": 4}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "jobs": "${n}"}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "jobs": "four"}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "max_size": "5MB"}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "max_size": "5mb"}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "symlinks": "inside"}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "symlinks": "insid"}}}"#, false),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "retry": {"times": 2}}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "retry": {"tims": 2}}}}"#, false),
    (#"{"stages": {"a": {"use": "document", "from": []}}}"#, false),
    (#"{"stages": {"a": {"use": "document"}}}"#, false),
    (#"{"stages": {"a": {"use": "document", "from": "b"}}}"#, true),
    (#"{"stages": {"a": {"use": "folder", "path": "x", "from": "b"}}}"#, false),
    (#"{"stages": {"a b": {"use": "folder", "path": "x"}}}"#, false),
    (#"{"version": 1, "stages": {}}"#, false),
    (
      #"{"$comment": ["a"], "stages": {"$comment": "x", "a": {"use": "folder", "path": "x", "$comment": "y"}}}"#,
      true
    ),
    (
      #"{"limits": {"failed": "2%", "memory": "1GB"}, "stages": {"a": {"use": "folder", "path": "x"}}}"#,
      true
    ),
    (#"{"limits": {"failed": 1.5}, "stages": {"a": {"use": "folder", "path": "x"}}}"#, false),
    (#"{"params": {"n": {"type": "integer", "default": 1}}, "extends": "b"}"#, true),
    (#"{"params": {"n": {"type": "integre"}}, "extends": "b"}"#, false),
    (#"{"params": {"n": {}}, "extends": "b"}"#, true),
  ])
  func schemaAgrees(text: String, isValid: Bool) throws {
    let json = try JSONParser.value(Array(text.utf8), file: "p.json")
    let problems = SchemaValidator(pipelineSchema(stageKinds)).problems(json)
    #expect(problems.isEmpty == isValid, "\(problems)")
  }
}
