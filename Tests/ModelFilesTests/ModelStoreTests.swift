import ArchiveFixtures
import Digests
import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// The store takes in what is a model as a whole, and notices every change to it.
struct ModelStoreTests {
  private let folder: ScratchFolder
  private let store: ModelStore

  init() throws {
    folder = try ScratchFolder()
    store = ModelStore(root: folder("store"))
  }

  /// What an import says when it fails, and whether the store is as empty as before.
  private func refusal(_ source: String, name: String? = "m") -> String {
    do throws(ModelError) {
      _ = try store.importModel(from: folder(source), name: name)
      return "imported"
    } catch {
      #expect(folder.files(below: "store") == [])
      return error.description
    }
  }

  private static let kept = [
    "1_Pooling/config.json", "README.md", "config.json", "model.safetensors", "modules.json",
    "vocab.txt",
  ]

  enum Form: String, CaseIterable, Sendable {
    case folder, links, zip, tar, compressedTar, wheel, flatZip
  }

  private func write(_ model: SmallModel, as form: Form) throws -> String {
    var others = model
    others["data_config.json"] = "[]"
    others["onnx/config.json"] = "{}"
    switch form {
    case .folder:
      try others.write(to: folder, "Source_1")
      return "Source_1"
    case .links:
      try others.write(to: folder, "blobs")
      try folder.makeFolder("Source_1/1_Pooling")
      for path in model.files.keys {
        try folder.link("Source_1/\(path)", to: folder("blobs/\(path)"))
      }
      return "Source_1"
    case .zip:
      try folder.write("Source_1.zip", try writeArchive(.zip, others.entries(below: "a/b/")))
      return "Source_1.zip"
    case .flatZip:
      try folder.write("Source_1.zip", try writeArchive(.zip, others.entries(below: "")))
      return "Source_1.zip"
    case .tar:
      try folder.write("Source_1.tar", try writeArchive(.ustar, others.entries(below: "./x/")))
      return "Source_1.tar"
    case .compressedTar:
      let bytes = try writeArchive(.pax, filter: .gzip, others.entries(below: "x/"))
      try folder.write("Source_1.tar.gz", bytes)
      return "Source_1.tar.gz"
    case .wheel:
      let entries =
        others.entries(below: "source/model/")
        + [WrittenEntry("source-1.dist-info/METADATA", [1]), WrittenEntry("source/__init__.py")]
      try folder.write("Source_1-0.1-py3-none-any.whl", try writeArchive(.zip, entries))
      return "Source_1-0.1-py3-none-any.whl"
    }
  }

  @Test(arguments: Form.allCases)
  func everyFormGivesTheSameModel(form: Form) throws {
    let model = SmallModel()
    let source = try write(model, as: form)
    let imported = try store.importModel(from: folder(source))
    #expect(imported.manifest.name == "Source_1")
    #expect(imported.manifest.source == source)
    #expect(!imported.wasThere)
    #expect(imported.manifest.files.map(\.path) == Self.kept)
    for file in imported.manifest.files {
      let bytes = try #require(model.files[file.path])
      #expect(file.digest == SHA256.digest(bytes))
      #expect(file.size == bytes.count)
      #expect(folder.bytes("store/Source_1/\(file.path)") == bytes)
    }
    #expect(
      folder.files(below: "store")
        == (Self.kept + ["manifest.json"]).map { "store/Source_1/" + $0 }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
    #expect(try store.verify("Source_1") == [])
    // The same again, from a folder, is no change; and its hash does not depend on the form.
    try model.write(to: folder, "again")
    let again = try store.importModel(from: folder("again"), name: "Source_1")
    #expect(again.wasThere)
    #expect(again.manifest.model == imported.manifest.model)
    let entries = try store.entries()
    #expect(entries.map(\.name) == ["Source_1"])
    #expect(try entries.first?.manifest.get() == imported.manifest)
    #expect(try store.folder(of: "Source_1") == folder("store/Source_1"))
  }

