import ArchiveFixtures
import JSON
import ModelFixtures
import Scratch
import Testing

/// Models are taken in, found, verified and refused from the command line.
struct ModelVerbTests {
  private let mill: Mill

  init() throws { mill = try Mill() }

  private func models(_ words: String) throws -> ProgramOutcome {
    try mill.start(["models", "--store", "store"] + words.split(separator: " ").map(String.init))
      .wait()
  }

  @Test func lifeOfAModel() throws {
    try mill.folder.write("small.zip", try writeArchive(.zip, SmallModel().entries(below: "x/")))
    let imported = try models("import small.zip")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.text == "small imported: bert, 4 dimensions, 9 tokens, 0 MB\n")
    #expect(imported.errors == "")
    #expect(try models("import small.zip").text.contains("was there already"))
    #expect(try models("list").text.hasPrefix("small  bert, 4 dimensions"))
    #expect(try models("path small").text == "store/small\n")
    let list = try JSONParser.value(Array(try models("list --json").text.utf8), file: "list")
    #expect(list.elements?.first?["dimensions"]?.integer == 4)
    #expect(list.elements?.first?["model"]?.string?.count == 64)
    #expect(try models("verify").text == "ok   small\n")

    let path = "store/small/model.safetensors"
    var bytes = try #require(mill.folder.bytes(path))
    bytes[bytes.count - 2] ^= 1
    try mill.folder.write(path, bytes)
    let broken = try models("verify small")
    #expect(broken.status == 1)
    #expect(broken.text.hasPrefix("FAIL small\n"))
    #expect(broken.text.contains("'\(path)' is not what was imported: its hash differs"))
    #expect(try models("verify --json").text.contains("\"problems\""))
    // What is broken is not the same model any more, and is replaced only when that is asked for.
    #expect(try models("import small.zip --replace").status == 0)
    #expect(try models("verify").status == 0)
  }

  @Test func environmentSaysWhereModelsAre() throws {
    try SmallModel().write(to: mill.folder, "small")
    let outcome = try mill.shell("STAMPMILL_MODELS=kept \"$MILL\" models import small")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(mill.folder.exists("kept/small/manifest.json"))
    let usual = try mill.shell("HOME=\"$PWD/home\" XDG_DATA_HOME= \"$MILL\" models import small")
    #expect(usual.status == 0, "\(usual.errors)")
    #expect(mill.folder.exists("home/.local/share/stampmill/models/small/config.json"))
  }

  @Test(arguments: [
    ("nan", 65, "number 3 of tensor 'embeddings.LayerNorm.bias' is no number"),
    ("cut", 65, "'model.safetensors' is damaged: "),
    ("t5", 65, "config.json:1:16 is not supported"),
    ("none", 66, "none"), ("small --name a/b", 64, "cannot be the name of a model"),
  ])
  func refusals(source: String, status: Int32, expected: String) throws {
    var model = SmallModel()
    try model.write(to: mill.folder, "small")
    let tensors = SafeTensorsText(
      floats: SmallModel.bertTensors().map { name, shape in
        var values = [Float](repeating: 1, count: shape.reduce(1, *))
        if name == "embeddings.LayerNorm.bias" { values[3] = .nan }
        return (name, shape, values)
      }
    ).bytes
    model.files["model.safetensors"] = tensors
    try model.write(to: mill.folder, "nan")
    model.files["model.safetensors"] = Array(tensors.dropLast())
    try model.write(to: mill.folder, "cut")
    model["config.json"] = SmallModel.configuration.replacing("\"bert\"", with: "\"t5\"")
    try model.write(to: mill.folder, "t5")
    let outcome = try models("import \(source)")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    #expect(outcome.text == "")
    #expect(mill.folder.files(below: "store") == [])
  }

  @Test func aStoreInUseIsLeftAlone() throws {
    try SmallModel().write(to: mill.folder, "small")
    let script = """
      mkdir store && flock store "$MILL" models --store store import small; echo $?
      """
    let outcome = try mill.shell(script)
    #expect(outcome.text == "75\n")
    #expect(outcome.errors.contains("'store' is being changed by another process"))
  }
}
