/// A table of numbers that a transformer has, by what it is for.
package enum EncoderPart: Hashable, Sendable {
  case words
  case positions
  case types
  case embeddingNorm(Half)
  /// A bias in attention for each class of distances and each head.
  case distances
  case layer(Int, LayerPart, Half)

  /// What is multiplied, and what is added then.
  package enum Half: String, Hashable, Sendable, CaseIterable {
    case weight, bias
  }

  package enum LayerPart: Hashable, Sendable, CaseIterable {
    case query, key, value
    case attentionOutput
    case attentionNorm
    /// From the width of the model to the larger one within.
    case widening
    /// And back.
    case narrowing
    case outputNorm
  }

  /// All parts of a transformer.
  static func all(of encoder: EncoderConfiguration) -> [EncoderPart] {
    var parts: [EncoderPart] = [.words, .positions]
    if encoder.typeCount > 0 { parts.append(.types) }
    parts += Half.allCases.map { .embeddingNorm($0) }
    if encoder.relativeBucketCount > 0 { parts.append(.distances) }
    for layer in 0..<encoder.layerCount {
      for part in LayerPart.allCases { parts += Half.allCases.map { .layer(layer, part, $0) } }
    }
    return parts
  }

  /// The shape that it must have.
  func shape(in encoder: EncoderConfiguration) -> [Int] {
    let width = encoder.hiddenSize
    switch self {
    case .words: return [encoder.vocabularySize, width]
    case .positions: return [encoder.positionCount, width]
    case .types: return [encoder.typeCount, width]
    case .embeddingNorm: return [width]
    case .distances: return [encoder.relativeBucketCount, encoder.headCount]
    case .layer(_, .widening, let half):
      return half == .weight ? [encoder.intermediateSize, width] : [encoder.intermediateSize]
    case .layer(_, .narrowing, let half):
      return half == .weight ? [width, encoder.intermediateSize] : [width]
    case .layer(_, .attentionNorm, _), .layer(_, .outputNorm, _): return [width]
    case .layer(_, .query, let half), .layer(_, .key, let half), .layer(_, .value, let half),
      .layer(_, .attentionOutput, let half):
      return half == .weight ? [width, width] : [width]
    }
  }
}

extension EncoderPart {
  /// The name in files, without whatever the library put before all names.
  func name(in family: EncoderConfiguration.Family) -> String {
    switch self {
    case .words: "embeddings.word_embeddings.weight"
    case .positions: "embeddings.position_embeddings.weight"
    case .types: "embeddings.token_type_embeddings.weight"
    case .embeddingNorm(let half): "embeddings.LayerNorm.\(half)"
    case .distances: "encoder.relative_attention_bias.weight"
    case .layer(let layer, let part, let half):
      switch family {
      case .bert, .roberta: "encoder.layer.\(layer).\(part.bertName).\(half)"
      case .mpnet: "encoder.layer.\(layer).\(part.mpnetName).\(half)"
      case .distilbert: "transformer.layer.\(layer).\(part.distilledName).\(half)"
      }
    }
  }

  /// What may stand before all names.
  static func prefixes(of family: EncoderConfiguration.Family) -> [String] {
    let name = family.rawValue + "."
    return ["", name, "0.auto_model.", "0.auto_model.\(name)", "auto_model.", "model."]
  }
}

extension EncoderPart.LayerPart {
  fileprivate var bertName: String {
    switch self {
    case .query: "attention.self.query"
    case .key: "attention.self.key"
    case .value: "attention.self.value"
    case .attentionOutput: "attention.output.dense"
    case .attentionNorm: "attention.output.LayerNorm"
    case .widening: "intermediate.dense"
    case .narrowing: "output.dense"
    case .outputNorm: "output.LayerNorm"
    }
  }

  fileprivate var mpnetName: String {
    switch self {
    case .query: "attention.attn.q"
    case .key: "attention.attn.k"
    case .value: "attention.attn.v"
    case .attentionOutput: "attention.attn.o"
    case .attentionNorm: "attention.LayerNorm"
    case .widening: "intermediate.dense"
    case .narrowing: "output.dense"
    case .outputNorm: "output.LayerNorm"
    }
  }

  fileprivate var distilledName: String {
    switch self {
    case .query: "attention.q_lin"
    case .key: "attention.k_lin"
    case .value: "attention.v_lin"
    case .attentionOutput: "attention.out_lin"
    case .attentionNorm: "sa_layer_norm"
    case .widening: "ffn.lin1"
    case .narrowing: "ffn.lin2"
    case .outputNorm: "output_layer_norm"
    }
  }
}