  @Test func anotherModelDoesNotTakeTheNameUnasked() throws {
    var model = SmallModel()
    try model.write(to: folder, "a")
    let first = try store.importModel(from: folder("a"), name: "m").manifest
    model["README.md"] = "Other words.\n"
    try model.write(to: folder, "b")
    let error = #expect(throws: ModelError.self) {
      try store.importModel(from: folder("b"), name: "m")
    }
    #expect(error?.description.contains("'--replace'") == true)
    #expect(folder.bytes("store/m/README.md") == Array("A small model.\n".utf8))
    let second = try store.importModel(from: folder("b"), name: "m", replacing: true).manifest
    // Words about a model do not decide its vectors.
    #expect(second.model == first.model)
    #expect(second.files != first.files)
    #expect(folder.bytes("store/m/README.md") == Array("Other words.\n".utf8))
    model["sentence_bert_config.json"] = "{\"max_seq_length\": 3}"
    try model.write(to: folder, "c")
    let third = try store.importModel(from: folder("c"), name: "m", replacing: true).manifest
    #expect(third.model != first.model)
    #expect(try store.verify("m") == [])
    #expect(folder.files(below: "store").allSatisfy { $0.hasPrefix("store/m/") })
  }

  @Test func fingerprintsAreThoseOfTheStore() throws {
    var model = SmallModel()
    try model.write(to: folder, "a")
    let manifest = try store.importModel(from: folder("a"), name: "m").manifest
    #expect(try SentenceModel(folder: folder("a")).fingerprint() == manifest.model)
    #expect(try SentenceModel(folder: folder("store/m")).fingerprint() == manifest.model)
    model["README.md"] = nil
    model["data_config.json"] = "[]"
    try model.write(to: folder, "b")
    #expect(try SentenceModel(folder: folder("b")).fingerprint() == manifest.model)
    for file in model.files.keys.sorted() where file != "data_config.json" {
      var other = model
      // White space at the end is no change to what is read of most files, but to their bytes.
      other.files[file]? += Array("\n".utf8)
      if file == "model.safetensors" { other.setTensors(SmallModel.bertTensors().reversed()) }
      try other.write(to: folder, "c/\(file)")
      let fingerprint = try SentenceModel(folder: folder("c/\(file)")).fingerprint()
      #expect(fingerprint != manifest.model, "\(file)")
    }
  }

  @Test func aReplacementThatWasCutOffLosesNothing() throws {
    var model = SmallModel()
    try model.write(to: folder, "a")
    _ = try store.importModel(from: folder("a"), name: "m")
    // As when the program ends after the former model was moved and before the new one was.
    try folder.rename("store/m", to: "store/.m.stampmill-old")
    try folder.write("store/.m.stampmill-new/config.json", [1])
    #expect(try store.entries().isEmpty)
    #expect(try store.importModel(from: folder("a"), name: "m").wasThere)
    model["README.md"] = "Other words.\n"
    try model.write(to: folder, "b")
    _ = try store.importModel(from: folder("b"), name: "m", replacing: true)
    #expect(try store.verify("m") == [])
    #expect(folder.files(below: "store").allSatisfy { $0.hasPrefix("store/m/") })
  }

  @Test func everyFlippedByteIsFound() throws {
    try SmallModel().write(to: folder, "a")
    let manifest = try store.importModel(from: folder("a"), name: "m").manifest
    for file in manifest.files {
      let path = "store/m/\(file.path)"
      let bytes = try #require(folder.bytes(path))
      for place in [0, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[place] ^= 1
        try folder.write(path, changed)
        let problems = try store.verify("m")
        #expect(
          problems.contains("'\(folder(path))' is not what was imported: its hash differs"),
          "\(file.path) at \(place): \(problems)"
        )
      }
      try folder.write(path, bytes + [0])
      #expect(try store.verify("m").contains { $0.contains("bytes, and had \(bytes.count)") })
      try folder.remove(path)
      #expect(try store.verify("m").contains { $0.contains("cannot open '\(folder(path))'") })
      try folder.write(path, bytes)
    }
    #expect(try store.verify("m") == [])
    try folder.write("store/m/tokenizer.json", Array("{}".utf8))
    #expect(try store.verify("m").contains { $0.contains("was not there when it was imported") })
    try folder.remove("store/m/tokenizer.json")
    let text = String(decoding: try #require(folder.bytes("store/m/manifest.json")), as: UTF8.self)
    try folder.write(
      "store/m/manifest.json",
      Array(text.replacing("vocab.txt", with: "v.txt").utf8)
    )
    #expect(try store.verify("m").contains { $0.contains("'model' is not the hash of the files") })
    try folder.remove("store/m/manifest.json")
    #expect(try store.verify("m").contains { $0.contains("manifest.json' is not there") })
  }

  @Test func badModelsAreNotImported() throws {
    var model = SmallModel()
    model["config.json"] = SmallModel.configuration.replacing("\"bert\"", with: "\"t5\"")
    try model.write(to: folder, "a")
    #expect(
      refusal("a").hasPrefix("cannot import '\(folder("a"))': config.json:1:16 is not supported")
    )
    model = SmallModel()
    model.files["model.safetensors"]?.removeLast()
    try folder.write("a.zip", try writeArchive(.zip, model.entries(below: "deep/model/")))
    #expect(refusal("a.zip").contains("': 'model.safetensors' is damaged: "))
    model = SmallModel()
    model.files["model.safetensors"] = nil
    model.files["pytorch_model.bin"] = [1]
    try model.write(to: folder, "b")
    #expect(refusal("b").contains("safetensors.torch"))
    try folder.write("c/notes.txt", [1])
    #expect(refusal("c").contains("it holds no model: neither 'modules.json' nor 'config.json'"))
    try SmallModel().write(to: folder, "d/one")
    try SmallModel().write(to: folder, "d/two")
    #expect(refusal("d").contains("it holds several models: 'one', 'two'"))
    try folder.write("e.txt", Array("words".utf8))
    #expect(refusal("e.txt").contains("it is no archive of a known kind"))
    #expect(refusal("nothing").contains("cannot examine"))
    try SmallModel().write(to: folder, "f")
    #expect(refusal("f", name: "../f").contains("cannot be the name of a model"))
    #expect(refusal("f", name: ".f").contains("cannot be the name of a model"))
    try folder.link("f/README.txt", to: "nowhere")
    #expect(refusal("f").contains("the link leads to nothing"))
  }

  @Test func archivesThatDoHarmAreRefused() throws {
    let model = SmallModel()
    for name in ["../config.json", "/tmp/config.json", "m/../../config.json"] {
      let entries =
        model.files.map { HandMadeTar.Entry(Array("m/\($0.key)".utf8), $0.value) } + [
          HandMadeTar.Entry(Array(name.utf8), [1])
        ]
      try folder.write("a.tar", HandMadeTar(entries).bytes)
      #expect(refusal("a.tar").contains("its name "))
    }
    var entries = model.entries(below: "m/")
    entries.append(WrittenEntry("m/config.json", Array("{}".utf8)))
    try folder.write("b.tar", try writeArchive(.ustar, entries))
    #expect(refusal("b.tar").contains("it is there twice"))
    // A bomb: so many zeros that the archive cannot be honest.
    let bomb = WrittenEntry(
      "m/model.safetensors",
      [UInt8](repeating: 0, count: 1 << 20),
      repetitions: 64
    )
    var small = model
    small.files["model.safetensors"] = nil
    let rest = small.entries(below: "m/")
    try folder.write("c.zip", try writeArchive(.zip, rest + [bomb]))
    #expect(refusal("c.zip").contains("times its size in the archive"))
    // A link in the place of the weights leads nowhere.
    let link = WrittenEntry("m/model.safetensors", kind: .symbolicLink("/etc/passwd"))
    try folder.write("d.tar", try writeArchive(.ustar, rest + [link]))
    #expect(refusal("d.tar").contains("'model.safetensors' is not there"))
    let whole = try writeArchive(.pax, filter: .gzip, model.entries(below: "m/"))
    try folder.write("e.tar.gz", Array(whole.dropLast(whole.count / 2)))
    #expect(refusal("e.tar.gz").contains("cannot read"))
  }

  @Test func whatIsNotThereIsSaid() throws {
    #expect(try store.entries().isEmpty)
    let error = #expect(throws: ModelError.self) { try store.folder(of: "none") }
    #expect(error?.isMissing == true)
    #expect(error?.description.contains("scripts/fetch-model") == true)
    #expect(error?.description.contains("models import PATH --name none") == true)
    let other = #expect(throws: ModelError.self) { try store.folder(of: folder("none/at/all")) }
    #expect(other?.isMissing == true)
    try SmallModel().write(to: folder, "plain")
    #expect(try store.folder(of: folder("plain")) == folder("plain"))
  }

  @Test(
    arguments: [
      ("named", ["STAMPMILL_MODELS": "env", "HOME": "/h"], "named"),
      (nil, ["STAMPMILL_MODELS": "env", "XDG_DATA_HOME": "/d"], "env"),
      (nil, ["STAMPMILL_MODELS": "", "XDG_DATA_HOME": "/d", "HOME": "/h"], "/d/stampmill/models"),
      (nil, ["XDG_DATA_HOME": "d", "HOME": "/h"], "/h/.local/share/stampmill/models"),
      (nil, ["HOME": "/h"], "/h/.local/share/stampmill/models"), (nil, [:], nil),
    ] as [(String?, [String: String], String?)]
  )
  func placeOfTheStore(named: String?, environment: [String: String], expected: String?) throws {
    guard let expected else {
      #expect(throws: ModelError.self) { try ModelStore(named: named, environment: environment) }
      return
    }
    #expect(try ModelStore(named: named, environment: environment).root == expected)
  }
}
