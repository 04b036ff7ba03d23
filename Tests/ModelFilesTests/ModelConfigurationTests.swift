import ModelFiles
import ModelFixtures
import Scratch
import Testing

/// A model's small files are taken at their word, or refused with the file and the member.
struct ModelConfigurationTests {
  /// Opens a model and gives what is wrong, without the folder's path.
  private func problem(_ model: SmallModel) throws -> String {
    let folder = try ScratchFolder()
    try model.write(to: folder, "m")
    do throws(ModelError) {
      try SentenceModel(folder: folder("m")).check()
      return "sound"
    } catch {
      return error.description.replacing(folder("m") + "/", with: "")
        .replacing(folder("m"), with: "m")
    }
  }

  private func opened(_ model: SmallModel) throws -> SentenceModel {
    let folder = try ScratchFolder()
    try model.write(to: folder, "m")
    return try SentenceModel(folder: folder("m"))
  }

  @Test func aSoundModelIsDescribed() throws {
    var small = SmallModel()
    small["sentence_bert_config.json"] = "{\"max_seq_length\": 8, \"do_lower_case\": true}"
    small["config_sentence_transformers.json"] = """
      {"prompts": {"query": "query: ", "document": ""}, "default_prompt_name": "query",
       "similarity_fn_name": "dot"}
      """
    let model = try opened(small)
    #expect(model.encoder.family == .bert)
    #expect(model.encoder.headSize == 2)
    #expect(model.encoder.activation == .gelu)
    #expect(model.encoder.normEpsilon == 1e-12)
    #expect(model.encoder.typeCount == 2)
    #expect(model.maxTokens == 8)
    #expect(model.lowercases)
    #expect(model.dimensions == 4)
    #expect(model.prompts["query"] == "query: ")
    #expect(model.prompts.all.map(\.name) == ["query", "document"])
    #expect(model.prompts.usual == "query")
    #expect(model.similarity == .dot)
    #expect(model.remarks == [])
    guard case .pooling(let pooling) = model.steps[0] else {
      Issue.record("the first step is \(model.steps[0])")
      return
    }
    #expect(pooling.modes == [.mean])
    #expect(model.steps.dropFirst() == [.normalize])
    #expect(try problem(small) == "sound")
  }

  @Test func aPlainTransformerTakesTheMean() throws {
    var small = SmallModel()
    small.files["modules.json"] = nil
    let model = try opened(small)
    #expect(model.steps.count == 1)
    #expect(model.remarks.count == 1)
    #expect(model.remarks.first?.contains("'modules.json'") == true)
    #expect(model.maxTokens == 9)
    #expect(model.similarity == nil)
  }

  /// Changes of one text in a file, and what is said of them.
  struct Change: Sendable, CustomTestStringConvertible {
    var file: String
    var from: String
    var to: String
    var expected: String

    init(_ file: String, _ from: String, _ to: String, _ expected: String) {
      (self.file, self.from, self.to, self.expected) = (file, from, to, expected)
    }

    var testDescription: String { "\(file): \(to)" }
  }

