package import Chunking
package import Pipeline

/// Cuts documents into chunks that begin at titles.
package struct ChunkByTitle: ChunkStage {
  package static let kind = "by_title"
  package static let summary = "Cuts documents into chunks, beginning a new one at every title."
  package static let strategy = ChunkingOptions.Strategy.byTitle

  package static let settings: [Setting<ChunkByTitle>] =
    sizes + softSizes
    + [
      Setting(
        "combine_text_under_n_chars",
        \.chunking.combineUnder,
        "Join a section shorter than this with the next; as max_characters if unset, 0 joins none.",
        range: 0...1e9
      ),
      Setting(
        "multipage_sections",
        \.chunking.multipageSections,
        "Whether a chunk may go over a page's end."
      ), overlap, overlapAll,
    ] + tables + contents + parents + compatibility

  package var chunking = ChunkSettings()

  package init() {}
}
