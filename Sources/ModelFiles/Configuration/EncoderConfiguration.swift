import JSON

/// The dimensions of a transformer, as `config.json` gives them.
package struct EncoderConfiguration: Sendable, Hashable {
  /// The kinds of transformers that are known; they differ in details of the sums and in names.
  package enum Family: String, Sendable, Hashable, CaseIterable {
    case bert, roberta, mpnet, distilbert
  }

  /// What stands between the two layers of the feed-forward part.
  package enum Activation: String, Sendable, Hashable {
    /// By the error function.
    case gelu
    /// By the hyperbolic tangent, which is another function.
    case tanhGELU
    case relu
  }

  package let family: Family
  package let hiddenSize: Int
  package let layerCount: Int
  package let headCount: Int
  package let intermediateSize: Int
  package let activation: Activation
  package let normEpsilon: Float
  /// How many vectors of positions there are.
  package let positionCount: Int
  /// The position of the first token; those below it are never used.
  package let firstPosition: Int
  /// How many kinds of tokens there are vectors of; 0 where the family has none.
  package let typeCount: Int
  package let vocabularySize: Int
  package let paddingID: Int
  /// How many classes of distances have a bias of their own in attention; 0 where there are none.
  package let relativeBucketCount: Int

  /// Distances from this one on are all in the last class.
  package static let longestRelativeDistance = 128

  package var headSize: Int { hiddenSize / headCount }
  /// The most tokens that have positions.
  package var longestText: Int { positionCount - firstPosition }
}

extension EncoderConfiguration {
  private static let families: [String: Family] = [
    "bert": .bert, "roberta": .roberta, "xlm-roberta": .roberta, "camembert": .roberta,
    "mpnet": .mpnet, "distilbert": .distilbert,
  ]

  private static let activations: [String: Activation] = [
    "gelu": .gelu, "gelu_python": .gelu, "gelu_new": .tanhGELU, "gelu_pytorch_tanh": .tanhGELU,
    "gelu_fast": .tanhGELU, "relu": .relu,
  ]

  init(_ file: ConfigurationFile) throws(ModelError) {
    let type = try file.text("model_type")
    guard let family = Self.families[type] else {
      let known = Self.families.keys.sorted().joined(separator: ", ")
      throw file.refusal(
        "'model_type' is '\(type)'; those known are \(known)",
        at: file.present("model_type")
      )
    }
    self.family = family
    try Self.refuseVariants(file)
    let isDistilled = family == .distilbert
    hiddenSize = try file.whole(isDistilled ? "dim" : "hidden_size", 1...65_536)
    layerCount = try file.whole(isDistilled ? "n_layers" : "num_hidden_layers", 1...1_024)
    headCount = try file.whole(isDistilled ? "n_heads" : "num_attention_heads", 1...1_024)
    intermediateSize = try file.whole(isDistilled ? "hidden_dim" : "intermediate_size", 1...1 << 20)
    positionCount = try file.whole("max_position_embeddings", 1...1 << 20)
    vocabularySize = try file.whole("vocab_size", 1...1 << 26)
    guard hiddenSize % headCount == 0 else {
      throw file.damage("a width of \(hiddenSize) cannot be shared among \(headCount) heads")
    }
    let act = try file.text(isDistilled ? "activation" : "hidden_act", default: "gelu")
    guard let activation = Self.activations[act] else {
      let known = Self.activations.keys.sorted().joined(separator: ", ")
      throw file.refusal(
        "the activation is '\(act)'; those known are \(known)",
        at: file.present(isDistilled ? "activation" : "hidden_act")
      )
    }
    self.activation = activation
    let epsilon = isDistilled ? 1e-12 : try file.number("layer_norm_eps", default: 1e-12)
    guard epsilon >= 0, epsilon < 1 else {
      throw file.damage(
        "'layer_norm_eps' is to be a small number from 0 on, and is \(epsilon)",
        at: file.present("layer_norm_eps")
      )
    }
    normEpsilon = Float(epsilon)
    let hasTypes = family == .bert || family == .roberta
    typeCount = hasTypes ? try file.whole("type_vocab_size", 1...65_536, default: 2) : 0
    let padding = family == .roberta || family == .mpnet ? 1 : 0
    paddingID = try file.whole("pad_token_id", 0...vocabularySize - 1, default: padding)
    // The rows up to that of padding are not used by these; MPNet's is a fixed one.
    firstPosition = family == .roberta ? paddingID + 1 : family == .mpnet ? 2 : 0
    guard firstPosition < positionCount else {
      throw file.damage("of \(positionCount) positions none is left for a token")
    }
    relativeBucketCount =
      family == .mpnet
      ? try file.whole("relative_attention_num_buckets", 1...4_096, default: 32) : 0
    guard relativeBucketCount == 0 || relativeBucketCount == 32 else {
      // The reference counts 32 classes whatever is written.
      throw file.refusal(
        "'relative_attention_num_buckets' is \(relativeBucketCount); only 32 is known",
        at: file.present("relative_attention_num_buckets")
      )
    }
  }

  /// Refuses what changes the sums of a known family.
  private static func refuseVariants(_ file: ConfigurationFile) throws(ModelError) {
    let kind = try file.text("position_embedding_type", default: "absolute")
    guard kind == "absolute" else {
      throw file.refusal(
        "'position_embedding_type' is '\(kind)'; only 'absolute' is known",
        at: file.present("position_embedding_type")
      )
    }
    for name in ["is_decoder", "add_cross_attention"] where try file.flag(name, default: false) {
      throw file.refusal("'\(name)' asks for a decoder", at: file.present(name))
    }
    if let pruned = file.present("pruned_heads"), pruned.members?.isEmpty != true {
      throw file.refusal("'pruned_heads' leaves heads out", at: pruned)
    }
    if let quantized = file.present("quantization_config") {
      throw file.refusal("'quantization_config' says that the weights are quantized", at: quantized)
    }
  }
}
