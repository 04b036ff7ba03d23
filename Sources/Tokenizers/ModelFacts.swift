import JSON

/// What the files of a model say beside the tokenizer itself.
package struct ModelFacts: Sendable, Hashable {
  /// The most tokens, with those that are put around a text, that the model takes; nil where no file
  /// says.
  package var maxLength: Int?

  package init(maxLength: Int? = nil) { self.maxLength = maxLength }

  /// Reads them of the files that are there, the one that is nearest to the model's use first.
  init(sentence: JSON?, tokenizer: JSON?, model: JSON?) {
    if let length = sentence?.present("max_seq_length")?.integer, length > 0 {
      maxLength = length
    } else if let length = tokenizer?.present("model_max_length")?.integer,
      // Libraries write an absurd number where they know none.
      (1...Self.longest).contains(length)
    {
      maxLength = length
    } else if let positions = model?.present("max_position_embeddings")?.integer, positions > 0 {
      // The shapes of RoBERTa keep the positions up to the one of padding unused.
      let type = model?.present("model_type")?.string ?? ""
      let shift = Self.shifted.contains(type) ? 2 : 0
      maxLength = positions > shift ? positions - shift : nil
    }
  }

  private static let longest = 10_000_000
  private static let shifted = [
    "roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet", "longformer", "ibert",
    "data2vec-text", "roberta-prelayernorm",
  ]
}
