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
    ("lacking", 65, "'model.safetensors' is damaged: a bert model of 1 layers has "),
    ("words", 65, "its tokenizer has ids up to 6, and 'config.json' has a 'vocab_size' of 6"),
    ("bin", 65, "'pytorch_model.bin' has its weights: such a file can run programs"),
    ("empty", 65, "it holds no model"),
    ("huge", 65, "infinite or none"),
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
    try Self.writeBadModels(to: mill.folder)
    let outcome = try models("import \(source)")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    #expect(outcome.text == "")
    #expect(mill.folder.files(below: "store") == [])
  }

  /// Models that lack something, or whose parts do not fit.
  private static func writeBadModels(to folder: ScratchFolder) throws {
    var lacking = SmallModel()
    lacking.setTensors(SmallModel.bertTensors().filter { !$0.0.contains("key") })
    try lacking.write(to: folder, "lacking")
    var words = SmallModel()
    words["config.json"] = SmallModel.configuration.replacing(
      "\"vocab_size\": 7",
      with: "\"vocab_size\": 6"
    )
    words.setTensors(
      SmallModel.bertTensors().map { ($0, $0.contains("word_embeddings") ? [6, 4] : $1) }
    )
    try words.write(to: folder, "words")
    var bin = SmallModel()
    bin.files["pytorch_model.bin"] = bin.files.removeValue(forKey: "model.safetensors")
    try bin.write(to: folder, "bin")
    try folder.write("empty/notes.txt", Array("nothing".utf8))
    // Finite numbers whose sums are none.
    var huge = SmallModel()
    huge.files["model.safetensors"] =
      SafeTensorsText(
        floats: SmallModel.bertTensors().map { name, shape in
          (name, shape, (0..<shape.reduce(1, *)).map { $0 % 2 == 0 ? 3e38 : -3e38 })
        }
      ).bytes
    try huge.write(to: folder, "huge")
  }

  /// A folder may be used without an import, and is refused with the same sentences.
  @Test(arguments: [("lacking", 65), ("words", 65), ("bin", 65), ("empty", 69), ("none", 69)])
  func refusalsWithoutAnImport(source: String, status: Int32) throws {
    try Self.writeBadModels(to: mill.folder)
    let outcome = try mill.start(["embed", "--model", "./" + source], input: [0x61]).wait()
    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.text == "")
  }

  @Test func vectorsAreRecordedAndCompared() throws {
    try SmallModel().write(to: mill.folder, "small")
    #expect(try models("import small").status == 0)
    let path = "store/small/manifest.json"
    let manifest = String(decoding: mill.folder.bytes(path) ?? [], as: UTF8.self)
    #expect(manifest.contains("\"vectors\""))
    let digest = try #require(manifest.firstRange(of: "\"sha256\": \"", after: "\"vectors\""))
    var changed = manifest
    changed.replaceSubrange(
      digest.upperBound..<changed.index(digest.upperBound, offsetBy: 4),
      with: "0000"
    )
    try mill.folder.write(path, Array(changed.utf8))
    let outcome = try models("verify")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("is not the one of the import"), "\(outcome.text)")
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

extension String {
  /// The first place of a text behind another text.
  fileprivate func firstRange(of text: String, after other: String) -> Range<Index>? {
    guard let start = firstRange(of: other) else { return nil }
    return self[start.upperBound...].firstRange(of: text)
  }
}
