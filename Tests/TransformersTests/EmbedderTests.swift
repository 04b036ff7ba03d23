import Kernels
import ModelFiles
import ModelFixtures
import Scratch
import Testing
import Transformers

/// Vectors of texts, beside loops in twice the precision.
@Suite struct `Vectors` {
  /// A model of odd sizes, so that no row fills a vector.
  private static func model(
    _ family: String,
    activation: String = "gelu",
    pooling: Pooling.Mode = .mean,
    in folder: ScratchFolder
  ) throws -> SentenceModel {
    var model = SmallModel()
    let (width, inner, positions) = (20, 50, 140)
    let isNet = family == "mpnet"
    var settings = """
      {"model_type": "\(family)", "hidden_size": \(width), "num_hidden_layers": 2,
       "num_attention_heads": 2, "intermediate_size": \(inner), "hidden_act": "\(activation)",
       "max_position_embeddings": \(positions), "vocab_size": 7, "pad_token_id": 1
      """
    if isNet { settings += ", \"relative_attention_num_buckets\": 32" }
    if family == "roberta" { settings += ", \"type_vocab_size\": 1" }
    model["config.json"] = settings + "}"
    model["1_Pooling/config.json"] = """
      {"word_embedding_dimension": \(width), "pooling_mode": "\(pooling.rawValue)"}
      """
    model.setTensors(tensors(isNet, types: family == "roberta" ? 1 : 2, width, inner, positions))
    try model.write(to: folder, "model")
    return try SentenceModel(folder: folder("model"))
  }

