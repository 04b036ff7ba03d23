package import Chunking
package import Pipeline

/// Cuts documents into chunks of whole sentences.
package struct ChunkBySentences: ChunkStage {
  package static let kind = "by_sentences"
  package static let summary = "Cuts documents into chunks of whole sentences."
  package static let strategy = ChunkingOptions.Strategy.sentences
  package static let settings: [Setting<ChunkBySentences>] =
    sizes
    + [
      Setting(
        "sentences",
        \.chunking.sentences,
        "The most sentences in a chunk; as many as have room if unset.",
        range: 1...1e6
      ), overlap, overlapAll,
    ] + tables + contents + parents

  package var chunking = ChunkSettings()

  package init() {}
}
