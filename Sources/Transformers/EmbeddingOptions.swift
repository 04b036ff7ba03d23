/// How texts become vectors, beyond what the model itself says.
package struct EmbeddingOptions: Sendable, Hashable {
  /// What becomes of a text that has more tokens than the model takes.
  package enum OnTruncate: String, Sendable, Hashable, CaseIterable {
    /// It is cut, and whoever asked for the vector is to refuse it.
    case error
    /// It is cut, and whoever asked for the vector is to say so.
    case warn
    /// Its vector is the mean of those of its pieces, each counted by its tokens.
    case split
  }

  package var onTruncate = OnTruncate.warn
  /// How many of a vector's numbers are kept, from the first on; nil for all.
  package var dimensions: Int?
  /// What is put before every text.
  package var prompt = ""

  package init(onTruncate: OnTruncate = .warn, dimensions: Int? = nil, prompt: String = "") {
    self.onTruncate = onTruncate
    self.dimensions = dimensions
    self.prompt = prompt
  }
}

/// What a model read of a text.
package struct TokenCounts: Sendable, Hashable {
  /// The tokens that the vector was made of, with those that the model wants around each piece.
  package var read = 0
  /// The tokens that were left out for want of room.
  package var cut = 0
  /// The pieces that the text was embedded in.
  package var pieces = 0

  package init(read: Int = 0, cut: Int = 0, pieces: Int = 0) {
    self.read = read
    self.cut = cut
    self.pieces = pieces
  }
}
