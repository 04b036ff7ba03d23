package import ArchiveFixtures
package import Scratch

/// A small model whose weights are made of seeded numbers, file by file.
package struct SmallModel {
  package var files: [String: [UInt8]] = [:]

  /// The parts of a layer of BERT and the shapes of their weights, for a width of 4 and 6 within.
  package static func bertTensors(layers: Int = 1) -> [(String, [Int])] {
    var tensors: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [7, 4]),
      ("embeddings.position_embeddings.weight", [9, 4]),
      ("embeddings.token_type_embeddings.weight", [2, 4]),
      ("embeddings.LayerNorm.weight", [4]), ("embeddings.LayerNorm.bias", [4]),
    ]
    for layer in 0..<layers {
      for (name, shape) in [
        ("attention.self.query", [4, 4]), ("attention.self.key", [4, 4]),
        ("attention.self.value", [4, 4]), ("attention.output.dense", [4, 4]),
        ("attention.output.LayerNorm", [4]), ("intermediate.dense", [6, 4]),
        ("output.dense", [4, 6]), ("output.LayerNorm", [4]),
      ] {
        tensors.append(("encoder.layer.\(layer).\(name).weight", shape))
        tensors.append(("encoder.layer.\(layer).\(name).bias", [shape[0]]))
      }
    }
    return tensors
  }

  package static let configuration = """
    {"model_type": "bert", "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
     "intermediate_size": 6, "max_position_embeddings": 9, "vocab_size": 7}
    """

  package static let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\n"

  package init() {
    self["config.json"] = Self.configuration
    self["modules.json"] = """
      [{"type": "sentence_transformers.models.Transformer", "path": ""},
       {"type": "sentence_transformers.models.Pooling", "path": "1_Pooling"},
       {"type": "sentence_transformers.models.Normalize", "path": "2_Normalize"}]
      """
    self["1_Pooling/config.json"] = """
      {"word_embedding_dimension": 4, "pooling_mode_mean_tokens": true}
      """
    self["vocab.txt"] = Self.vocabulary
    self["README.md"] = "A small model.\n"
    setTensors(Self.bertTensors())
  }

  package subscript(name: String) -> String? {
    get { files[name].map { String(decoding: $0, as: UTF8.self) } }
    set { files[name] = newValue.map { Array($0.utf8) } }
  }

  /// Writes tensors of small numbers in the order given.
  package mutating func setTensors(_ tensors: [(String, [Int])], in folder: String = "") {
    var state: UInt64 = 1
    files[folder + "model.safetensors"] =
      SafeTensorsText(
        floats: tensors.map { name, shape in
          let values = (0..<shape.reduce(1, *)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int64(bitPattern: state) >> 40) * 0x1p-25
          }
          return (name, shape, values)
        }
      ).bytes
  }

  package func write(to folder: ScratchFolder, _ name: String) throws {
    for (path, bytes) in files { try folder.write("\(name)/\(path)", bytes) }
  }

  /// The files as entries of an archive, below a folder.
  package func entries(below folder: String) -> [WrittenEntry] {
    files.sorted { $0.key < $1.key }.map { WrittenEntry(folder + $0.key, $0.value) }
  }
}