  @Test(arguments: [
    Change("config.json", "\"bert\"", "\"t5\"", "config.json:1:16 is not supported: 'model_type'"),
    Change(
      "config.json",
      "\"bert\"",
      "7",
      "config.json:1:16 is damaged: 'model_type' is to be a text"
    ),
    Change("config.json", "{", "", "config.json:1:"),
    Change(
      "config.json",
      "\"hidden_size\": 4, ",
      "",
      "'config.json' is damaged: there is no 'hidden_size'"
    ),
    Change(
      "config.json",
      "\"hidden_size\": 4",
      "\"hidden_size\": -4",
      "'hidden_size' is to be a whole number"
    ),
    Change("config.json", "\"hidden_size\": 4", "\"hidden_size\": \"4\"", "and is \"4\""),
    Change(
      "config.json",
      "\"num_attention_heads\": 2",
      "\"num_attention_heads\": 3",
      "among 3 heads"
    ),
    Change("config.json", "7}", "7, \"hidden_act\": \"swish\"}", "the activation is 'swish'"),
    Change("config.json", "7}", "7, \"layer_norm_eps\": -1}", "'layer_norm_eps' is to be a small"),
    Change(
      "config.json",
      "7}",
      "7, \"layer_norm_eps\": \"x\"}",
      "'layer_norm_eps' is to be a number"
    ),
    Change(
      "config.json",
      "7}",
      "7, \"position_embedding_type\": \"alibi\"}",
      "only 'absolute' is known"
    ),
    Change("config.json", "7}", "7, \"is_decoder\": true}", "'is_decoder' asks for a decoder"),
    Change(
      "config.json",
      "7}",
      "7, \"pruned_heads\": {\"0\": [1]}}",
      "'pruned_heads' leaves heads out"
    ),
    Change("config.json", "7}", "7, \"pruned_heads\": {}}", "sound"),
    Change("config.json", "7}", "7, \"quantization_config\": {}}", "'quantization_config'"),
    Change(
      "config.json",
      "7}",
      "7, \"pad_token_id\": 7}",
      "'pad_token_id' is to be a whole number of 0 to 6"
    ),
    Change(
      "config.json",
      "\"max_position_embeddings\": 9",
      "\"max_position_embeddings\": 2",
      "has the shape [9, 4]"
    ),
    Change("config.json", "7}", "6}", "has the shape [7, 4], and the model's is [6, 4]"),
    Change("config.json", "7}", "8}", "has the shape [7, 4], and the model's is [8, 4]"),
    Change(
      "config.json",
      "\"num_hidden_layers\": 1",
      "\"num_hidden_layers\": 2",
      "12 more, and it has not"
    ),
    Change(
      "config.json",
      "\"intermediate_size\": 6",
      "\"intermediate_size\": 5",
      "tensor 'encoder.layer.0.intermediate.dense.weight' has the shape [6, 4]"
    ),
    Change(
      "modules.json",
      "Normalize\"",
      "LSTM\"",
      "modules.json:3:11 is not supported: a step is of the type"
    ),
    Change(
      "modules.json",
      "Pooling\"",
      "Normalize\"",
      "the steps are Transformer, Normalize, Normalize"
    ),
    Change("modules.json", "\"1_Pooling\"", "\"../x\"", "'path' leads out of the model's folder"),
    Change("modules.json", "\"1_Pooling\"", "\"other\"", "'other/config.json' is not there"),
    Change(
      "modules.json",
      "\"type\": \"sentence_transformers.models.Pooling\", ",
      "",
      "a step has no 'type'"
    ),
    Change("1_Pooling/config.json", ": 4", ": 5", "is 5, and the transformer gives 4"),
    Change("1_Pooling/config.json", "true", "false", "it names no way of pooling"),
    Change(
      "1_Pooling/config.json",
      "true",
      "1",
      "'pooling_mode_mean_tokens' is to be true or false"
    ),
    Change(
      "1_Pooling/config.json",
      "true",
      "true, \"pooling_mode_median\": true",
      "no way that is known"
    ),
    Change(
      "1_Pooling/config.json",
      "_mean_tokens\": true",
      "\": \"median\"",
      "those known are cls, max"
    ),
    Change(
      "vocab.txt",
      "##b\n",
      "##b\nx\n",
      "its tokenizer has ids up to 7, and 'config.json' has"
    ),
    Change("vocab.txt", "[SEP]\n", "", "the vocabulary does not have '[SEP]'"),
  ])
  func oneChange(change: Change) throws {
    var model = SmallModel()
    let text = try #require(model[change.file])
    try #require(text.contains(change.from))
    model[change.file] = text.replacing(change.from, with: change.to)
    let found = try problem(model)
    #expect(found.contains(change.expected), "\(found)")
  }

  @Test(arguments: [
    ("config.json", "'config.json' is not there: it says what kind of model this is"),
    ("model.safetensors", "'model.safetensors' is not there"),
    ("1_Pooling/config.json", "'1_Pooling/config.json' is not there"),
    ("vocab.txt", "neither 'tokenizer.json' nor 'vocab.txt'"),
  ])
  func missingFile(file: String, expected: String) throws {
    var model = SmallModel()
    model.files[file] = nil
    #expect(try problem(model).contains(expected))
  }

