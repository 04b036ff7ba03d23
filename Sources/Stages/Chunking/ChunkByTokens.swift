package import Chunking
package import Pipeline

/// Cuts documents into chunks of so many tokens.
package struct ChunkByTokens: ChunkStage {
  package static let kind = "by_tokens"
  package static let summary = "Cuts documents between words into chunks of so many tokens."
  package static let strategy = ChunkingOptions.Strategy.tokens
  package static let settings: [Setting<ChunkByTokens>] =
    sizes + [overlap, overlapAll] + tables + contents + parents

  package var chunking = ChunkSettings()

  package init() {
    chunking.maxTokens = .count(256)
    chunking.tokenizer = .words
  }
}