  private static func tensors(
    _ isNet: Bool,
    types: Int,
    _ width: Int,
    _ inner: Int,
    _ positions: Int
  ) -> [(String, [Int])] {
    var tensors: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [7, width]),
      ("embeddings.position_embeddings.weight", [positions, width]),
      ("embeddings.LayerNorm.weight", [width]), ("embeddings.LayerNorm.bias", [width]),
    ]
    if isNet {
      tensors.append(("encoder.relative_attention_bias.weight", [32, 2]))
    } else {
      tensors.append(("embeddings.token_type_embeddings.weight", [types, width]))
    }
    let attention =
      isNet
      ? ["attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"]
      : [
        "attention.self.query", "attention.self.key", "attention.self.value",
        "attention.output.dense",
      ]
    for layer in 0..<2 {
      let parts =
        attention.map { ($0, [width, width]) } + [
          (isNet ? "attention.LayerNorm" : "attention.output.LayerNorm", [width]),
          ("intermediate.dense", [inner, width]), ("output.dense", [width, inner]),
          ("output.LayerNorm", [width]),
        ]
      for (name, shape) in parts {
        tensors.append(("encoder.layer.\(layer).\(name).weight", shape))
        tensors.append(("encoder.layer.\(layer).\(name).bias", [shape[0]]))
      }
    }
    return tensors
  }

  /// Texts of many lengths, one of them empty.
  private static let texts: [String] = [0, 1, 2, 3, 15, 16, 17, 40, 100, 130, 5, 63].map { count in
    (0..<count).map { ["a", "ab", "b"][$0 * 7 % 3] }.joined(separator: " ")
  }

  @Test(
    arguments: [
      ("bert", "gelu"), ("bert", "gelu_new"), ("bert", "relu"), ("roberta", "gelu"),
      ("mpnet", "gelu"),
    ]
  )
  func `are what loops give`(family: String, activation: String) throws {
    let folder = try ScratchFolder()
    let model = try Self.model(family, activation: activation, in: folder)
    let plain = PlainEncoder(shape: model.encoder, weights: try model.weights())
    for level in KernelLevel.allCases where level <= .best {
      let embedder = try Embedder(model, .f32, Kernels(level))
      let tokens = embedder.tokens(of: Self.texts)
      let vectors = try embedder.embed(tokens)
      for (index, text) in tokens.enumerated() {
        let rows = plain.run(text.ids)
        var expected = (0..<20).map { place in
          rows.reduce(0) { $0 + $1[place] } / Double(rows.count)
        }
        let length = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
        expected = expected.map { $0 / length }
        for place in 0..<20 {
          let found = Double(vectors[index * 20 + place])
          #expect(abs(found - expected[place]) < 2e-6, "\(level) \(index) \(place)")
        }
      }
    }
  }

  @Test func `do not depend on what is embedded beside them`() throws {
    let folder = try ScratchFolder()
    let model = try Self.model("mpnet", in: folder)
    var results: Set<[UInt32]> = []
    for level in [KernelLevel.avx2, .avx512] where level <= .best {
      let embedder = try Embedder(model, .f32, Kernels(level))
      let tokens = embedder.tokens(of: Self.texts)
      for threads in [1, 2, 5] {
        results.insert(try embedder.embed(tokens, threads: threads).map(\.bitPattern))
        let reversed = try embedder.embed(tokens.reversed(), threads: threads)
        let rows = stride(from: 0, to: reversed.count, by: 20).map { reversed[$0..<$0 + 20] }
        results.insert(rows.reversed().flatMap { $0.map(\.bitPattern) })
      }
      results.insert(try tokens.flatMap { try embedder.embed([$0]).map(\.bitPattern) })
    }
    #expect(results.count <= 1)
  }

  /// Whole numbers are added up exactly, so no processor gives others.
  @Test(arguments: ["bert", "mpnet"], ["gelu", "gelu_new"])
  func `of 8 bits are the same on every level`(family: String, activation: String) throws {
    let folder = try ScratchFolder()
    let model = try Self.model(family, activation: activation, in: folder)
    var results: Set<[UInt32]> = []
    var all = KernelLevel.allCases.filter { $0 <= .best }.map { Kernels($0) }
    if KernelLevel.best == .avx512 { all.append(Kernels(.avx512, hasSpecialSteps: false)) }
    for kernels in all {
      let embedder = try Embedder(model, .int8, kernels)
      #expect(embedder.arithmetic == "int8")
      let tokens = embedder.tokens(of: Self.texts)
      for threads in [1, 2, 5] {
        results.insert(try embedder.embed(tokens, threads: threads).map(\.bitPattern))
      }
      let reversed = try embedder.embed(tokens.reversed(), threads: 2)
      let rows = stride(from: 0, to: reversed.count, by: 20).map { reversed[$0..<$0 + 20] }
      results.insert(rows.reversed().flatMap { $0.map(\.bitPattern) })
      results.insert(try tokens.flatMap { try embedder.embed([$0]).map(\.bitPattern) })
    }
    #expect(results.count == 1)
  }

  @Test(arguments: [(Precision.bf16, 0.9995), (.int8, 0.99)], ["bert", "mpnet"])
  func `of low precision are near`(precision: (Precision, Double), family: String) throws {
    let (precision, least) = precision
    guard precision.isAvailable() else { return }
    let folder = try ScratchFolder()
    let model = try Self.model(family, in: folder)
    let (exact, near) = (try Embedder(model), try Embedder(model, precision))
    let tokens = exact.tokens(of: Self.texts)
    let (expected, found) = (try exact.embed(tokens), try near.embed(tokens))
    #expect(expected != found)
    for text in tokens.indices {
      let cosine = (0..<20).reduce(0.0) {
        $0 + Double(expected[text * 20 + $1]) * Double(found[text * 20 + $1])
      }
      #expect(cosine > least, "\(text)")
    }
  }

  @Test func `name their arithmetic`() throws {
    let folder = try ScratchFolder()
    let model = try Self.model("bert", in: folder)
    #expect(try Embedder(model, .int8, Kernels(.portable)).arithmetic == "int8")
    #if arch(x86_64)
      #expect(try Embedder(model, .f32, Kernels(.portable)).arithmetic == "f32-portable")
    #endif
    if KernelLevel.best > .portable {
      #expect(try Embedder(model, .f32, Kernels(.avx2)).arithmetic == "f32-fma")
    }
  }

  @Test func `need what they are asked for`() throws {
    let folder = try ScratchFolder()
    let model = try Self.model("bert", in: folder)
    let error = #expect(throws: ModelError.self) {
      try Embedder(model, .bf16, Kernels(.portable))
    }
    #expect(
      error?.description == "this processor has no instructions for 'bf16'; take 'int8' or 'f32'"
    )
  }

  @Test(arguments: Pooling.Mode.allCases)
  func `are pooled as the model says`(mode: Pooling.Mode) throws {
    let folder = try ScratchFolder()
    let model = try Self.model("bert", pooling: mode, in: folder)
    let embedder = try Embedder(model)
    let tokens = embedder.tokens(of: ["a ab b a"])
    let rows = PlainEncoder(shape: model.encoder, weights: try model.weights()).run(tokens[0].ids)
    var expected = (0..<20).map { place -> Double in
      let column = rows.map { $0[place] }
      switch mode {
      case .firstToken: return column[0]
      case .lastToken: return column[column.count - 1]
      case .maximum: return column.max() ?? 0
      case .mean, .meanByRoot: return column.reduce(0, +)
      case .weightedMean: return column.enumerated().reduce(0) { $0 + Double($1.0 + 1) * $1.1 }
      }
    }
    let length = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
    expected = expected.map { $0 / length }
    let vector = try embedder.embed(tokens)
    for place in 0..<20 { #expect(abs(Double(vector[place]) - expected[place]) < 2e-6) }
  }

  @Test func `of long texts say what was cut`() throws {
    let folder = try ScratchFolder()
    let model = try Self.model("bert", in: folder)
    let embedder = try Embedder(model)
    let long = Array(repeating: "a", count: 1000).joined(separator: " ")
    let tokens = embedder.tokens(of: [long, "a"])
    #expect(tokens[0].ids.count == model.maxTokens)
    #expect(tokens[0].cut == 1002 - model.maxTokens)
    #expect(tokens[0].ids.last == tokens[1].ids.last)
    #expect(tokens[1].cut == 0)
  }
}
