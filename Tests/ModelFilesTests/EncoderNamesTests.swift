import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// The tensors of each family are found under all the names that libraries give them.
struct EncoderNamesTests {
  private func weights(_ model: SmallModel) throws -> EncoderWeights {
    let folder = try ScratchFolder()
    try model.write(to: folder, "m")
    let weights = try SentenceModel(folder: folder("m")).weights()
    return weights
  }

  @Test(arguments: ["", "bert.", "0.auto_model.", "0.auto_model.bert."])
  func prefixes(prefix: String) throws {
    var model = SmallModel()
    model.setTensors(SmallModel.bertTensors().map { (prefix + $0.0, $0.1) } + [("pooler.x", [1])])
    let weights = try weights(model)
    #expect(weights[.words].name == prefix + "embeddings.word_embeddings.weight")
    #expect(weights[.layer(0, .narrowing, .weight)].shape == [4, 6])
    #expect(weights.all.count == 5 + 16)
  }

  @Test func formerNamesOfNorms() throws {
    var model = SmallModel()
    model.setTensors(
      SmallModel.bertTensors().map { name, shape in
        let name = name.replacing("LayerNorm.weight", with: "LayerNorm.gamma")
        return (name.replacing("LayerNorm.bias", with: "LayerNorm.beta"), shape)
      }
    )
    let weights = try weights(model)
    #expect(weights[.embeddingNorm(.bias)].name == "embeddings.LayerNorm.beta")
    #expect(
      weights[.layer(0, .outputNorm, .weight)].name == "encoder.layer.0.output.LayerNorm.gamma"
    )
  }

  @Test(arguments: ["roberta", "xlm-roberta", "camembert"])
  func roberta(type: String) throws {
    var model = SmallModel()
    model["config.json"] = SmallModel.configuration.replacing("\"bert\"", with: "\"\(type)\"")
      .replacing("7}", with: "7, \"type_vocab_size\": 1}")
    model.setTensors(
      SmallModel.bertTensors().map { name, shape in
        ("roberta." + name, name.contains("token_type") ? [1, 4] : shape)
      }
    )
    let folder = try ScratchFolder()
    try model.write(to: folder, "m")
    let opened = try SentenceModel(folder: folder("m"))
    #expect(opened.encoder.firstPosition == 2)
    #expect(opened.maxTokens == 7)
    #expect(try opened.weights()[.types].shape == [1, 4])
  }

  @Test func mpnet() throws {
    var model = SmallModel()
    model["config.json"] = SmallModel.configuration.replacing("\"bert\"", with: "\"mpnet\"")
    var tensors = SmallModel.bertTensors().filter { !$0.0.contains("token_type") }
    tensors = tensors.map { name, shape in
      var name = name
      for (from, to) in [
        ("attention.self.query", "attention.attn.q"), ("attention.self.key", "attention.attn.k"),
        ("attention.self.value", "attention.attn.v"),
        ("attention.output.dense", "attention.attn.o"),
        ("attention.output.LayerNorm", "attention.LayerNorm"),
      ] { name = name.replacing(from, with: to) }
      return ("mpnet." + name, shape)
    }
    model.setTensors(tensors + [("mpnet.encoder.relative_attention_bias.weight", [32, 2])])
    let weights = try weights(model)
    #expect(weights[.distances].shape == [32, 2])
    #expect(weights[.layer(0, .key, .bias)].name == "mpnet.encoder.layer.0.attention.attn.k.bias")
    model.setTensors(tensors)
    let error = #expect(throws: ModelError.self) { try self.weights(model) }
    #expect(error?.description.contains("'mpnet.encoder.relative_attention_bias.weight'") == true)
  }

  @Test func distilled() throws {
    var model = SmallModel()
    model["config.json"] = """
      {"model_type": "distilbert", "dim": 4, "n_layers": 1, "n_heads": 2, "hidden_dim": 6,
       "activation": "gelu", "max_position_embeddings": 9, "vocab_size": 7}
      """
    let tensors = SmallModel.bertTensors().filter { !$0.0.contains("token_type") }
    model.setTensors(
      tensors.map { name, shape in
        var name = name.replacing("encoder.layer", with: "transformer.layer")
        for (from, to) in [
          ("attention.self.query", "attention.q_lin"), ("attention.self.key", "attention.k_lin"),
          ("attention.self.value", "attention.v_lin"),
          ("attention.output.dense", "attention.out_lin"),
          ("attention.output.LayerNorm", "sa_layer_norm"), ("intermediate.dense", "ffn.lin1"),
          ("output.dense", "ffn.lin2"), ("output.LayerNorm", "output_layer_norm"),
        ] { name = name.replacing(from, with: to) }
        return ("distilbert." + name, shape)
      }
    )
    #expect(try weights(model).all.count == 4 + 16)
  }

  @Test func numbersOfAnotherKind() throws {
    var model = SmallModel()
    let words = SafeTensorsText.tensor(
      "embeddings.word_embeddings.weight",
      "F64",
      [7, 4],
      [0, 224]
    )
    model.files["model.safetensors"] = SafeTensorsText("{\(words)}", data: 224).bytes
    let error = #expect(throws: ModelError.self) { try self.weights(model) }
    #expect(error?.description.contains("'embeddings.word_embeddings.weight' is of F64") == true)
  }
}
