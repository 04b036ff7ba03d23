import ModelFixtures
import Scratch
import Testing

/// The pipelines to start from are in order, run, and have nothing to do the second time.
struct PipelineExamplesTests {
  static let names: [String] = {
    let list = (try? RunningProgram("/bin/ls", ["pipelines"], in: Project.root).wait().text) ?? ""
    return list.split(separator: "\n").filter { $0.hasSuffix(".json") && !$0.contains(".schema.") }
      .map(String.init)
  }()
  /// Those that run without a model.
  static let plain = names.filter { $0 != VectorExample.name }

  @Test("There are examples to look at")
  func areFound() {
    #expect(Self.names.contains("handbook.json") && Self.names.count >= 6)
  }

  @Test("Every example is in order, laid out, and explains itself", arguments: names)
  func isInOrder(_ name: String) throws {
    let path = "pipelines/\(name)"
    // A model of the name that is asked for is enough to look a pipeline over.
    let store = try ScratchFolder()
    try SmallModel().write(to: store, "all-MiniLM-L6-v2")
    let check = try Project.run(["check", "--strict", path], models: store.path)
    #expect(check.status == 0, "\(check.errors)")
    #expect(try Project.run(["fmt", "--check", path]).status == 0)
    #expect(try Project.text(path).contains("$comment"))
  }

  @Test("Every example makes outputs that agree, and the second run changes none", arguments: plain)
  func runs(_ name: String) throws {
    let scratch = try ScratchFolder()
    // Paths in the files are relative to where they are run, so run them beside the samples.
    for folder in ["samples", "pipelines"] {
      try scratch.link(folder, to: "\(Project.root)/\(folder)")
    }
    let words = ["run", "pipelines/\(name)"] + (try Self.values(name, scratch))
    let files = Array("samples/handbook/welcome.md\nsamples/handbook/people/faq.md\n".utf8)
    let first = try Project.run(words, in: scratch.path, input: files)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains(" new"))
    let output = name == "minimal.json" ? "build/minimal" : "out"
    let verification = try Project.run(["verify", output], in: scratch.path)
    #expect(verification.status == 0, "\(verification.errors)")
    let manifest = scratch.bytes("\(output)/manifest.json")
    let second = try Project.run(words, in: scratch.path, input: files)
    #expect(second.status == 0, "\(second.errors)")
    #expect(!second.errors.contains("setting changed") && !second.errors.contains(" new"))
    #expect(manifest != nil && scratch.bytes("\(output)/manifest.json") == manifest)
  }

  /// The parameters that send outputs to a folder of the test, and an archive for who needs one.
  private static func values(_ name: String, _ scratch: ScratchFolder) throws -> [String] {
    switch name {
    case "minimal.json": return []
    case "archive.json":
      let words = ["-czf", scratch("handbook.tar.gz"), "-C", "\(Project.root)/samples", "handbook"]
      let made = try RunningProgram("/bin/tar", words, in: scratch.path).wait()
      guard made.status == 0 else { throw ScratchFailure("tar: \(made.errors)") }
      return ["--set", "in=handbook.tar.gz", "--set", "out=out"]
    default: return ["--set", "out=out"]
    }
  }

  @Test("The strict example publishes nothing when a document fails")
  func strictFails() throws {
    let scratch = try ScratchFolder()
    try scratch.write("in/good.md", Array("# Good\n\nText.\n".utf8))
    try scratch.write("in/bad.md", [0x63, 0x00, 0x01])
    let set = ["--set", "in=\(scratch("in"))", "--set", "out=\(scratch("out"))"]
    let outcome = try Project.run(["run", "pipelines/strict.json"] + set)
    #expect(outcome.status == 1)
    #expect(scratch.bytes("out/manifest.json") == nil && scratch.bytes("out/kb.sqlite") == nil)
  }

  @Test("The same bytes in two sources that go different ways are settled by one run")
  func twins() throws {
    let scratch = try ScratchFolder()
    for source in ["a", "b"] { try scratch.write("\(source)/x.md", Array("# One\n\nTwo.\n".utf8)) }
    try scratch.write("twins.json", Array(Self.twins.utf8))
    #expect(try Project.run(["run", "twins.json"], in: scratch.path).status == 0)
    let plan = try Project.run(["plan", "--exit-code", "twins.json"], in: scratch.path)
    #expect(plan.status == 0, "\(plan.text)")
    let verification = try Project.run(["verify", "out"], in: scratch.path)
    #expect(verification.status == 0, "\(verification.errors)")
  }

  private static let twins = """
    {
      "stages": {
        "a": { "use": "folder", "path": "a" },
        "b": { "use": "folder", "path": "b" },
        "pa": { "use": "document", "from": "a" },
        "pb": { "use": "document", "from": "b" },
        "small": { "use": "by_title", "from": "pa", "max_characters": 300 },
        "large": { "use": "by_title", "from": "pb", "max_characters": 3000 },
        "lines": { "use": "jsonl", "from": "small", "to": "out/a.jsonl" },
        "words": { "use": "fts5", "from": "large", "to": "out/b.sqlite" }
      }
    }
    """
}
