/// What the weights of an encoder are called.
package struct EncoderNames: Sendable {
  var words: String
  var positions: String
  var types: String?
  var embeddingNorm: String
  var layer: String
  var query: String
  var key: String
  var value: String
  var attentionOutput: String
  var attentionNorm: String
  var up = "intermediate.dense"
  var down = "output.dense"
  var outputNorm = "output.LayerNorm"
  var relativeBias: String?

  /// BERT and its kin, RoBERTa and XLM-RoBERTa among them.
  package static func bert(prefix: String) -> EncoderNames {
    EncoderNames(
      words: "\(prefix)embeddings.word_embeddings.weight",
      positions: "\(prefix)embeddings.position_embeddings.weight",
      types: "\(prefix)embeddings.token_type_embeddings.weight",
      embeddingNorm: "\(prefix)embeddings.LayerNorm",
      layer: "\(prefix)encoder.layer.",
      query: "attention.self.query",
      key: "attention.self.key",
      value: "attention.self.value",
      attentionOutput: "attention.output.dense",
      attentionNorm: "attention.output.LayerNorm"
    )
  }

  package static func mpnet(prefix: String) -> EncoderNames {
    EncoderNames(
      words: "\(prefix)embeddings.word_embeddings.weight",
      positions: "\(prefix)embeddings.position_embeddings.weight",
      types: nil,
      embeddingNorm: "\(prefix)embeddings.LayerNorm",
      layer: "\(prefix)encoder.layer.",
      query: "attention.attn.q",
      key: "attention.attn.k",
      value: "attention.attn.v",
      attentionOutput: "attention.attn.o",
      attentionNorm: "attention.LayerNorm",
      relativeBias: "\(prefix)encoder.relative_attention_bias.weight"
    )
  }
}