  @Test(arguments: [
    ("{\"max_seq_length\": 4}", nil, 4), ("{\"max_seq_length\": 20}", nil, 9),
    (nil, "{\"model_max_length\": 6}", 6), (nil, "{\"model_max_length\": 1e30}", 9),
    (nil, "{\"model_max_length\": 1000}", 9), ("{}", "{\"model_max_length\": 5}", 5), (nil, nil, 9),
  ])
  func mostTokens(sentence: String?, tokenizer: String?, expected: Int) throws {
    var model = SmallModel()
    model["sentence_bert_config.json"] = sentence
    model["tokenizer_config.json"] = tokenizer
    #expect(try opened(model).maxTokens == expected)
  }

  @Test(
    arguments: [
      ("{}", [.mean]), ("{\"pooling_mode\": \"lasttoken\"}", [.lastToken]),
      ("{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false}", [.firstToken]),
      (
        """
        {"pooling_mode_lasttoken": true, "pooling_mode_weightedmean_tokens": true,
         "pooling_mode_mean_sqrt_len_tokens": true, "pooling_mode_mean_tokens": true,
         "pooling_mode_max_tokens": true, "pooling_mode_cls_token": true}
        """, [.firstToken, .maximum, .mean, .meanByRoot, .weightedMean, .lastToken]
      ),
      ("{\"pooling_mode\": [\"max\", \"cls\"]}", [.maximum, .firstToken]),
    ] as [(String, [Pooling.Mode])]
  )
  func waysOfPooling(file: String, expected: [Pooling.Mode]) throws {
    var model = SmallModel()
    model["1_Pooling/config.json"] = file
    let opened = try opened(model)
    guard case .pooling(let pooling)? = opened.steps.first else {
      Issue.record("the first step is no pooling")
      return
    }
    #expect(pooling.modes == expected)
    #expect(opened.dimensions == 4 * expected.count)
  }

  /// Two tokens stand around every text; with no room for one between them there is nothing to embed.
  @Test(arguments: [(1, false), (2, false), (3, true)])
  func roomForAText(most: Int, isSound: Bool) throws {
    let folder = try ScratchFolder()
    var model = SmallModel()
    model["sentence_bert_config.json"] = "{\"max_seq_length\": \(most)}"
    try model.write(to: folder, "m")
    do throws(ModelError) {
      _ = try SentenceModel(folder: folder("m")).tokenizer()
      #expect(isSound)
    } catch {
      #expect(!isSound)
      #expect("\(error)".contains("it takes \(most) tokens, and its tokenizer puts 2 around"))
    }
  }

  @Test func denseLayers() throws {
    var model = SmallModel()
    model["modules.json"] = model["modules.json"]?.replacing("Normalize\"", with: "Dense\"")
    let about = """
      {"in_features": 4, "out_features": 3, "bias": true,
       "activation_function": "torch.nn.modules.activation.Tanh"}
      """
    model["2_Dense/config.json"] = about
    model.setTensors([("linear.weight", [3, 4]), ("linear.bias", [3])], in: "2_Dense/")
    #expect(try problem(model) == "sound")
    #expect(try opened(model).dimensions == 3)
    for (from, to, expected) in [
      (
        "\"in_features\": 4", "\"in_features\": 5",
        "'in_features' is 5, and what comes before gives 4"
      ),
      ("\"out_features\": 3", "\"out_features\": 2", "tensor 'linear.weight' has the shape [3, 4]"),
      ("activation.Tanh", "activation.Mish", "'activation_function' is"),
    ] {
      model["2_Dense/config.json"] = about.replacing(from, with: to)
      #expect(try problem(model).contains(expected))
    }
    model["2_Dense/config.json"] = about
    model.setTensors([("linear.weight", [3, 4])], in: "2_Dense/")
    #expect(try problem(model).contains("such a layer has 'linear.bias', and it has not"))
  }
}
